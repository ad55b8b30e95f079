import Figures

/// The figures of one summary, with the row of the file where each can be looked up.
struct SummaryFigures {
  let summary: Summary
  let resource: String
  let row: String
  /// What the service level is held against, so that rounding cannot contradict it.
  let target: Target?

  func count(_ counter: Counter) -> Figure {
    let value = summary[counter]
    let shown =
      value.map(Shown.count)
      ?? (summary.state == .missing ? sayPlain("no data") : sayPlain("not recorded"))
    return figure(shown, value.map(String.init) ?? "", .count, counter.column)
  }

  /// How many intervals should have come, and how many did.
  var expected: Figure {
    figure(Shown.count(summary.expected), String(summary.expected), .count, "expected")
  }

  var received: Figure {
    figure(Shown.count(summary.received), String(summary.received), .count, "received")
  }

  var serviceLevel: Figure {
    share(summary.serviceLevel, "service_level", target: target)
  }

  var abandonRate: Figure { share(summary.abandonRate, "abandon_rate") }

  var handleTime: Figure { time(summary.handleTime, "handle_time") }

  var speedOfAnswer: Figure { time(summary.speedOfAnswer, "speed_of_answer") }

  /// A longest wait or call, a whole number of milliseconds.
  func longest(_ counter: Counter) -> String {
    summary[counter].map { Shown.duration(Quotient($0, 1)) } ?? sayPlain("not recorded")
  }

  private func share(_ outcome: Outcome, _ column: String, target: Target? = nil) -> Figure {
    figure(
      outcome.quotient.map { Shown.percent($0, target: target) } ?? StateWords.short(outcome),
      outcome.quotient.map { Digits.text($0, places: 6) } ?? "", .percent, column)
  }

  private func time(_ outcome: Outcome, _ column: String) -> Figure {
    figure(
      outcome.quotient.map { Shown.duration($0) } ?? StateWords.short(outcome),
      outcome.quotient.map { Digits.text($0.inSeconds, places: 3) } ?? "", .seconds, column)
  }

  private func figure(_ shown: String, _ exact: String, _ unit: Figure.Unit, _ column: String)
    -> Figure
  {
    Figure(shown, exact: exact, unit: unit, place: Figure.Place(resource, row, column))
  }
}
