/// Why a month cannot be judged or billed.
package enum BillingError: Error, Hashable {
  case notRecorded(Counter, item: String)
  case noTerms(LocalDate, contract: String)
  /// A quantity that the contract file must state and does not.
  case notStated(LocalDate, item: String)
  case noForecast(String, locked: LocalDate, clause: String)
  /// An earlier month that money hangs on.
  case needsMonth(LocalDate, clause: String, why: String)
  /// The source answered in steps of so many seconds.
  case tooCoarse(clause: String, seconds: Int)
}

extension BillingError: Explained {
  package var explanation: Explanation {
    switch self {
    case .notRecorded(let counter, let item):
      Explanation(
        .configuration,
        what: "the fee '\(item)' is charged by \(counter.column), which the source does not record",
        remedy: "charge by a counter that is recorded, or take \(counter.column) out of "
          + "'notRecorded'")
    case .noTerms(let date, let contract):
      Explanation(
        .configuration, what: "the contract has no terms for \(date.text)", place: contract,
        remedy: "add terms whose validity includes that day")
    case .notStated(let month, let item):
      Explanation(
        .configuration,
        what: "the contract file states no quantity of '\(item)' for \(month.monthText)",
        remedy: "add it to 'stated' of the fee, with its evidence")
    case .noForecast(let month, let locked, let clause):
      Explanation(
        .configuration, what: "no forecast for \(month) was given by \(locked.text)",
        place: "clause \(clause)",
        remedy: "add it to 'forecast' of the contract; without one nobody can say whether there "
          + "is relief")
    case .needsMonth(let month, let clause, let why):
      Explanation(
        .missingInput, what: "\(month.monthText) has not been fetched, and \(why)",
        place: "clause \(clause)",
        remedy: "run 'tallysheet fetch --period \(month.monthText)' first")
    case .tooCoarse(let clause, let seconds):
      Explanation(
        .badData,
        what: "the source answered in steps of \(seconds / 60) minutes, longer than the contract's",
        place: "clause \(clause)",
        remedy: "fetch the period with a finer 'granularity', or agree longer intervals")
    }
  }
}

extension LocalDate {
  /// `2026-10`.
  package var monthText: String { "\(year.digits(4))-\(month.digits(2))" }
}
