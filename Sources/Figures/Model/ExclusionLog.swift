/// The stretches that the parties agreed to leave out, by the clock of the contract.
package struct ExclusionLog: Sendable, Hashable {
  package struct Entry: Sendable, Hashable {
    package let span: LocalSpan
    package let reason: String
    package let approver: String
    package let evidence: String
    /// The measures it concerns; `nil` for all.
    package let measures: [String]?

    package init(
      span: LocalSpan, reason: String, approver: String, evidence: String, measures: [String]?
    ) {
      self.span = span
      self.reason = reason
      self.approver = approver
      self.evidence = evidence
      self.measures = measures
    }
  }

  package let rule: ExclusionRule
  package let entries: [Entry]

  package init(_ rule: ExclusionRule = .any, _ entries: [Entry] = []) {
    self.rule = rule
    self.entries = entries
  }

  /// The exclusions of any measure that touch a window, and whether all of them concern all
  /// measures.
  package func exclusions(
    in window: Window, _ zone: Zone
  ) -> (exclusions: Exclusions, areForAll: Bool) {
    let found = entries.filter { $0.span.window(in: zone).overlaps(window) }
    let list = found.map {
      Exclusion(
        window: $0.span.window(in: zone), reason: $0.reason, approver: $0.approver,
        evidence: $0.evidence)
    }
    return (Exclusions(rule, list), found.allSatisfy { $0.measures == nil })
  }

  /// The exclusions of one measure that touch a window.
  package func exclusions(of measure: String, in window: Window, _ zone: Zone) -> Exclusions {
    let found = entries.compactMap { entry -> Exclusion? in
      guard entry.measures?.contains(measure) ?? true else { return nil }
      let span = entry.span.window(in: zone)
      guard span.overlaps(window) else { return nil }
      return Exclusion(
        window: span, reason: entry.reason, approver: entry.approver, evidence: entry.evidence)
    }
    return Exclusions(rule, found)
  }
}

/// The volumes that were forecast, and until when a forecast counts.
package struct ForecastBook: Sendable, Hashable {
  package struct Version: Sendable, Hashable {
    /// The first of the calendar month that names it.
    package let month: LocalDate
    /// The day on which the other party got it.
    package let given: LocalDate
    package let contacts: Int
    package let evidence: String?

    package init(month: LocalDate, given: LocalDate, contacts: Int, evidence: String?) {
      self.month = month
      self.given = given
      self.contacts = contacts
      self.evidence = evidence
    }
  }

  /// Days before the month after which a new forecast no longer counts.
  package let lockDays: Int
  package let versions: [Version]

  package init(lockDays: Int = 0, _ versions: [Version] = []) {
    self.lockDays = lockDays
    self.versions = versions
  }

  /// The last day on which a forecast of a month could be given.
  package func lockDate(of month: Period) -> LocalDate { month.firstDay.adding(days: -lockDays) }

  /// The last forecast of a month that was given by its lock date, that day included.
  package func locked(for month: Period) -> Version? {
    versions.filter { $0.month == month.month && $0.given <= lockDate(of: month) }
      .max { $0.given < $1.given }
  }
}
