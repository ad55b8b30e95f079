/// A number of the published API that a report's metric is made of.
enum ReportSource: Sendable, Hashable {
  enum Stat: String, Sendable {
    case count
    case sum
    case max
    case numerator
    case denominator
  }

  case stat(metric: String, Stat)
  /// Waits of at most so many seconds, which the published API counts through a view.
  case waits(metric: String, withinSeconds: Int)
}

/// A metric of a report: what it is called, how it adds up, and where it comes from.
struct ReportMetric: Sendable {
  enum Kind: Sendable {
    case sum(ReportSource)
    case max(ReportSource)
    case ratio(Ratio)
  }

  /// A ratio with the parts that it is formed from.
  struct Ratio: Sendable {
    let top: ReportSource
    /// How many units of the recording make one of the top's: 1000 ms make a second.
    let topUnit: Int
    let bottom: ReportSource
    /// What the quotient of the parts is multiplied by: 100 for a percentage.
    let factor: Int
  }

  let id: String
  let label: String
  let kind: Kind

  var sources: [ReportSource] {
    switch kind {
    case .sum(let source), .max(let source): [source]
    case .ratio(let ratio): [ratio.top, ratio.bottom]
    }
  }

  var numerator: String { "\(id)Numerator" }
  var denominator: String { "\(id)Denominator" }

  func writeDefinition(_ json: inout JSONWriter) {
    json.object { json in
      json.member("columnId", text: id)
      json.member("label", text: label)
      switch kind {
      case .sum, .max: json.member("type", text: "integer")
      case .ratio: json.member("type", text: "decimal")
      }
      json.member("visibility", text: "public")
      switch kind {
      case .sum: json.member("aggregation", text: "sum")
      case .max: json.member("aggregation", text: "max")
      case .ratio:
        json.member("aggregation", text: "ratio")
        json.member("numerator", text: numerator)
        json.member("denominator", text: denominator)
      }
    }
  }

  /// Writes the metric into a row, with its parts when it is a ratio.
  ///
  /// A ratio over nothing is null.
  func write(_ value: (ReportSource) -> Int, _ json: inout JSONWriter) {
    switch kind {
    case .sum(let source), .max(let source): json.member(id, integer: value(source))
    case .ratio(let ratio):
      let (top, bottom) = (value(ratio.top), value(ratio.bottom))
      json.member(id) { json in
        guard bottom > 0 else { return json.number("null") }
        json.number(DecimalText.quotient(top * ratio.factor, bottom * ratio.topUnit))
      }
      json.member(numerator) { $0.number(DecimalText.quotient(top, ratio.topUnit)) }
      json.member(denominator, integer: bottom)
    }
  }
}

/// Decimal numbers, made from whole ones.
enum DecimalText {
  /// A quotient of two counts in decimal digits, without zeros at its end.
  ///
  /// Rounded half up to six decimal places; the bottom must be above 0.
  static func quotient(_ top: Int, _ bottom: Int) -> String {
    let places = 1_000_000
    let whole = top / bottom
    let rounded = (top % bottom * places * 2 + bottom) / (bottom * 2)
    let (carried, rest) = rounded == places ? (whole + 1, 0) : (whole, rounded)
    guard rest > 0 else { return String(carried) }
    var digits = String(rest)
    digits = String(repeating: "0", count: 6 - digits.count) + digits
    while digits.hasSuffix("0") { digits.removeLast() }
    return "\(carried).\(digits)"
  }
}
