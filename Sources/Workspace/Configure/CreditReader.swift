import Figures
import Foundation

extension MeasureCredit {
  /// Reads `credit` of a measure: a table of steps, a price, points or a share of what is at risk.
  init(
    reading table: SettingTable, target: Target, isShare: Bool, conditions: MeasureConditions,
    terms: CreditTerms
  ) throws(SettingError) {
    guard let setting = table["credit"] else {
      self = .none
      return
    }
    if setting.isList {
      self = try Self.steps(
        setting, target: target, isShare: isShare, rule: conditions.rule, terms: terms)
    } else {
      self = try Self.price(setting, target: target, isShare: isShare, terms: terms)
    }
    if case .points = self, let weight = table["weight"] {
      throw weight.refusal(
        "service points are not weighed", remedy: "give the measure fewer points")
    }
  }

  private static func price(
    _ setting: Setting, target: Target, isShare: Bool, terms: CreditTerms
  ) throws(SettingError) -> MeasureCredit {
    let table = try setting.table(MeasureShape.price)
    let kinds = ["perPoint", "perSecond", "atRisk", "points"]
    let found = kinds.filter { table[$0] != nil }
    guard found.count == 1, let kind = found.first, let value = table[kind] else {
      throw setting.refusal(
        "'\(setting.name)' must hold exactly one of: \(kinds.joined(separator: ", "))")
    }
    for key in ["parts", "bonusFrom"] where !kind.hasPrefix("per") {
      if let extra = table[key] {
        throw extra.refusal("'\(key)' belongs to a price for each point or second")
      }
    }
    switch kind {
    case "atRisk":
      try refuseWithoutRisk(value, terms)
      return .atRisk(try value.percent())
    case "points":
      try refuseWithoutPrice(value, terms)
      return .points([PointTier(upTo: nil, points: try value.integer(in: 1...1000))])
    default:
      guard isShare == (kind == "perPoint") else {
        throw value.refusal(
          isShare
            ? "the metric is a share, which falls short by points, not seconds"
            : "the metric is a time, which falls short by seconds, not points")
      }
      let parts = try table["parts"]?.word(of: ["exact"] + Rounding.allCases.map(\.rawValue))
      return .perUnit(
        UnitPrice(
          amount: try value.amount(), partUnits: parts.flatMap(Rounding.init(rawValue:)),
          bonusLine: try table["bonusFrom"].map { item throws(SettingError) in
            try item.bonusLine(target: target, isShare: isShare)
          }))
    }
  }

  private static func refuseWithoutRisk(_ setting: Setting, _ terms: CreditTerms)
    throws(SettingError)
  {
    guard terms.atRiskPercent == nil else { return }
    throw setting.refusal(
      "this is a share of the amount at risk, and the terms put none at risk",
      remedy: "add 'atRisk' to 'credits' of the terms")
  }

  private static func refuseWithoutPrice(_ setting: Setting, _ terms: CreditTerms)
    throws(SettingError)
  {
    guard terms.points == nil else { return }
    throw setting.refusal(
      "these are service points, and the terms do not say what a point costs",
      remedy: "add 'points' to 'credits' of the terms")
  }

  /// Reads a table of steps: by shortfall (`upTo`), or by the figure itself (`from`, `to`).
  private static func steps(
    _ setting: Setting, target: Target, isShare: Bool, rule: ComparisonRule, terms: CreditTerms
  ) throws(SettingError) -> MeasureCredit {
    let items = try setting.filledList()
    var tables: [SettingTable] = []
    for item in items { tables.append(try item.table(MeasureShape.step)) }
    if tables.contains(where: { $0["from"] != nil || $0["to"] != nil }) {
      return try bands(items, in: setting, tables, target: target, rule: rule)
    }
    guard isShare || tables.contains(where: { $0["points"] != nil }) else {
      throw setting.refusal("credit steps count percentage points, and the metric is a time")
    }
    let bounds = try ascending(items, tables)
    if let first = tables.first(where: { $0["points"] != nil })?["points"] {
      try refuseWithoutPrice(first, terms)
      try refuseFalling(tables, "points")
      var tiers: [PointTier] = []
      for (table, bound) in zip(tables, bounds) {
        if let percent = table["percent"] {
          throw percent.refusal("a table of points has no percent")
        }
        tiers.append(
          PointTier(upTo: bound, points: try table.required("points").integer(in: 0...1000)))
      }
      return .points(tiers)
    }
    try refuseFalling(tables, "percent")
    var tiers: [CreditTier] = []
    for (table, bound) in zip(tables, bounds) {
      tiers.append(CreditTier(upTo: bound, percent: try table.required("percent").percent()))
    }
    return .tiers(tiers)
  }

  /// A larger shortfall that costs less is a slip of the pen.
  private static func refuseFalling(
    _ tables: [SettingTable], _ key: String
  ) throws(SettingError) {
    var last: Decimal?
    for table in tables {
      guard let setting = table[key] else { continue }
      let value =
        key == "percent" ? try setting.percent() : Decimal(try setting.integer(in: 0...1000))
      if let last, value < last {
        throw setting.refusal(
          "the credit falls from \(last) to \(value) as the shortfall grows",
          remedy: "order the steps so that a larger shortfall costs as much or more")
      }
      last = value
    }
  }

  /// The bounds of steps: ascending, and the last one open.
  private static func ascending(_ items: [Setting], _ tables: [SettingTable])
    throws(SettingError) -> [Decimal?]
  {
    var bounds: [Decimal?] = []
    for (index, (item, table)) in zip(items, tables).enumerated() {
      let upTo = try table["upTo"]?.decimal()
      switch (upTo, index == items.count - 1) {
      case (nil, false):
        throw item.refusal(
          "a credit step without 'upTo' hides the steps after it", remedy: "move it to the end")
      case (let bound?, true):
        throw item.refusal(
          "the credit table has a hole: nothing is said above \(bound) points",
          remedy: "end it with a step that has only 'percent'")
      case (let bound?, false):
        let before = (bounds.last ?? nil) ?? 0
        guard bound > before else {
          throw item.refusal("the credit steps do not ascend: \(bound) points after \(before)")
        }
      case (nil, true): break
      }
      bounds.append(upTo)
    }
    return bounds
  }

  private static func bands(
    _ items: [Setting], in setting: Setting, _ tables: [SettingTable], target: Target,
    rule: ComparisonRule
  ) throws(SettingError) -> MeasureCredit {
    var bands: [CreditBand] = []
    for (item, table) in zip(items, tables) {
      for key in ["upTo", "points"] {
        if let extra = table[key] {
          throw extra.refusal("'\(key)' is a step of shortfall; this table goes by the figure")
        }
      }
      bands.append(
        CreditBand(
          from: try table["from"]?.decimal(), to: try table["to"]?.decimal(),
          percent: try table.required("percent").percent()))
      if let band = bands.last, band.percent > 0, band.reachesBeyond(target) {
        throw item.refusal(
          "the band costs \(band.percent) % and holds figures that meet the target "
            + "'\(target.comparison.rawValue) \(target.bound)': a met measure would cost money",
          remedy: "let it end at the target, or move the target")
      }
    }
    do throws(CreditTableError) {
      try CreditTable(bands, rule: rule).check()
    } catch {
      throw setting.refusal(error.explanation.what, remedy: error.explanation.remedy)
    }
    return .bands(bands)
  }
}

extension CreditBand {
  /// Whether it holds figures on the good side of a target, its bound alone aside.
  fileprivate func reachesBeyond(_ target: Target) -> Bool {
    target.comparison.wantsHigh
      ? to.map { $0 > target.bound } ?? true : from.map { $0 < target.bound } ?? true
  }
}

extension Setting {
  /// A bound on the good side of the target, with the unit of the metric.
  fileprivate func bonusLine(target: Target, isShare: Bool) throws(SettingError) -> Decimal {
    let text = try line()
    let parts = text.split(separator: " ")
    guard parts.count == 2, parts[1] == (isShare ? "%" : "s"),
      let bound = Decimal(exactly: String(parts[0])), bound >= 0
    else {
      throw refusal(
        "'\(name)' is '\(text)', not a bound in \(isShare ? "%" : "s")",
        remedy: "write it like \(isShare ? "95 %" : "15 s")")
    }
    guard target.comparison.wantsHigh ? bound >= target.bound : bound <= target.bound else {
      throw refusal("the bonus begins at \(text), on the wrong side of the target")
    }
    return bound
  }
}
