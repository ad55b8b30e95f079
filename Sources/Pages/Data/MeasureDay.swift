import Figures

/// A measure on one local day: an observation, not a verdict.
struct MeasureDay {
  let day: DaySummary
  let outcome: Outcome
  let state: State
  let sums: CountedRows.Day

  /// Whether the parties left a part of it out.
  var hasExclusions: Bool { sums.excluded > 0 }

  var date: LocalDate { day.date }
}

extension Statement {
  /// A measure day by day, of the rows that it counts; empty where it counts none in this period.
  func days(of assessment: Assessment) -> [MeasureDay] {
    guard let rows = assessment.rows, hasDays(assessment) else { return [] }
    return zip(days, rows.days).map { day, sums in
      let isMissing = sums.received == 0 && sums.expected > 0
      return MeasureDay(
        day: day,
        outcome: isMissing ? .missing : assessment.measure.metric.value(of: sums.tally),
        state: isMissing
          ? .missing
          : sums.received < sums.expected
            ? .partial : day.total.window.end <= finalUntil ? .final : .provisional,
        sums: sums)
    }
  }

  func hasDays(_ assessment: Assessment) -> Bool {
    assessment.rows.map { !$0.counted.isEmpty || !$0.excluded.isEmpty } ?? false
  }

  /// How far the month as a whole can be relied on: late data first, then what was not received.
  var standing: State { isFinal ? total.state : .provisional }

  /// Whether a measure counts every row of the shown medium.
  func countsAll(_ assessment: Assessment) -> Bool {
    guard let rows = assessment.rows else { return false }
    return rows.counted == [window] && rows.excluded.isEmpty
      && rows.series == sheet.series.filter { $0.media == media }
  }

  /// Whether a measure's parts are sums over its rows and those of earlier months that are judged
  /// as one with it.
  func isCounted(_ assessment: Assessment) -> Bool {
    guard assessment.measure.conditions.stretches == nil,
      let total = assessment.working?.total ?? assessment.rows?.total
    else { return false }
    return assessment.measure.metric.value(of: total) == assessment.outcome
  }
}
