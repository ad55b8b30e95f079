import Figures
import Foundation
import Pages
import Testing

/// Scorecard, measure pages and invoice of the month whose sums ``ExampleMonth`` names.
@Suite struct ScorecardTests {
  private func file(
    _ name: String, of files: Result<[String: String], any Error> = ExampleMonth.usual
  ) throws -> String { try #require(try files.get()["1999-04/\(name)"]) }

  private func lines(_ name: String) throws -> [String] {
    try file("data/\(name)").split(separator: "\r\n").map(String.init)
  }

  @Test func `whatif holds the same calls by every published formula`() throws {
    let lines = try lines("whatif.csv")
    #expect(
      lines[0] == "measure,formula,words,contract,numerator,denominator,value,target,op,result,"
        + "margin,flips")
    // 350 offered, 292 answered, 252 in time, 58 abandoned, 29 of them short; target 80.
    let figures = lines.dropFirst().map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      return cells.enumerated().filter { ![0, 2, 7, 8].contains($0.offset) }.map { $0.element }
        .joined(separator: " ")
    }
    #expect(
      figures == [
        "offered no 252 350 0.720000 missed -0.080000 no",
        "offered_less_short no 252 321 0.785047 missed -0.014953 no",
        "answered no 252 292 0.863014 met 0.063014 yes",
        "answered_plus_abandoned no 252 350 0.720000 missed -0.080000 no",
        "answered_plus_late_abandoned no    missing  no",
        "abandoned_in_t_met no    missing  no",
        "short_met no 281 350 0.802857 met 0.002857 yes",
        "genesys no 252 350 0.720000 missed -0.080000 no",
        "genesys_without_short_abandons yes 252 321 0.785047 missed -0.014953 no",
        "genesys_without_abandons no 252 292 0.863014 met 0.063014 yes",
        "genesys_with_flow_outs no    missing  no",
        "genesys_with_flow_outs_without_short_abandons no    missing  no",
        "genesys_with_flow_outs_without_abandons no    missing  no",
      ])
  }

  @Test func `working holds the steps that no other file has`() throws {
    #expect(
      try lines("working.csv").filter { $0.hasPrefix("service-level,") } == [
        // Three hours of twelve intervals on thirty days, for two queues; one day has no record.
        "service-level,expected_intervals,Open intervals expected,2160,intervals",
        "service-level,received_intervals,Open intervals received,2088,intervals",
        "service-level,answered_in_time,Answered in time,252,contacts",
        "service-level,answered,Answered,292,contacts",
        "service-level,abandoned,Abandoned,58,contacts",
        "service-level,short_abandons,Short abandons,29,contacts",
        "service-level,left_side,Result times denominator,25200,percent",
        "service-level,right_side,Target times denominator,25680,percent",
        "service-level,shortfall,Shortfall,0.014953,points",
        "service-level,step_percent,Step of the credit table,2,percent",
        "service-level,base,Fees of the month,905.20,ILS",
      ])
    #expect(
      try lines("working.csv").filter { $0.hasPrefix("talk-time,") } == [
        "talk-time,expected_intervals,Open intervals expected,2160,intervals",
        "talk-time,received_intervals,Open intervals received,2088,intervals",
        "talk-time,talk_time,\"Talk time, milliseconds\",29200000,milliseconds",
        "talk-time,handled,Handled,292,contacts",
        "talk-time,left_side,Result times denominator,29200000,milliseconds",
        // 90 seconds for each of 292.
        "talk-time,right_side,Target times denominator,26280000,milliseconds",
      ])
  }

  @Test func `a measure has its days`() throws {
    let days = try lines("measure-days.csv")
    #expect(days.count == 1 + 3 * 30)
    #expect(days[1] == "service-level,1999-04-01,12,13,0.923077,final")
    #expect(days[2] == "service-level,1999-04-02,,,,missing")
    #expect(days.contains("talk-time,1999-04-03,1200000,12,100.000,final"))
  }

  @Test func `a measure's page shows the formula with values, the comparison and the credit`()
    throws
  {
    let page = try file("measures/service-level.html")
    let text = page.replacing(try Regex("<[^>]*>"), with: "")
    #expect(text.contains("it is 252 / (292 + 58 − 29) = 252 / 321 = 78.5%."))
    #expect(text.contains("80 × 321; the value above is less than this"))
    #expect(text.contains("1.5 points lie in the step up to 5 points below the target"))
    #expect(text.contains("2% of ILS\u{a0}905.20, rounded half up"))
    #expect(text.contains("By three of the seven other formulas that could be formed"))
    #expect(page.contains("href=\"../days/1999-04-01.html\""))
    #expect(page.contains("href=\"../scorecard.html\""))
    #expect(try !file("measures/talk-time.html").contains("id=\"what-if\""))
  }

  @Test func `the scorecard has a row for each clause and shows the months before`() throws {
    let statement = try ExampleMonth().statement()
    let before = PeriodResult(
      period: try Period("1999-03"), total: statement.total, assessments: statement.assessments,
      invoice: statement.invoice, isFinal: true)
    let page = try file(
      "scorecard.html", of: Result { try ExampleMonth(history: [before]).files() })
    #expect(page.contains("data-page-type=\"scorecard\""))
    for clause in ["2.1", "2.2", "2.3"] { #expect(page.contains("<th scope=\"row\">\(clause) <a")) }
    #expect(page.contains("2% up to 5 points, 10% beyond"))
    let key = "data-key=\"history-measures/period=1999-03,measure=abandon-rate/value\""
    #expect(page.contains(key))
    #expect(try !file("scorecard.html").contains("id=\"history\""))
  }

  @Test func `a credit on the invoice names its clause, measure and verdict`() throws {
    let page = try file("invoice.html")
    let text = page.replacing(try Regex("<[^>]*>"), with: " ")
      .replacing(try Regex("\\s+"), with: " ")
    #expect(text.contains("Credit: Service level Clause 2.1: missed , 78.5% against ≥ 80.0%"))
    #expect(text.contains("−ILS 18.10"))
    #expect(page.contains("href=\"measures/service-level.html\""))
    #expect(text.contains("Fees of ILS 905.20 less ILS 18.10 in credits: ILS 887.10 in all."))
  }

  @Test func `a month without credits has no chart of them`() throws {
    let page = try file("invoice.html", of: Result { try ExampleMonth(level: 78).files() })
    #expect(!page.contains("<figure"))
    #expect(page.contains("and no credit:"))
  }

  @Test func `report, navigation and data page lead to all of them`() throws {
    let report = try file("index.html")
    for address in ["scorecard.html", "invoice.html", "measures/talk-time.html"] {
      #expect(report.contains("href=\"\(address)\""), "\(address)")
    }
    let day = try file("days/1999-04-01.html")
    #expect(
      day.contains("href=\"../evidence.html\"") && day.contains("href=\"../definitions.html\""))
    let data = try file("data.html")
    #expect(data.contains("data/whatif.csv") && data.contains("data/working.csv"))
  }

  @Test func `a day has no verdicts, so no page and no link about them`() throws {
    for (path, text) in try ExampleDay().files() {
      #expect(!path.contains("scorecard") && !path.contains("measure") && !path.contains("invoice"))
      #expect(!text.contains("href=\"scorecard") && !text.contains("href=\"../scorecard"))
      #expect(!text.contains("invoice.html"), "\(path)")
    }
  }

  @Test func `the build-up of credits looks as it was reviewed`() throws {
    let figure = try #require(
      try file("invoice.html").firstMatch(of: Regex("(?s)<figure.*</figure>"))
    ).output
    let text = try #require(figure[0].substring)
    try Golden.expect(
      text.replacing("><", with: ">\n<") + "\n", equals: "credits.html")
  }

  @Test func `several credits build up to their sum`() throws {
    let steps = [
      BuildUp.Step(name: "Credit: Service level", value: 263_179, label: "−€2,631.79"),
      BuildUp.Step(
        name: "Credit: A measure with a title that is longer than its place", value: 100_000,
        label: "−€1,000.00"),
      BuildUp.Step(name: "Credit: Abandon rate", value: 1, label: "−€0.01"),
    ]
    let chart = BuildUp(
      steps: steps,
      total: BuildUp.Step(name: "Credits together", value: 363_180, label: "−€3,631.80"),
      tick: { value, _ in String(value / 100) })
    try Golden.expect(
      [false, true].map { chart.canvas(isNarrow: $0).ornament("chart").text }
        .joined(separator: "\n").replacing("><", with: ">\n<") + "\n",
      equals: "build-up.html")
  }
}
