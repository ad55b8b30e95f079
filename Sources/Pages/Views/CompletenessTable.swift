import Figures

/// The days of which a part is missing: how much came of what should have.
struct CompletenessTable {
  let context: PeriodContext

  var html: HTML {
    let days = context.statement.days
    let short = days.filter { $0.total.received < $0.total.expected }
    guard !short.isEmpty else {
      return say(
        "<p>Each of \(Sentences.number(days.count)) \(days.count, "day", "days") is complete.</p>")
    }
    var table = Table(
      "completeness-table", style: "dense fit nw", resource: "ratios-day",
      title: say("Days of which a part is missing"),
      subtitle: say("Intervals, each counted once for every queue; all other days are complete"),
      columns: [
        .plain(say("Day")), .figure(say("Received"), "received", .count),
        .figure(say("Expected"), "expected", .count), .plain(say("State")),
      ])
    for day in short {
      let figures = context.figures(day: day)
      table.row(
        "<a href=\"days/\(url: day.date.text).html\">\(DateWords.short(day.date))</a>",
        selector: figures.row,
        cells: [
          .figure(figures.received), .figure(figures.expected),
          .html(Chip.state(day.total.state)),
        ])
    }
    return table.html
  }
}
