/// The mean handle time and its parts, each divided by the contacts handled.
package struct HandleTime: Sendable, Hashable {
  package enum Part: String, Sendable, Hashable, CaseIterable {
    case dialing, contacting, talk, hold, acw
  }

  /// Summed milliseconds of the parts that the medium has.
  package let milliseconds: [Part: Int]
  package let handled: Int

  package init(milliseconds: [Part: Int], handled: Int) {
    self.milliseconds = milliseconds
    self.handled = handled
  }

  private var sum: Int { milliseconds.values.reduce(0, +) }

  /// Milliseconds over contacts.
  package var mean: Outcome { Outcome(sum, over: handled, traffic: sum != 0) }

  /// The mean and its parts in seconds, each rounded by itself; `nil` when there is no mean.
  package func printed(_ places: Int) -> Printed? {
    guard let mean = mean.quotient else { return nil }
    let parts = Part.allCases.compactMap { part in
      milliseconds[part].map { (part, Fraction(Quotient($0, handled).inSeconds).text(places)) }
    }
    let sumOfParts = milliseconds.values.reduce(Fraction.zero) { sum, part in
      sum + Fraction(Fraction(Quotient(part, handled).inSeconds).rounded(places))
    }
    return Printed(
      seconds: Fraction(mean.inSeconds).text(places),
      parts: parts.map { Printed.Line(part: $0.0, seconds: $0.1) },
      sumOfParts: sumOfParts.text(places))
  }

  package struct Printed: Sendable, Hashable {
    package struct Line: Sendable, Hashable {
      package let part: Part
      package let seconds: String
    }

    package let seconds: String
    /// In the order in which a contact passes them.
    package let parts: [Line]
    /// What a reader gets who adds up the printed parts.
    package let sumOfParts: String

    /// Whether the parts as printed do not add up; a footnote says so and no part is bent.
    package var needsFootnote: Bool { sumOfParts != seconds }
  }
}
