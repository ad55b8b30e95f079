import Figures

/// What a measure judges as one, as its contract says it.
struct JudgedWindow {
  var stretches: StretchRule?
  var span: JudgedSpan?
  /// What the figure that is judged is held against.
  let target: Target

  /// Reads a window; without one the month is judged as one against the measure's own target.
  init(reading setting: Setting?, target: Target) throws(SettingError) {
    guard let setting else {
      self.target = target
      return
    }
    guard setting.isScalar else {
      if try setting.table()["each"] != nil {
        let rule = try StretchRule.reading(setting, target: target)
        stretches = rule.stretches
        self.target = rule.reached
      } else {
        span = try JudgedSpan(reading: setting)
        self.target = target
      }
      return
    }
    self.target = target
    switch try setting.line() {
    case "month": break
    case "quarter": span = .quarter
    case "year": span = .year
    case let word:
      throw setting.refusal(
        "'\(word)' does not say how many of them must reach the target",
        remedy: "write month, quarter, year, or such as {each: day, reach: 90 %}")
    }
  }
}

extension JudgedSpan {
  fileprivate init(reading setting: Setting) throws(SettingError) {
    let table = try setting.table(MeasureShape.dates)
    let first = try table.required("from").date()
    let end = try table.required("until").date()
    guard first < end else {
      throw setting.refusal("the window ends on \(end.text), before it begins")
    }
    guard end.dayNumber - first.dayNumber <= 366 else {
      throw setting.refusal("the window is longer than a year")
    }
    self = .dates(first, until: end)
  }
}

extension StretchRule {
  /// The rule, and how many of the stretches must reach their target.
  fileprivate static func reading(
    _ setting: Setting, target: Target
  ) throws(SettingError) -> (stretches: StretchRule, reached: Target) {
    let table = try setting.table(MeasureShape.window)
    let each = try table.required("each").word(of: MeasureShape.stretches.map(\.name))
    guard let length = MeasureShape.stretches.first(where: { $0.name == each })?.length else {
      preconditionFailure("the text is one of the names, as 'word' has checked")
    }
    return (
      StretchRule(
        length: length, target: target,
        minimum: try table["minimum"]?.integer(in: 1...1_000_000) ?? 1,
        smallPolicy: try table["small"]?.choice() ?? .exclude,
        weighting: try table["weigh"]?.choice() ?? .interval),
      Target(.atLeast, try table.required("reach").percent())
    )
  }
}
