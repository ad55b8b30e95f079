import Figures
import Foundation

/// How the figures beside the measures are made: misses of several months, handle time by its parts,
/// forecasts, and what an edition replaced.
struct OverviewRules {
  let statement: Statement

  var rules: [FigureRule] { failures + handleTime + forecast + changes }

  private func given(_ resource: String, _ column: String, _ words: String, _ origin: String)
    -> FigureRule
  {
    FigureRule(resource: resource, column: column, definition: words, origin: origin)
  }

  // MARK: - failures.csv

  /// Months before this one that its rows count, as ``FailuresFile`` does.
  private var earlier: [PeriodResult] { statement.history.suffix(FailuresFile.months - 1) }

  private var failures: [FigureRule] {
    let file = FailuresFile(statement: statement)
    guard let total = file.rows.last else { return [] }
    let measures = file.rows.dropLast().map(\.measure)
    let money = total.credits.currency.places
    func rule(
      _ measure: String, _ column: String, _ words: String, _ formula: Formula,
      _ places: Int? = nil
    ) -> FigureRule {
      FigureRule(
        resource: FailuresFile.name, row: "measure=\(measure)", column: column,
        definition: words, formula: formula, places: places)
    }
    func all(_ column: String) -> Formula {
      .added(
        measures.map { .figure(Figure.Place(FailuresFile.name, "measure=\($0)", column)) })
    }
    let words = (
      missed: "Misses in this month and the five results before it",
      judged: "Months among them that were judged",
      credits: "Credits of these months, before a cap"
    )
    return measures.flatMap {
      [
        rule($0, "missed", words.missed, months(of: $0, [.missed])),
        rule($0, "judged", words.judged, months(of: $0, [.met, .missed])),
        rule($0, "credits", words.credits, credits(of: $0), money),
      ]
    } + [
      rule("*", "missed", words.missed, all("missed")),
      rule("*", "judged", words.judged, all("judged")),
      rule("*", "credits", words.credits, all("credits"), money),
      given(
        FailuresFile.name, "in_a_row", "Results in a row that missed, up to this one",
        "counted from the verdict of this month back to the first that was not missed"),
    ]
  }

  /// How many months gave a measure one of the verdicts.
  private func months(of measure: String, _ verdicts: [Verdict]) -> Formula {
    let assessments =
      earlier.map { ($0.period.id as String?, $0.assessments) }
      + [(nil, statement.assessments)]
    return .added(
      assessments.flatMap { period, assessments in
        verdicts.map { verdict in
          let row = "measure=\(measure),verdict=\(verdict.rawValue)"
          let place =
            period.map { Figure.Place("history-measures", "period=\($0),\(row)", "verdict") }
            ?? Figure.Place("sla", row, "verdict")
          return .rows(
            place, assessments.count { $0.measure.id == measure && $0.verdict == verdict })
        }
      })
  }

  private func credits(of measure: String) -> Formula {
    func isPaid(_ assessments: [Assessment]) -> Bool {
      assessments.contains { $0.measure.id == measure && $0.credit != nil }
    }
    var places = earlier.filter { isPaid($0.assessments) }.map {
      Figure.Place("history-measures", "period=\($0.period.id),measure=\(measure)", "credit")
    }
    if isPaid(statement.assessments) {
      places.append(Figure.Place("sla", "measure=\(measure)", "credit"))
    }
    return .added(places.map { .figure($0) })
  }

  // MARK: - handle-time.csv and forecast.csv

  private var handleTime: [FigureRule] {
    let name = "handle-time"
    let counters = FigureRule.counters(
      name, [.handled] + StaffingFiles.times, media: statement.media)
    return counters
      + StaffingFiles.times.map { time in
        FigureRule(
          resource: name, column: String(time.column.dropLast("_ms".count)),
          definition: "Seconds for each handled contact",
          formula: .quotient(
            .counter(time), .product([.counter(.handled), .number(1000)])), places: 3,
          media: statement.media)
      }
  }

  private var forecast: [FigureRule] {
    guard !StaffingFiles.forecasts(statement).isEmpty else { return [] }
    return [
      FigureRule(
        resource: "forecast", row: "period=\(statement.period.id)", column: "offered",
        definition: Field.counter(.offered).title, formula: .counter(.offered),
        media: statement.media),
      given("forecast", "offered", "Contacts of another month", "the report of that month"),
      given(
        "forecast", "forecast", "Contacts that were forecast in time",
        "the last forecast that was given before its lock date"),
    ]
  }

  // MARK: - changes.csv

  private var changes: [FigureRule] {
    // Also without a change: the tables are written before what they change is known.
    [
      given(
        "changes", "value", "What stands there since", "the file and row that its line names"),
      given(
        "changes", "former_value", "What stood there before",
        "the same file and row of the edition before"),
      given(
        "changes", "first_value", "What was published first",
        "the same file and row of the first edition that had it"),
      FigureRule(
        resource: "changes", column: "difference", definition: "New minus former value",
        formula: .sum([(isAdded: true, .cell("value")), (isAdded: false, .cell("former_value"))])),
    ]
  }
}
