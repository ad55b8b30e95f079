import Figures
import Foundation

extension Fee {
  init(reading setting: Setting, recorded: CounterSet) throws(SettingError) {
    let table = try setting.table(FeeShape.fee)
    let clause = try table["clause"]?.line()
    do throws(SettingError) {
      self.init(
        item: try table.required("item").line(), clause: clause,
        quantity: try Quantity(reading: table, recorded: recorded),
        price: try Price(reading: table))
    } catch {
      throw clause.map { error.concerning(clause: $0) } ?? error
    }
  }
}

extension Fee.Quantity {
  fileprivate init(reading table: SettingTable, recorded: CounterSet) throws(SettingError) {
    let each = try table.required("each")
    let unit = try each.word(of: FeeShape.units)
    if let stated = table["stated"], !FeeShape.stated.contains(unit) {
      throw stated.refusal(
        "'\(unit)' comes from the source; only hours and FTE are stated in the contract file")
    }
    let minutes = FeeShape.minutes[unit]
    for key in ["increment", "per", "minimum", "freeBelow"] {
      guard let setting = table[key] else { continue }
      guard minutes != nil else { throw setting.refusal("only minutes are charged in increments") }
      guard table["increment"] != nil else {
        throw setting.refusal("'\(key)' goes with 'increment', and the fee has none")
      }
    }
    if unit == "month" {
      self = .month
      return
    }
    if FeeShape.stated.contains(unit) {
      self = .stated(
        unit: unit, try Fee.Statement.list(reading: table.required("stated")))
      return
    }
    let counter = if let minutes { minutes } else { try each.counter() }
    guard minutes != nil || !counter.column.hasSuffix("_ms") else {
      throw each.refusal("'\(counter.column)' is a time; a fee is for each contact counted")
    }
    guard recorded.contains(counter) else {
      throw each.refusal(
        "'\(counter.column)' is not recorded by the organization",
        remedy: "bill another counter, or take it off 'organization.notRecorded'")
    }
    guard minutes != nil else {
      self = .counter(counter)
      return
    }
    self = .minutes(
      counter,
      increment: try table["increment"].map { item throws(SettingError) in
        let seconds = try item.wholeSeconds()
        guard seconds > 0 else { throw item.refusal("'\(item.name)' must be a second or more") }
        return BillingIncrement(
          try table["per"]?.word(of: ["total", "call"]) == "call" ? .perCall : .aggregate,
          seconds: seconds, minimum: try table["minimum"]?.wholeSeconds() ?? 0,
          freeBelow: try table["freeBelow"]?.wholeSeconds() ?? 0)
      })
  }
}

extension Setting {
  fileprivate func wholeSeconds() throws(SettingError) -> Int {
    let milliseconds = try duration()
    guard milliseconds % 1000 == 0 else { throw refusal("'\(name)' must be whole seconds") }
    return milliseconds / 1000
  }
}

extension Fee.Statement {
  fileprivate static func list(reading setting: Setting) throws(SettingError) -> [Self] {
    var list: [Self] = []
    for item in try setting.list() {
      let table = try item.table(FeeShape.statement)
      let month = try table.required("month")
      let next = Self(
        month: try month.month(), quantity: try table.required("quantity").amount(),
        evidence: try table.required("evidence").line())
      guard !list.contains(where: { $0.month == next.month }) else {
        throw month.refusal("the quantity of \(next.month.monthText) stands twice")
      }
      list.append(next)
    }
    return list
  }
}

extension Fee.Price {
  fileprivate init(reading table: SettingTable) throws(SettingError) {
    let kinds = ["rate", "graduated", "slab", "baseline"]
    let found = kinds.filter { table[$0] != nil }
    guard found.count == 1, let kind = found.first, let price = table[kind] else {
      throw table.owner.refusal(
        "a fee has exactly one price, and '\(table.owner.name)' has "
          + (found.isEmpty ? "none" : found.joined(separator: " and ")),
        remedy: "write one of: \(kinds.joined(separator: ", "))")
    }
    switch kind {
    case "rate": self = .rate(try price.amount())
    case "graduated": self = .bands(try RateBands(.graduated, reading: price))
    case "slab": self = .bands(try RateBands(.slab, reading: price))
    default:
      let table = try price.table(FeeShape.baseline)
      self = .baseline(
        BaselineCharge(
          baseline: Decimal(try table.required("volume").integer(in: 1...1_000_000_000)),
          bandPercent: try table.required("band").percent(),
          charge: try table.required("charge").amount(),
          additionalRate: try table.required("above").amount(),
          reductionRate: try table.required("below").amount(),
          origin: try table["from"]?.choice() ?? .band))
    }
  }
}

extension RateBands {
  fileprivate init(_ mode: Mode, reading setting: Setting) throws(SettingError) {
    let items = try setting.filledList()
    var bands: [Band] = []
    for item in items {
      let table = try item.table(FeeShape.band)
      bands.append(
        Band(upTo: try table["upTo"]?.amount(), rate: try table.required("rate").amount()))
    }
    do {
      self = try RateBands(mode, bands)
    } catch {
      let place =
        if case .notAscending(let position) = error { items[position - 1] } else { setting }
      throw place.refusal(error.explanation.what, remedy: error.explanation.remedy)
    }
    if let bound = bands.last?.upTo {
      throw (items.last ?? setting).refusal(
        "the rates have a hole: nothing is said above \(bound)",
        remedy: "end them with a band that has only 'rate'")
    }
  }
}

extension Setting {
  /// Zero or more, with at most six decimals.
  func amount() throws(SettingError) -> Decimal {
    let amount = try decimal()
    guard amount >= 0, amount.exponent >= -6, amount < 1_000_000_000_000 else {
      throw refusal("'\(name)' must be zero or more, with at most six decimals")
    }
    return amount
  }

  /// The first day of a month written `2026-10`.
  func month() throws(SettingError) -> LocalDate {
    let text = try line()
    guard let date = LocalDate(text + "-01") else {
      throw refusal("'\(name)' is '\(text)', not a month", remedy: "write it like 2026-10")
    }
    return date
  }
}
