import Figures

/// The days of a period as a calendar: each leads to its page and shows its service level.
///
/// It is a table, so that every day is a link and every number a figure; the class of a day is a
/// bar above it, and below the target also a mark beside the number.
struct DaysByWeek {
  let context: PeriodContext

  /// Longer periods would repeat the table of days without its columns.
  private static let most = 62

  private var basis: LevelBasis { context.basis }

  var html: HTML {
    let days = context.statement.days
    guard let first = days.first?.date, days.count > 6, days.count <= Self.most else { return "" }
    var head: HTML = ""
    for weekday in Weekday.allCases {
      let name = DateWords.short(weekday)
      head += "<th scope=\"col\">\(name)</th>"
    }
    let column = Weekday.allCases.firstIndex(of: first.weekday) ?? 0
    let places: [DaySummary?] = Array(repeating: nil, count: column) + days
    let weeks = stride(from: 0, to: places.count, by: 7).map { start -> HTML in
      let week = Array(places[start..<min(start + 7, places.count)])
      let cells = (week + Array(repeating: nil, count: 7 - week.count)).map(cell).joined()
      return "<tr>\(cells)</tr>"
    }
    return say(
      """
      <div class="scroll" tabindex="0" role="region" aria-labelledby="calendar">\
      <table class="cal"><caption id="calendar"><b>The days of \(context.name)</b>\
      <span>Service level, all queues. Each day leads to its hours and intervals.\(legend)</span>\
      </caption><thead><tr>\(head)</tr></thead><tbody>\(weeks.joined(separator: "\n"))</tbody>\
      </table></div>
      """)
  }

  private var legend: HTML {
    basis.target == nil
      ? ""
      : say(
        " ▼ is \(basis.belowWords); the bar above a day is darker the farther it is from the target."
      )
  }

  private func cell(_ day: DaySummary?) -> HTML {
    guard let day else { return "<td></td>" }
    let figures = context.figures(day: day)
    let isBelow = basis.isBelow(day.total.serviceLevel)
    let mark: HTML = isBelow ? "<span class=\"c-missed\"> ▼</span>" : ""
    return """
      <td class="\(style(day))"><a href="days/\(url: day.date.text).html">\(day.date.day)\
      <span class="vh"> \(DateWords.monthAlone(day.date))\
      </span></a>\(figures.serviceLevel.data())\(mark)</td>
      """
  }

  private func style(_ day: DaySummary) -> String {
    guard let target = basis.target else { return day.total.state == .missing ? "qx" : "q" }
    let cell = HeatMap.Classes(target).cell(
      day.total.serviceLevel, isMissing: day.total.state == .missing, isOpen: true)
    return switch cell {
    case .farBelow: "q1"
    case .below: "q2"
    case .above: "q3"
    case .farAbove: "q4"
    case .missing: "qx"
    case .quiet, .closed: "q"
    }
  }
}
