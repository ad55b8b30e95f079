import Figures
import Foundation

/// The charts and tables of a report in the order in which they are read, numbered as they come.
struct ReportParts {
  let values: [String: Frames.Value]
  /// The charts and tables that commentary may show once more, by their names.
  let drawings: [String: HTML]

  init(context: PeriodContext) {
    let statement = context.statement
    let figures = PeriodFigures(context: context, queue: nil, up: "")
    let levels = LevelFigures(context: context)
    let staffing = StaffingFigures(context: context)
    let tables = Tables(context: context, up: "")
    let exclusions = ExclusionsTable(context: context)
    var count = Numbering()
    // The table of measures, where there is one, is the first.
    if !statement.assessments.isEmpty { _ = count.table { _ in "measures" } }
    let trend = count.figure { Self.trend(statement, $0) }
    let recent = count.table(RecentMonths(statement: statement).html)
    let daily = count.figure { figures.daily(number: $0, table: "days-table") }
    let hourly = count.figure(figures.hourly)
    let week = count.figure(levels.week)
    let difference = count.figure(levels.difference)
    let hasMany = QueuesPage.isNeeded(statement)
    let panels = hasMany ? "" : count.figure(QueuePanels(context: context).html)
    let queues = hasMany ? "" : count.table { QueuesPage.table(context, number: $0) }
    let excluded = count.table(exclusions.html)
    let volumes = count.figure { figures.volumes(number: $0, table: "days-table") }
    let forecast = count.figure(staffing.forecast)
    let handle = count.figure(staffing.handle)
    let invoice = count.table { Self.invoice(context, $0) }
    let failures = count.table(
      FailuresTable(context: context, hasCommentary: statement.commentary != nil).html)
    let days = count.table { tables.days(number: $0, queue: nil) }
    values = [
      "hasTrend": .flag(!trend.isEmpty), "trend": .html(trend), "recentMonths": .html(recent),
      "dailyFigure": .html(daily), "hourlyFigure": .html(hourly), "weekFigure": .html(week),
      "differenceFigure": .html(difference), "queueFigure": .html(panels),
      "queueLinks": .html(hasMany ? QueuesPage.link(context) : queues),
      "hasExclusions": .flag(!statement.assessments.isEmpty),
      "exclusions": .html(Self.exclusions(excluded, exclusions.relief)),
      "volumeFigure": .html(volumes), "forecastFigure": .html(forecast),
      "handleFigure": .html(handle), "invoice": .html(invoice),
      "hasFailures": .flag(!failures.isEmpty), "failures": .html(failures),
      "calendar": .html(DaysByWeek(context: context).html), "days": .html(days),
    ]
    let named: [(String, HTML)] = [
      ("chart:trend", trend), ("chart:service-level", daily), ("chart:hours", hourly),
      ("chart:week", week), ("chart:differences", difference), ("chart:queues", panels),
      ("chart:volumes", volumes), ("chart:forecast", forecast), ("chart:handle-time", handle),
      ("table:months", recent), ("table:queues", queues), ("table:invoice", invoice),
      ("table:failures", failures), ("table:days", days),
    ]
    drawings = Dictionary(
      uniqueKeysWithValues: named.filter { !$0.1.isEmpty }.map { ($0.0, Self.copy(of: $0.1)) })
  }

  /// A drawing that stands on the page a second time, with addresses of its own, and in front of its
  /// number a word that it comes from where it has that number.
  private static func copy(of drawing: HTML) -> HTML {
    var text = drawing.text
    let ids = text.components(separatedBy: " id=\"").dropFirst().map {
      String($0.prefix { $0 != "\"" })
    }
    for id in ids {
      for (before, after) in [("\"", "\""), ("\"#", "\""), ("\"", " ")] {
        text = text.replacing(before + id + after, with: before + "say-" + id + after)
      }
    }
    return HTML(markup: fromElsewhere(text))
  }

  /// Its number is that of its own place, where its label leads.
  private static func fromElsewhere(_ text: String) -> String {
    let label = "<a class=\"fl\" href=\"#"
    let labels = [(label + "say-", ">", "</a>"), ("<caption id=\"say-", "<b>", "</b>")]
    for (start, open, close) in labels {
      guard let head = text.firstRange(of: start),
        let before = text[head.upperBound...].firstRange(of: open),
        let after = text[before.upperBound...].firstRange(of: close)
      else { continue }
      let name = HTML(markup: String(text[before.upperBound..<after.lowerBound]))
      let said: HTML = say("From \(name)")
      let whole = text[..<before.upperBound] + said.text + text[after.lowerBound...]
      return String(whole).replacing(label + "say-", with: label)
    }
    return text
  }

  private static func trend(_ statement: Statement, _ number: Int) -> HTML? {
    guard statement.period.kind == .month else { return nil }
    let result = PeriodResult(
      period: statement.period, total: statement.total, assessments: statement.assessments,
      invoice: statement.invoice, isFinal: statement.isFinal)
    return MonthTrend(
      results: statement.history + [result], contract: statement.contract, number: number,
      source: say(
        """
        <a href="data/history-measures.csv">history-measures.csv</a> and \
        <a href="data/sla.csv">sla.csv</a>
        """),
      newest: { AssessmentFigures($0, currency: statement.contract.currency).result }
    ).html
  }

  private static func exclusions(_ table: HTML, _ relief: HTML) -> HTML {
    table.isEmpty && relief.isEmpty
      ? say("<p>Nothing was left out of a measure, and no measure was excused.</p>")
      : relief + table
  }

  private static func invoice(_ context: PeriodContext, _ number: Int) -> HTML? {
    guard let invoice = context.statement.invoice else { return nil }
    return InvoiceTable(
      context: context, invoice: invoice, number: number, namesVerdicts: false
    ).html
      + say(
        """
        <p class="go"><a href="invoice.html">Invoice for \(context.name)</a>: each credit with its \
        verdict, and how the sum builds up.</p>
        """)
  }
}
