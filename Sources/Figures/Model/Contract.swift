package import Foundation

/// A place in a file, which is no part of what the file says: all are equal.
private struct Mention: Sendable, Hashable {
  let place: String

  static func == (left: Mention, right: Mention) -> Bool { true }
  func hash(into hasher: inout Hasher) {}
}

/// What was agreed with one partner: the clock, the hours, the measures and the prices.
package struct Contract: Sendable, Hashable {
  package let title: String
  package let zone: Zone
  package let currency: Currency
  /// The day of the calendar month on which the contract's months begin, 1 to 28.
  package let monthBegins: Int
  package let hours: OpeningHours
  package let thresholds: Thresholds
  /// The share of the open intervals that must have been received before there is a verdict.
  package let minimumCoveragePercent: Decimal
  /// Days after the end of a period until its figures count as final.
  package let finalAfterDays: Int
  /// Days after a month is final in which its figures can be claimed; `nil` when nothing is said.
  package let claimDays: Int?
  /// In the order of their validity, without gap or overlap.
  package let terms: [Terms]
  package let exclusions: ExclusionLog
  package let forecast: ForecastBook
  /// Where the terms stand in the file, for messages; two files may hold the same contract.
  package var place: String? { mention?.place }
  private let mention: Mention?

  package init(
    title: String, zone: Zone, currency: Currency, hours: OpeningHours, thresholds: Thresholds,
    minimumCoveragePercent: Decimal, finalAfterDays: Int, terms: [Terms],
    exclusions: ExclusionLog = ExclusionLog(), forecast: ForecastBook = ForecastBook(),
    monthBegins: Int = 1, claimDays: Int? = nil, place: String? = nil
  ) {
    self.title = title
    self.zone = zone
    self.currency = currency
    self.hours = hours
    self.thresholds = thresholds
    self.minimumCoveragePercent = minimumCoveragePercent
    self.finalAfterDays = finalAfterDays
    self.terms = terms
    self.exclusions = exclusions
    self.forecast = forecast
    self.monthBegins = monthBegins
    self.claimDays = claimDays
    mention = place.map(Mention.init)
  }

  /// The same contract by the clock of a zone file that was kept with a capture.
  package func by(_ zone: Zone) -> Contract { copy(zone: zone, exclusions: exclusions) }

  /// The same contract with another log of exclusions.
  package func with(_ exclusions: ExclusionLog) -> Contract {
    copy(zone: zone, exclusions: exclusions)
  }

  private func copy(zone: Zone, exclusions: ExclusionLog) -> Contract {
    Contract(
      title: title, zone: zone, currency: currency, hours: hours, thresholds: thresholds,
      minimumCoveragePercent: minimumCoveragePercent, finalAfterDays: finalAfterDays, terms: terms,
      exclusions: exclusions, forecast: forecast, monthBegins: monthBegins, claimDays: claimDays,
      place: place)
  }

  /// The last day on which a period's figures can be claimed, where the contract names one.
  package func claimUntil(_ period: Period) -> LocalDate? {
    claimDays.map { period.endDay.adding(days: finalAfterDays + $0 - 1) }
  }

  /// A period as this contract cuts it: its months may begin on another day than the calendar's.
  package func period(_ period: Period) -> Period { period.beginning(onDay: monthBegins) }

  /// The contract's month that a date belongs to.
  package func month(holding date: LocalDate) -> Period {
    let name =
      date.day >= monthBegins && monthBegins > 1 ? date.startOfNextMonth : date.startOfMonth
    return period(Period(month: name))
  }

  /// Where final figures end, known as they were at `asOf`; what ends later may still change.
  ///
  /// It is a local midnight: a day is final when ``finalAfterDays`` whole days have followed it.
  package func finalUntil(asOf: Instant) -> Instant {
    zone.start(of: zone.date(at: asOf).adding(days: -finalAfterDays))
  }

  /// The terms that hold on a date, if any do.
  package func terms(on date: LocalDate) -> Terms? {
    terms.first { $0.from <= date && ($0.until.map { date < $0 } ?? true) }
  }
}
