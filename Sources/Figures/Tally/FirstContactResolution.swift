/// The share of contacts after which the same customer did not come back.
package struct FirstContactResolution: Sendable, Hashable {
  /// One contact; who it was is an opaque text that is only compared.
  package struct Contact: Sendable, Hashable {
    package let at: Instant
    package let customer: String
    package let reason: String

    package init(at: Instant, customer: String, reason: String) {
      self.at = at
      self.customer = customer
      self.reason = reason
    }
  }

  package let resolved: Int
  package let repeated: Int
  /// Contacts whose window was still open; they are in neither sum.
  package let provisional: Int

  /// Looks at what was known at `asOf`.
  ///
  /// A day of the window is 24 hours; a return in its last moment still counts. With `sameReason` only a
  /// contact about the same matter is a return.
  package init(_ contacts: [Contact], windowDays: Int, sameReason: Bool, asOf: Instant) {
    var (resolved, repeated, provisional) = (0, 0, 0)
    let matters = Dictionary(grouping: contacts) { contact in
      [contact.customer, sameReason ? contact.reason : ""]
    }
    for matter in matters.values {
      let sorted = matter.sorted { $0.at < $1.at }
      for (index, contact) in sorted.enumerated() {
        let end = contact.at + windowDays * 86_400
        if end > asOf {
          provisional += 1
        } else if sorted.indices.contains(index + 1), sorted[index + 1].at <= end {
          repeated += 1
        } else {
          resolved += 1
        }
      }
    }
    self.resolved = resolved
    self.repeated = repeated
    self.provisional = provisional
  }

  package var outcome: Outcome {
    Outcome(resolved, over: resolved + repeated, traffic: provisional > 0)
  }
}
