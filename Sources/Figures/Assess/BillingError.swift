/// Why a month cannot be judged or billed.
package enum BillingError: Error, Hashable {
  case notRecorded(Counter, item: String)
  case noTerms(LocalDate, contract: String)
  /// A quantity that the contract file must state and does not.
  case notStated(LocalDate, item: String)
  case noForecast(String, locked: LocalDate, clause: String)
  /// An earlier month that money hangs on.
  case needsMonth(LocalDate, clause: String, why: String)
  /// A measure that counts otherwise in an earlier month of the months it judges as one.
  case changedMeanwhile(LocalDate, clause: String)
  /// Single calls are charged, and their records were not fetched.
  case needsCalls(item: String)
  /// Single calls are charged, and their records add up to something else than the source's total.
  case callsDiffer(item: String, records: Int, total: Int)
  /// The source answered in steps of so many seconds.
  case tooCoarse(clause: String, seconds: Int)

  /// Whether the contract says nothing at all about the month.
  package var isWithoutTerms: Bool {
    if case .noTerms = self { true } else { false }
  }
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
    case .changedMeanwhile(let month, let clause):
      Explanation(
        .configuration,
        what: "the months that are judged as one count different contacts: the measure was "
          + "another one in \(month.monthText)",
        place: "clause \(clause)",
        remedy: "let an amendment change the measure's formula or scope where its months begin")
    case .needsCalls(let item):
      Explanation(
        .missingInput,
        what: "the fee '\(item)' rounds each call by itself, and the records of single calls were "
          + "not fetched: the line is not verifiable",
        remedy: "add 'records' to the partner and fetch the period again, or charge increments on "
          + "the total")
    case .callsDiffer(let item, let records, let total):
      Explanation(
        .badData,
        what: "the fee '\(item)' rounds each call by itself, and the single calls add up to "
          + "\(records) ms where the source's own total is \(total) ms",
        remedy: "fetch the period again; if it stays so, the records are incomplete and the line "
          + "is not verifiable")
    case .tooCoarse(let clause, let seconds):
      Explanation(
        .badData,
        what: "the source answered in steps of \(seconds / 60) minutes, longer than the contract's",
        place: "clause \(clause)",
        remedy: "fetch the period with a finer 'granularity', or agree longer intervals")
    }
  }
}
