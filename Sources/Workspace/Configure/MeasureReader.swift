import Figures
import Foundation

extension TermsReader {
  mutating func measure(_ setting: Setting, credits: CreditTerms) throws(SettingError) -> Measure {
    let table = try setting.table(MeasureShape.measure)
    let clause = try table.required("clause").line()
    do throws(SettingError) {
      let metric = try Metric(reading: table, thresholds: &thresholds)
      let counted = recorded.union(thresholds.all.rangeCounters)
      guard metric.value(of: Tally(recorded: counted)) != .missing else {
        throw (table["formula"] ?? setting).refusal(
          metric == .abandonRate(.withVoicemailFlowOuts)
            ? "the source counts contacts that left the queue, not those that went to voicemail"
            : "this measure needs a count that the organization does not record: \(metric.words)",
          remedy: metric == .abandonRate(.withVoicemailFlowOuts)
            ? "agree another formula, such as \(AbandonRateFormula.offered.rawValue)"
            : "agree another formula, or correct 'organization.notRecorded'")
      }
      let own = try Target(reading: table.required("target"), isShare: metric.isShare)
      let window = try JudgedWindow(reading: table["window"], target: own)
      let target = window.target
      let conditions = try conditions(table, metric: metric, target: target, window: window)
      let consequence = try MeasureCredit(
        reading: table, target: target, isShare: metric.isShare || window.stretches != nil,
        conditions: conditions,
        terms: credits)
      return Measure(
        id: try table.required("id").identifier(), title: try table.required("title").line(),
        clause: clause, metric: metric, target: target, consequence: consequence,
        conditions: conditions)
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
    let name = try table.required("metric").word(of: MeasureShape.metrics)
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
    self =
      name == "transfer rate"
      ? .transferRate(try formula.choice()) : .abandonRate(try formula.choice())
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
    let named = MeasureShape.levels
    let name = try setting.word(of: named.map(\.name) + ["genesys"])
    if let found = named.first(where: { $0.name == name }) {
      try Metric.refuseSwitches(table)
      self = found.formula
      return
    }
    let switches = try table["switches"]?.table(MeasureShape.switches)
    func isOn(_ key: String, default isOn: Bool) throws(SettingError) -> Bool {
      try switches?[key]?.word(of: ["on", "off"]).elementsEqual("on") ?? isOn
    }
    self = .genesys(
      flowOuts: try isOn("flowOuts", default: false),
      shortAbandons: try isOn("shortAbandons", default: true),
      abandons: try isOn("abandons", default: true))
  }
}
