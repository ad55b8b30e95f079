/// Who the site is for.
package struct Partner: Sendable, Hashable {
  /// Lower-case letters, digits and hyphens: the name of its folder and of its archive.
  package let id: String
  package let name: String
  package let locale: String
  /// The parties of its structured invoices; without them none is written.
  package let invoicing: Invoicing?
  /// Where its site is reached, with a slash at the end; `nil` when that is not known.
  package let address: String?

  package init(
    id: String, name: String, locale: String, invoicing: Invoicing? = nil, address: String? = nil
  ) {
    self.id = id
    self.name = name
    self.locale = locale
    self.invoicing = invoicing
    self.address = address
  }
}

/// A queue as its partner knows it.
package struct Queue: Sendable, Hashable {
  package let id: QueueID
  package let label: String
  /// The media and directions that belong to the partner's work in this queue.
  package let media: [String]
  package let directions: [String]

  package init(id: QueueID, label: String, media: [String], directions: [String]) {
    self.id = id
    self.label = label
    self.media = media
    self.directions = directions
  }

  /// Every series of the queue, in order.
  package var series: [Series] {
    media.flatMap { media in
      directions.map { Series(queue: id, media: media, direction: $0) }
    }.sorted()
  }
}

/// A stretch in which the source recorded nothing, as the operator declared it.
package struct Gap: Sendable, Hashable {
  package let window: Window
  package let reason: String
  /// The ticket or document that shows it, if one was named.
  package let evidence: String?

  package init(window: Window, reason: String, evidence: String?) {
    self.window = window
    self.reason = reason
    self.evidence = evidence
  }
}

extension [Queue] {
  /// The medium that results, fees and pages are of: the first one of the first queue.
  package var shownMedium: String { first?.media.first ?? "voice" }
}
