import Figures

/// How the tables of intervals, hours, days and the period are made: sums, then ratios of sums.
struct SumRules {
  let statement: Statement

  var rules: [FigureRule] { RatioFiles.names.flatMap(ratios) + spans + agents }

  private func ratios(_ resource: String) -> [FigureRule] {
    let media = statement.media
    func rule(_ column: String, _ words: String, _ formula: Formula?, _ places: Int? = nil)
      -> FigureRule
    {
      FigureRule(
        resource: resource, column: column, definition: words, formula: formula, places: places,
        media: media, origin: formula == nil ? Self.elsewhere : "")
    }
    let formulas = statement.formulas
    var rules =
      [
        rule(
          "expected", "Intervals that should have come, for each queue",
          .intervals(received: false)),
        rule("received", "Intervals that came, for each queue", .intervals(received: true)),
      ] + FigureRule.counters(resource, RatioFiles.counters, media: media)
    let shares: [(String, Metric, String)] = [
      ("service_level", .serviceLevel(formulas.serviceLevel), "Service level"),
      ("abandon_rate", .abandonRate(formulas.abandonRate), "Abandon rate"),
    ]
    for (name, metric, title) in shares {
      let parts = metric.formulas(statement.contract.thresholds)
      rules += [
        rule("\(name)_numerator", "Upper part of the \(title.lowercased())", parts?.numerator),
        rule("\(name)_denominator", "Lower part of the \(title.lowercased())", parts?.denominator),
        rule(
          name, "\(title): \(metric.words)",
          .quotient(
            parts?.numerator ?? .cell("\(name)_numerator"),
            parts?.denominator ?? .cell("\(name)_denominator")), 6),
      ]
    }
    for (name, metric) in [
      ("speed_of_answer", Metric.averageSpeedOfAnswer), ("handle_time", formulas.handleTime),
    ] {
      rules.append(
        rule(
          name, "Seconds: \(metric.words)",
          metric.formulas(statement.contract.thresholds).map {
            metric.value($0.numerator, $0.denominator)
          }, 3))
    }
    return rules
  }

  /// Files that no page shows, by the same sums.
  private var spans: [FigureRule] {
    ["days", "hours", "month"].flatMap {
      FigureRule.counters($0, Counter.columns, media: nil)
    }
  }

  private var agents: [FigureRule] {
    guard statement.agents != nil else { return [] }
    let parts = ["agents", "expected", "received", "occupancy_numerator", "occupancy_denominator"]
    let given = (parts + AgentStatus.allCases.map(\.column)).map {
      FigureRule(
        resource: "agents", column: $0, definition: "Time of the partner’s agents",
        origin: "as the source gave it, added up over agents and half hours")
    }
    return given + [
      FigureRule(
        resource: "agents", column: "occupancy", definition: TimeShare.genesys.words,
        formula: .quotient(.cell("occupancy_numerator"), .cell("occupancy_denominator")), places: 6)
    ]
  }

  private static let elsewhere =
    "no source counts a part of its formula"
}
