import Figures
import Foundation

extension TermsReader {
  /// Reads what a measure says besides metric, target and credit.
  func conditions(
    _ table: SettingTable, metric: Metric, target: Target, window: JudgedWindow
  ) throws(SettingError) -> MeasureConditions {
    let category: MeasureConditions.Category = try table["class"]?.choice() ?? .critical
    if category != .critical, let credit = table["credit"] {
      throw credit.refusal(
        "only a measure of the class 'critical' moves money",
        remedy: "take 'class: \(category.rawValue)' or the credit off")
    }
    let relief = try table["relief"].map { item throws(SettingError) in
      let relief = try ReliefTerms(reading: item)
      guard hasForecast || relief.mode == .none else {
        throw item.refusal(
          "there is relief above a forecast, and the contract has none",
          remedy: "add 'forecast' with the day it is locked and its volumes")
      }
      // The product's own rules say which relief fits which measure.
      do throws(MeasureRulesError) {
        _ = try MeasureRules(
          metric: metric, target: target,
          relief: ForecastRelief(forecast: 1, upperPercent: 1, mode: relief.mode),
          stretches: window.stretches)
      } catch {
        throw item.refusal(error.explanation.what, remedy: error.explanation.remedy)
      }
      guard window.span == nil || relief.mode == .none else {
        throw item.refusal(
          "a forecast is of one month, and several days or months are judged as one")
      }
      return relief
    }
    return MeasureConditions(
      category: category, rule: try table["compare"]?.comparisonRule() ?? .exact,
      scope: try table["scope"].map { item throws(SettingError) in try scope(item) } ?? .all,
      stretches: window.stretches, span: window.span,
      minimumVolume: try table["minimumVolume"]?.integer(in: 0...1_000_000) ?? 0,
      graceUntil: try table["grace"].map { item throws(SettingError) in
        try item.firstOfMonth(monthBegins)
      }, relief: relief, weightPercent: try weight(table),
      earnBack: try table["earnBack"].map { item throws(SettingError) in
        guard metric.isShare || window.stretches != nil, target.comparison == .atLeast else {
          throw item.refusal("only a share with a target 'at least' can earn a credit back")
        }
        guard window.span == nil else {
          throw item.refusal("a credit is earned back by months, and the measure is judged by more")
        }
        guard table["credit"] != nil else {
          throw item.refusal("there is no credit to earn back")
        }
        return try EarnBackTerms(reading: item)
      })
  }

  private func weight(_ table: SettingTable) throws(SettingError) -> Decimal {
    guard let weight = table["weight"] else { return 100 }
    guard table["credit"] != nil else { throw weight.refusal("there is no credit to weigh") }
    return try weight.percent()
  }

  private func scope(_ setting: Setting) throws(SettingError) -> Scope {
    let table = try setting.table(MeasureShape.scope)
    var names: [String]?
    for item in try table["queues"]?.filledList() ?? [] {
      let name = try item.line()
      guard queues?.contains(name) ?? true else {
        throw item.refusal(
          "the partner has no queue '\(name)'",
          remedy: queues?.nearest(to: name).map { "did you mean '\($0)'?" }
            ?? "write the queue's id, or its label of 'tallysheet.yml'")
      }
      names = (names ?? []) + [name]
    }
    var directions: [String]?
    for item in try table["directions"]?.filledList() ?? [] {
      directions = (directions ?? []) + [try item.word(of: ["inbound", "outbound"])]
    }
    let medium = try table["media"].map { item throws(SettingError) in
      let medium = try item.line()
      guard media?.contains(medium) ?? true else {
        throw item.refusal(
          "the partner has no medium '\(medium)'",
          remedy: media?.nearest(to: medium).map { "did you mean '\($0)'?" }
            ?? "write one of: \((media ?? []).joined(separator: ", "))")
      }
      return medium
    }
    return Scope(
      queues: names, media: medium, directions: directions,
      openOnly: try table["hours"]?.word(of: ["open", "all"]) == "open")
  }
}

extension ReliefTerms {
  fileprivate init(reading setting: Setting) throws(SettingError) {
    let table = try setting.table(MeasureShape.relief)
    let above = try table.required("above")
    let text = try above.line()
    guard text.hasSuffix("%"), let percent = Decimal(exactly: text.dropLast().trimmingSpaces),
      percent > 0, percent <= 1000
    else {
      throw above.refusal(
        "'\(above.name)' is '\(text)', not percent of the forecast", remedy: "write it like 110 %")
    }
    self.init(abovePercent: percent, mode: try table.required("mode").choice())
  }
}

extension EarnBackTerms {
  fileprivate init(reading setting: Setting) throws(SettingError) {
    let table = try setting.table(MeasureShape.earnBack)
    self.init(
      rule: try table.required("rule").choice(), expected: try table.required("reach").percent(),
      months: try table.required("months").integer(in: 1...11))
  }
}

extension Setting {
  /// Reads `exact`, `rounded to 1 decimal`, `rounded to 0 decimals half_even` or
  /// `cut after 2 decimals`.
  fileprivate func comparisonRule() throws(SettingError) -> ComparisonRule {
    let text = try line()
    if text == "exact" { return .exact }
    let words = text.split(separator: " ").map(String.init)
    if words.count >= 4, let places = Int(words[2]), (0...9).contains(places),
      ["decimal", "decimals"].contains(words[3])
    {
      let mode = words.count == 4 ? Rounding.halfUp : Rounding(rawValue: words[4])
      if words[..<2] == ["rounded", "to"], words.count <= 5, let mode {
        return .rounded(places, mode)
      }
      if words[..<2] == ["cut", "after"], words.count == 4 { return .truncated(places) }
    }
    throw refusal(
      "'\(name)' is '\(text)', which is no way to compare",
      remedy: "write exact, 'rounded to 1 decimal' (with half_even and the like behind it), or "
        + "'cut after 2 decimals'")
  }
}
