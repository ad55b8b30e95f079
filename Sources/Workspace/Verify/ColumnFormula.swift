import Figures

/// A formula in the names of columns: `answered_in_threshold / (answered + abandoned)`.
struct ColumnFormula {
  private struct Term {
    /// The place among the counters; `nil` for one that the tables do not have.
    let place: Int?
    let isAdded: Bool
  }

  private let above: [Term]
  private let below: [Term]

  /// Reads a quotient of sums; `nil` for anything else.
  ///
  /// `ranges` are the columns of `ranges.csv`.
  init?(_ text: String, ranges: [String] = []) {
    let sides = text.split(separator: " / ", omittingEmptySubsequences: false)
    guard sides.count == 2, let above = Self.terms(sides[0], ranges),
      let below = Self.terms(sides[1], ranges)
    else { return nil }
    self.above = above
    self.below = below
  }

  private static func terms(_ side: Substring, _ ranges: [String]) -> [Term]? {
    var text = side
    if text.hasPrefix("("), text.hasSuffix(")") { text = text.dropFirst().dropLast() }
    var terms: [Term] = []
    var sign = "+"
    for (index, word) in text.split(separator: " ").enumerated() {
      if index % 2 == 1 {
        guard word == "+" || word == "-" else { return nil }
        sign = String(word)
      } else {
        guard word.utf8.allSatisfy({ (0x61...0x7A).contains($0) || $0 == 0x5F || $0 < 0x3A }) else {
          return nil
        }
        terms.append(
          Term(
            place: CounterSums.place(of: word, ranges), isAdded: sign == "+"))
      }
    }
    return terms.isEmpty ? nil : terms
  }

  /// The part above the line; `nil` where a counter of it is not recorded.
  func above(_ view: CounterSums.View) -> Int? { Self.sum(above, view) }

  private static func sum(_ terms: [Term], _ view: CounterSums.View) -> Int? {
    var sum = 0
    for term in terms {
      guard let value = term.place.flatMap({ view[$0] }) else { return nil }
      sum += term.isAdded ? value : -value
    }
    return sum
  }

  /// Whether all of its columns stand in `intervals.csv` or `ranges.csv`.
  var isRecomputable: Bool { (above + below).allSatisfy { $0.place != nil } }

  /// Both parts on a sum; `nil` where a part is not recorded, or there is nothing to divide by.
  ///
  /// `more` is what other months add to both.
  func quotient(
    _ view: CounterSums.View, adding more: (numerator: Int, denominator: Int) = (0, 0)
  ) -> ExactQuotient? {
    guard view.state != .missing, let above = above(view), let below = Self.sum(below, view) else {
      return nil
    }
    let (numerator, denominator) = (above + more.numerator, below + more.denominator)
    guard denominator > 0 else { return nil }
    return ExactQuotient(numerator: numerator, denominator: denominator)
  }
}

/// Two whole numbers that are divided when a cell is written.
struct ExactQuotient {
  let numerator: Int
  /// Above zero.
  let denominator: Int

  /// The quotient with so many decimals, rounded half up; `per` divides once more, by 1000 where
  /// milliseconds become seconds.
  func cell(_ places: Int, per unit: Int = 1) -> String {
    var scale: Int128 = 1
    for _ in 0..<places { scale *= 10 }
    let divisor = Int128(denominator) * Int128(unit)
    let (whole, rest) = (Int128(numerator.magnitude) * scale).quotientAndRemainder(
      dividingBy: divisor)
    let rounded = rest * 2 >= divisor ? whole + 1 : whole
    let sign = numerator < 0 && rounded != 0 ? "-" : ""
    guard places > 0 else { return sign + String(rounded) }
    let fraction = String(rounded % scale)
    let zeros = String(repeating: "0", count: places - fraction.utf8.count)
    return "\(sign)\(rounded / scale).\(zeros)\(fraction)"
  }
}
