/// A sealed issue of a period's figures: the first, or one that replaced another.
///
/// Its number and its date follow from the archive, never from a clock: a copy of the archive
/// gives the same editions.
package struct Edition: Sendable, Hashable {
  /// From 1.
  package let number: Int
  /// The capture that its figures come from.
  package let capture: String
  /// When that capture was complete.
  package let captured: Instant
  /// Why its figures differ from those of the edition before; empty for the first.
  package let causes: [RestatementCause]
  /// How many exclusions came in with it; below zero when some were taken back.
  package let exclusions: Int
  /// Every published cell that differs from the edition before.
  package let changes: [CellChange]

  package init(
    number: Int, capture: String, captured: Instant, causes: [RestatementCause] = [],
    exclusions: Int = 0, changes: [CellChange] = []
  ) {
    self.number = number
    self.capture = capture
    self.captured = captured
    self.causes = causes
    self.exclusions = exclusions
    self.changes = changes
  }

  /// Contacts that this edition counts and the one before did not, over all media.
  package var lateContacts: Int {
    changes.filter { $0.table == "month" && $0.column == "offered" && $0.row.contains("=*,") }
      .reduce(0) { sum, change in
        sum + (change.value.flatMap { Int($0) } ?? 0) - (change.former.flatMap { Int($0) } ?? 0)
      }
  }
}

/// A published figure that was replaced.
package struct Restated: Sendable, Hashable {
  /// What was published first; `nil` where there was no such figure.
  package let first: String?
  /// The edition that said so.
  package let edition: Int
}

/// Why an edition may not be sealed.
package enum EditionError: Error, Hashable {
  /// A figure differs from the sealed one, and no entry of the ledger says so.
  case silent(key: String, number: Int)
}

extension EditionError: Explained {
  package var explanation: Explanation {
    switch self {
    case .silent(let key, let number):
      Explanation(
        .internalFault,
        what: "\(key) differs from edition \(number) and the ledger does not say so",
        remedy: "report this; the published edition stays as it is")
    }
  }
}

extension [Edition] {
  /// Every figure that was ever replaced, by its key, with what was published first.
  package var restated: [String: Restated] {
    var found: [String: Restated] = [:]
    for edition in self {
      for change in edition.changes where found[change.key] == nil {
        found[change.key] = Restated(first: change.former, edition: edition.number - 1)
      }
    }
    return found
  }

  /// Refuses figures that differ from the sealed ones without an entry of the last edition.
  ///
  /// `sealed` is the newest edition that was sealed: the last one itself, or the one before it.
  package func check(
    _ differences: [CellChange], from sealed: Int
  ) throws(EditionError) {
    let known = last.map { $0.number > sealed ? Set($0.changes) : [] } ?? []
    for change in differences where !known.contains(change) {
      throw .silent(key: change.key, number: sealed)
    }
  }
}
