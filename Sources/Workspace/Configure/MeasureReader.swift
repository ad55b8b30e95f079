import Figures
import Foundation

extension Measure {
  init(
    reading setting: Setting, recorded: CounterSet, thresholds: inout ContractThresholds
  ) throws(SettingError) {
    let table = try setting.table([
      "id", "clause", "title", "metric", "formula", "switches", "within", "target", "credit",
    ])
    let clause = try table.required("clause").line()
    do throws(SettingError) {
      let metric = try Metric(reading: table, thresholds: &thresholds)
      let counted = recorded.union(thresholds.all.rangeCounters)
      guard metric.value(of: Tally(recorded: counted)) != .missing else {
        throw (table["formula"] ?? setting).refusal(
          "this measure needs a count that the organization does not record: \(metric.words)",
          remedy: "agree another formula, or correct 'organization.notRecorded'")
      }
      self.init(
        id: try table.required("id").identifier(), title: try table.required("title").line(),
        clause: clause, metric: metric,
        target: try Target(reading: table.required("target"), isShare: metric.isShare),
        credit: try table["credit"].map { item throws(SettingError) in
          try CreditTier.table(reading: item, isShare: metric.isShare)
        } ?? [])
    } catch {
      throw error.concerning(clause: clause)
    }
  }
}

extension Metric {
  /// Reads `metric`, `formula`, `switches` and `within` of a measure.
  init(
    reading table: SettingTable, thresholds: inout ContractThresholds
  ) throws(SettingError) {
    let name = try table.required("metric").word(of: [
      "service level", "abandon rate", "average handle time", "average talk time",
      "average speed of answer",
    ])
    let plain: Metric? =
      switch name {
      case "average handle time": .averageHandleTime
      case "average talk time": .averageTalkTime
      case "average speed of answer": .averageSpeedOfAnswer
      default: nil
      }
    if let plain {
      if let formula = table["formula"] {
        throw formula.refusal("'\(name)' has one formula: \(plain.words)")
      }
      try Self.refuseSwitches(table)
      try Self.refuseThreshold(table)
      self = plain
      return
    }
    let formula = try table.required("formula")
    if name == "service level" {
      self = .serviceLevel(
        try thresholds.level(
          ServiceLevelFormula(reading: formula, table: table), within: table["within"],
          at: formula))
      return
    }
    try Self.refuseSwitches(table)
    try Self.refuseThreshold(table)
    self = .abandonRate(try formula.choice())
  }

  private static func refuseThreshold(_ table: SettingTable) throws(SettingError) {
    if let within = table["within"] {
      throw within.refusal("only a service level has a threshold of its own")
    }
  }

  fileprivate static func refuseSwitches(_ table: SettingTable) throws(SettingError) {
    if let switches = table["switches"] {
      throw switches.refusal("only the formula 'genesys' of a service level has switches")
    }
  }
}

extension ServiceLevelFormula {
  fileprivate init(reading setting: Setting, table: SettingTable) throws(SettingError) {
    let named: [(String, ServiceLevelFormula)] = [
      ("offered", .offered), ("offered_less_short", .offeredLessShort), ("answered", .answered),
      ("answered_plus_abandoned", .answeredPlusAbandoned),
      ("answered_plus_late_abandoned", .answeredPlusLateAbandoned),
      ("abandoned_in_t_met", .abandonedInThresholdMet), ("short_met", .shortMet),
    ]
    let name = try setting.word(of: named.map(\.0) + ["genesys"])
    if let found = named.first(where: { $0.0 == name }) {
      try Metric.refuseSwitches(table)
      self = found.1
      return
    }
    let switches = try table["switches"]?.table(["flowOuts", "shortAbandons", "abandons"])
    func isOn(_ key: String, default isOn: Bool) throws(SettingError) -> Bool {
      try switches?[key]?.word(of: ["on", "off"]).elementsEqual("on") ?? isOn
    }
    self = .genesys(
      flowOuts: try isOn("flowOuts", default: false),
      shortAbandons: try isOn("shortAbandons", default: true),
      abandons: try isOn("abandons", default: true))
  }
}

extension Target {
  /// Reads `at least 73 %` for a share and `at most 200 s` for a time.
  init(reading setting: Setting, isShare: Bool) throws(SettingError) {
    let text = try setting.line()
    let example = isShare ? "at least 80 %" : "at most 200 s"
    guard let comparison = Comparison.allCases.first(where: { text.hasPrefix($0.rawValue + " ") })
    else {
      throw setting.refusal(
        "'\(text)' is no target",
        remedy: "begin with at least, more than, at most or less than, such as '\(example)'")
    }
    let parts = text.dropFirst(comparison.rawValue.count).split(separator: " ")
    guard parts.count == 2, let bound = Decimal(exactly: String(parts[0])), bound >= 0 else {
      throw setting.refusal("'\(text)' is no target", remedy: "write it like '\(example)'")
    }
    guard parts[1] == (isShare ? "%" : "s") else {
      throw setting.refusal(
        "the target's unit '\(parts[1])' does not fit the metric, which is "
          + (isShare ? "a share in %" : "a time in s"),
        remedy: "write it like '\(example)'")
    }
    guard !isShare || bound <= 100 else {
      throw setting.refusal("the target '\(text)' lies above 100 %")
    }
    self.init(comparison, bound)
  }
}

extension CreditTier {
  /// Reads the steps of a credit table: ascending, and the last one without a bound.
  static func table(reading setting: Setting, isShare: Bool) throws(SettingError) -> [CreditTier] {
    guard isShare else {
      throw setting.refusal("credit steps count percentage points, and the metric is a time")
    }
    let items = try setting.filledList()
    var tiers: [CreditTier] = []
    for (index, item) in items.enumerated() {
      let table = try item.table(["upTo", "percent"])
      let tier = CreditTier(
        upTo: try table["upTo"]?.decimal(), percent: try table.required("percent").percent())
      let isLast = index == items.count - 1
      switch (tier.upTo, isLast) {
      case (nil, false):
        throw item.refusal(
          "a credit step without 'upTo' hides the steps after it", remedy: "move it to the end")
      case (let bound?, true):
        throw item.refusal(
          "the credit table has a hole: nothing is said above \(bound) points",
          remedy: "end it with a step that has only 'percent'")
      case (let bound?, false):
        let before = tiers.last?.upTo ?? 0
        guard bound > before else {
          throw item.refusal(
            "the credit steps do not ascend: \(bound) points after \(before)")
        }
      case (nil, true): break
      }
      tiers.append(tier)
    }
    return tiers
  }
}
