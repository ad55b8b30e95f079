import Figures
import Foundation

extension Terms {
  init(
    reading setting: Setting, recorded: CounterSet, thresholds: inout ContractThresholds
  ) throws(SettingError) {
    let table = try setting.table(["from", "until", "reference", "measures", "fees"])
    let from = try table.required("from").firstOfMonth()
    let until = try table["until"].map { item throws(SettingError) in
      let until = try item.firstOfMonth()
      guard from < until else {
        throw item.refusal("the terms end on \(until.text), before they begin")
      }
      return until
    }
    var measures: [Measure] = []
    for item in try table["measures"]?.list() ?? [] {
      let measure = try Measure(
        reading: item, recorded: recorded, thresholds: &thresholds)
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
    self.init(
      from: from, until: until, reference: try table["reference"]?.line(), measures: measures,
      fees: fees)
  }
}

extension Fee {
  init(reading setting: Setting, recorded: CounterSet) throws(SettingError) {
    let table = try setting.table(["item", "each", "rate"])
    let each = try table.required("each")
    let counter = try each.counter()
    guard !counter.column.hasSuffix("_ms") else {
      throw each.refusal("'\(counter.column)' is a time; a fee is for each contact counted")
    }
    guard recorded.contains(counter) else {
      throw each.refusal(
        "'\(counter.column)' is not recorded by the organization",
        remedy: "bill another counter, or take it off 'organization.notRecorded'")
    }
    let rate = try table.required("rate")
    let amount = try rate.decimal()
    guard amount >= 0, amount.exponent >= -6 else {
      throw rate.refusal("'\(rate.name)' must be zero or more, with at most six decimals")
    }
    self.init(item: try table.required("item").line(), counter: counter, rate: amount)
  }
}

extension Setting {
  fileprivate func firstOfMonth() throws(SettingError) -> LocalDate {
    let date = try date()
    guard date.isFirstOfMonth else {
      throw refusal(
        "'\(name)' is \(date.text); terms begin and end on the first of a month",
        remedy: "a month is judged and billed by one set of terms")
    }
    return date
  }
}
