/// A stretch longer or shorter than a month that a measure judges as one.
package enum JudgedSpan: Sendable, Hashable {
  /// Three months of the contract, the first of a year on.
  case quarter
  /// Twelve months of the contract, the first of a year on.
  case year
  /// From a date on, until the first day that no longer belongs to it.
  case dates(LocalDate, until: LocalDate)

  package var words: String {
    switch self {
    case .quarter: "each quarter as one"
    case .year: "each year as one"
    case .dates(let first, let end):
      "\(first.text) to \(end.adding(days: -1).text) as one"
    }
  }
}

/// The days that a measure judges as one, as seen from one of the contract's months.
package struct JudgedDays: Sendable, Hashable {
  package let first: LocalDate
  /// The first day after them.
  package let end: LocalDate
  /// The months before this one that hold some of them, the earliest first, by their names.
  package let earlier: [LocalDate]

  /// The last day of all.
  package var last: LocalDate { end.adding(days: -1) }
}

extension JudgedSpan {
  /// The days that are judged together with those of a month under a contract.
  ///
  /// A quarter or year that began before the contract begins with it.
  package func days(with month: Period, of contract: Contract) -> JudgedDays {
    let (first, end) = bounds(with: month, of: contract)
    let start = contract.terms.first.map { max($0.from, first) } ?? first
    var earlier: [LocalDate] = []
    var name = contract.month(holding: start).month
    while name < month.month {
      earlier.append(name)
      name = name.startOfNextMonth
    }
    return JudgedDays(first: start, end: end, earlier: earlier)
  }

  private func bounds(
    with month: Period, of contract: Contract
  ) -> (first: LocalDate, end: LocalDate) {
    let length: Int
    switch self {
    case .dates(let first, let end): return (first, end)
    case .quarter: length = 3
    case .year: length = 12
    }
    var name = month.month
    for _ in 0..<((name.month - 1) % length) { name = name.startOfPreviousMonth }
    let first = contract.period(Period(month: name)).firstDay
    for _ in 1..<length { name = name.startOfNextMonth }
    return (first, contract.period(Period(month: name)).endDay)
  }
}

/// Which part a month has in what is judged as one.
package enum SpanJudgement: Sendable, Hashable {
  /// The month is judged by itself.
  case month
  /// None of its days count.
  case outside(JudgedDays)
  /// It counts, and days are still to come.
  case open(JudgedDays)
  /// It holds the last day; the judgement is made here.
  case closing([EarlierMonth])
}

/// What an earlier month adds to a judgement over several.
package struct EarlierMonth: Sendable, Hashable {
  package let month: LocalDate
  /// After exclusions; `nil` when too little of the month was received.
  package let tally: Tally?
  package let asMeasured: Outcome

  package init(month: LocalDate, tally: Tally?, asMeasured: Outcome) {
    self.month = month
    self.tally = tally
    self.asMeasured = asMeasured
  }
}
