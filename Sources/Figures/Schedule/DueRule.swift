/// Decides which months of a partner are to be fetched at a moment, and why.
///
/// | reason | a month is due |
/// | --- | --- |
/// | closed | 15 minutes after its end, until a capture covers all of it |
/// | final | when its last day turns final, unless it was looked at since |
/// | restatement | 1, 4 and 35 days after its end, unless it was looked at since |
///
/// What passed while nothing ran is made up by one fetch. Months before the first one in the
/// archive are never due: whoever wants them fetches them by hand.
package struct DueRule: Sendable {
  package enum Reason: Sendable, Hashable {
    case closed
    case final
    case restatement(days: Int)
  }

  package struct Due: Sendable, Hashable {
    package let period: Period
    package let reason: Reason

    package init(_ period: Period, _ reason: Reason) {
      self.period = period
      self.reason = reason
    }
  }

  /// The newest complete capture of a month.
  package struct Captured: Sendable, Hashable {
    package let period: Period
    /// Where its figures end: before the month's end when it was still under way.
    package let until: Instant
    /// When the service was last asked.
    package let checkedAt: Instant

    package init(_ period: Period, until: Instant, checkedAt: Instant) {
      self.period = period
      self.until = until
      self.checkedAt = checkedAt
    }
  }

  /// Days after a month's end at which late data is looked for.
  package static let restatementDays = [1, 4, 35]
  /// Until then an interval may still be open at the source.
  package static let settleSeconds = 900

  private let zone: Zone
  private let finalAfterDays: Int
  private let month: @Sendable (LocalDate) -> Period
  private let hasTerms: @Sendable (LocalDate) -> Bool

  /// `month` gives the month that holds a date, which need not be the calendar's; `hasTerms` says
  /// whether the contract holds on the first day of one.
  package init(
    zone: Zone, finalAfterDays: Int,
    month: @escaping @Sendable (LocalDate) -> Period = { Period(month: $0.startOfMonth) },
    hasTerms: @escaping @Sendable (LocalDate) -> Bool
  ) {
    self.zone = zone
    self.finalAfterDays = finalAfterDays
    self.month = month
    self.hasTerms = hasTerms
  }

  package init(_ contract: Contract) {
    self.init(
      zone: contract.zone, finalAfterDays: contract.finalAfterDays,
      month: { contract.month(holding: $0) }, hasTerms: { contract.terms(on: $0) != nil })
  }

  /// What is due, the earliest month first.
  package func due(at now: Instant, captured: [Captured]) -> [Due] {
    months(at: now, captured).compactMap { month in
      let capture = captured.first { $0.period == month }
      guard let capture, capture.until >= zone.window(of: month).end else {
        return Due(month, .closed)
      }
      let missed = looks(at: month).last { capture.checkedAt < $0.at && $0.at <= now }
      return missed.map { Due(month, $0.reason) }
    }
  }

  /// When something will be due next, if nothing is due before.
  package func next(after now: Instant, captured: [Captured]) -> Instant {
    let current = month(zone.date(at: now))
    let last = month(current.firstDay.adding(days: -1))
    var moments = [closedAt(last), closedAt(current)]
    for closed in months(at: now, captured) { moments += looks(at: closed).map(\.at) }
    return moments.filter { $0 > now }.min() ?? closedAt(current)
  }

  /// The closed months from the first captured one on; without any, the last closed one.
  private func months(at now: Instant, _ captured: [Captured]) -> [Period] {
    let first = captured.map(\.period.firstDay).min()
    var found: [Period] = []
    var current = month(zone.date(at: now))
    repeat {
      current = month(current.firstDay.adding(days: -1))
      if closedAt(current) <= now { found.append(current) }
    } while first.map { current.firstDay > $0 } ?? found.isEmpty
    return found.reversed().filter { month in
      hasTerms(month.firstDay) && first.map { month.firstDay >= $0 } ?? true
    }
  }

  /// A look at a closed month.
  private typealias Look = (at: Instant, reason: Reason)

  /// The looks at a month after its end, in order; of two on one day, the one that turns it final
  /// comes last and names the reason.
  private func looks(at month: Period) -> [Look] {
    func look(_ days: Int, _ reason: Reason) -> Look {
      (zone.start(of: month.endDay.adding(days: days)), reason)
    }
    let checks = Self.restatementDays.map { look($0, .restatement(days: $0)) }
    let final = look(finalAfterDays, .final)
    return checks.filter { $0.at <= final.at } + [final] + checks.filter { $0.at > final.at }
  }

  private func closedAt(_ month: Period) -> Instant {
    zone.window(of: month).end + Self.settleSeconds
  }
}

extension DueRule.Reason {
  package var text: String {
    switch self {
    case .closed: "the month is over"
    case .final: "it turns final"
    case .restatement(let days): "late data is looked for \(days) days after its end"
    }
  }
}
