import Figures
import Foundation

/// All periods, newest first: result, target, fees and credits of each.
struct PeriodsTable {
  let portal: Portal

  /// From so many periods on, each year has a table of its own.
  private static let most = 12

  var html: HTML {
    guard portal.periods.count > Self.most else {
      return table("table1", sayPlain("Monthly results"), portal.periods)
    }
    let years = Set(portal.periods.map(\.period.month.year)).sorted(by: >)
    return years.map { year in
      table("year\(year)", "\(year)", portal.periods.filter { $0.period.month.year == year })
    }.joined(separator: "\n")
  }

  /// The measure of service level, if the contract has one.
  static func levelAssessment(_ result: PeriodResult) -> Assessment? {
    result.assessments.first {
      if case .serviceLevel = $0.measure.metric { true } else { false }
    }
  }

  static func figures(_ assessment: Assessment, _ result: PeriodResult, _ currency: Currency)
    -> AssessmentFigures
  {
    AssessmentFigures(
      assessment, resource: "measures",
      row: "period=\(result.period.id),measure=\(assessment.measure.id)", currency: currency)
  }

  /// Days, weeks and ranges: figures without verdicts.
  var others: HTML {
    guard !portal.others.isEmpty else { return "" }
    var table = Table(
      "others-table", style: "fit nw", resource: "periods", title: say("Results of other periods"),
      subtitle: say("Figures only: measures and money belong to whole months"),
      columns: [
        .plain(say("Period")), .figure(say("Offered"), "offered", .count),
        .figure(say("Service level"), "service_level", .percent), .plain(say("State")),
      ])
    for result in portal.others {
      let row = "period=\(result.period.id)"
      let own = SummaryFigures(summary: result.total, resource: "periods", row: row, target: nil)
      table.row(
        Self.link(result), selector: row,
        cells: [
          .figure(own.count(.offered)), .figure(own.serviceLevel),
          .html(Chip.state(result.total.state)),
        ])
    }
    return table.html
  }

  /// A period's name, at an address that its own pages know.
  private static func link(_ result: PeriodResult) -> HTML {
    """
    <a id="p-\(attribute: result.period.id)" href="\(url: result.period.id)/index.html">\
    \(DateWords.head(result.period))</a>
    """
  }

  private func table(_ id: String, _ title: String, _ results: [PeriodResult]) -> HTML {
    let code = portal.contract.currency.code
    var table = Table(
      id, style: "nw tight", resource: "periods", title: "\(title)",
      subtitle:
        say(
          "Service level as the contract counts it. The tick of each strip is the target; all strips have one scale"
        ),
      columns: [
        .plain(say("Period")), .figure(say("Service level"), "service_level", .percent),
        .plain(say("Result")),
        .figure(say("Target"), "target", .count),
        .plain(say("Against target"), style: "viz hide-s"),
        .figure(say("Offered"), "offered", .count),
        .figure(say("Fees, \(code)"), "fees", .money(code)),
        .figure(say("Credits, \(code)"), "credits", .money(code)),
        .figure(say("Net, \(code)"), "net", .money(code)),
      ])
    for result in results { add(result, to: &table) }
    return table.html
      + Facts.note(
        StateWords.legend(results.map(\.total)))
  }

  /// From a little below the lowest result or target to a little above the highest.
  private var range: ClosedRange<Int> {
    let levels = portal.periods.compactMap(Self.levelAssessment)
    let results = levels.compactMap { $0.outcome.quotient?.rounded(3, times: 100) }
    let points = (results + levels.map(\.measure.target.bound)).map { min(max($0, 0), 100) }
    let least = (points.min() ?? 0).rounded(0, .floor)
    let most = (points.max() ?? 100).rounded(0, .ceiling)
    let lower = max(0, (Int(least.description) ?? 0) - 5)
    return (lower * 1000)...(min(100, (Int(most.description) ?? 100) + 5) * 1000)
  }

  private func add(_ result: PeriodResult, to table: inout Table) {
    let row = "period=\(result.period.id)"
    let own = SummaryFigures(
      summary: result.total, resource: "periods", row: row,
      target: Self.levelAssessment(result)?.measure.target)
    let link = Self.link(result)
    let level = Self.levelAssessment(result)
    let strip = level.flatMap { level in
      level.outcome.quotient.flatMap {
        TargetStrip.html(
          $0, factor: 100, target: level.measure.target, isShare: true, range: range)
      }
    }
    let target: Table.Cell =
      level.map { .figure(Self.figures($0, result, portal.contract.currency).target) } ?? .html("–")
    func money(_ money: Money?, _ column: String) -> Table.Cell {
      .figure(MoneyFigures.figure(money, of: result.period, in: "periods", column, isBare: true))
    }
    table.row(
      link + StateWords.mark(result.total.state), selector: row,
      cells: [
        .figure(own.serviceLevel),
        .html(level.map { Chip.verdict($0.verdict) } ?? Chip.state(result.total.state)), target,
        .html(strip ?? ""), .figure(own.count(.offered)), money(result.invoice?.fees, "fees"),
        money(result.invoice?.credits, "credits"), money(result.invoice?.net, "net"),
      ])
  }
}
