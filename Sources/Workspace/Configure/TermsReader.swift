import Figures
import Foundation

/// Reads the terms of a contract, with what the rest of the file and the partner say about them.
struct TermsReader {
  let recorded: CounterSet
  /// The ids and labels of the partner's queues; `nil` when they are not known here.
  let queues: [String]?
  /// The media of those queues.
  var media: [String]?
  let hasForecast: Bool
  /// The day on which the contract's months begin.
  let monthBegins: Int
  var thresholds: ContractThresholds

  mutating func terms(_ setting: Setting) throws(SettingError) -> Terms {
    let table = try setting.table(ContractShape.terms)
    let from = try table.required("from").firstOfMonth(monthBegins)
    let until = try table["until"].map { item throws(SettingError) in
      let until = try item.firstOfMonth(monthBegins)
      guard from < until else {
        throw item.refusal("the terms end on \(until.text), before they begin")
      }
      return until
    }
    let credits = try table["credits"].map { item throws(SettingError) in
      try CreditTerms(reading: item)
    }
    var measures: [Measure] = []
    for item in try table["measures"]?.list() ?? [] {
      let measure = try measure(item, credits: credits ?? CreditTerms())
      guard !measures.contains(where: { $0.id == measure.id }) else {
        throw item.refusal("two measures have the id '\(measure.id)'")
          .concerning(clause: measure.clause)
      }
      measures.append(measure)
    }
    var fees: [Fee] = []
    for item in try table["fees"]?.list() ?? [] {
      let fee = try Fee(reading: item, recorded: recorded)
      guard !fees.contains(where: { $0.item == fee.item }) else {
        throw item.refusal("two fees are called '\(fee.item)'")
      }
      fees.append(fee)
    }
    return Terms(
      from: from, until: until, reference: try table["reference"]?.line(), measures: measures,
      fees: fees, credits: credits ?? CreditTerms(),
      billing: try table["billing"].map { item throws(SettingError) in
        try BillingTerms(reading: item)
      } ?? BillingTerms())
  }
}

extension CreditTerms {
  init(reading setting: Setting) throws(SettingError) {
    let table = try setting.table(ContractShape.credits)
    let clause = try table["clause"]?.line()
    do throws(SettingError) {
      self.init(
        clause: clause,
        base: try table["of"]?.word(of: ["fees", "charges"]) == "fees" ? .subtotal : .charges,
        atRiskPercent: try table["atRisk"]?.percent(),
        counting: try table["event"]?.choice() ?? .all,
        repeatMultiplier: try table["repeat"]?.integer(in: 1...10) ?? 1,
        points: try table["points"].map { item throws(SettingError) in
          try PointsRule(reading: item)
        })
    } catch {
      throw clause.map { error.concerning(clause: $0) } ?? error
    }
  }
}

extension CreditTerms.PointsRule {
  init(reading setting: Setting) throws(SettingError) {
    guard setting.isList else {
      let table = try setting.table(ContractShape.pointsEach)
      self = .each(percent: try table.required("each").percent())
      return
    }
    var steps: [PointSteps.Step] = []
    for item in try setting.filledList() {
      let table = try item.table(ContractShape.pointStep)
      let points = try table.required("points")
      let step = PointSteps.Step(
        points: try points.integer(in: 1...1_000_000),
        percent: try table.required("percent").percent())
      if let last = steps.last, last.points >= step.points {
        throw points.refusal("the steps do not ascend: \(step.points) points after \(last.points)")
      }
      if let last = steps.last, last.percent > step.percent {
        throw try table.required("percent").refusal(
          "the credit falls from \(last.percent) to \(step.percent) as the points grow",
          remedy: "order the steps so that more points cost as much or more")
      }
      steps.append(step)
    }
    self = .steps(PointSteps(steps))
  }
}

extension BillingTerms {
  init(reading setting: Setting) throws(SettingError) {
    let table = try setting.table(ContractShape.billing)
    self.init(
      minimum: try table["minimum"]?.amount(), rounding: try table["rounding"]?.choice() ?? .halfUp,
      roundsLines: try table["add"]?.word(of: ["rounded lines", "exact lines"]) != "exact lines")
  }
}

extension Setting {
  func firstOfMonth(_ begins: Int) throws(SettingError) -> LocalDate {
    let date = try date()
    guard date.day == begins else {
      throw refusal(
        "'\(name)' is \(date.text), on which no month begins",
        remedy: "a month is judged and billed by one set of terms; the contract's months begin on "
          + "day \(begins)")
    }
    return date
  }
}
