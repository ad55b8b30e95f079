/// A sentence or a word that a reader may have in another language.
///
/// This wall knows English alone. It keeps what it says in pieces, so that whoever knows other
/// languages finds the sentence by its ``key`` and puts the arguments where that language has
/// them. `Wording("\(days) of \(count, "day", "days")")` has the key `{0} of {1|day|days}`.
package struct Wording: Sendable, Hashable {
  package enum Part: Sendable, Hashable {
    /// Of the sentence itself.
    case literal(String)
    /// The same in all languages: a name, a time, a unit.
    case text(String)
    /// Digits with a point, perhaps with a sign in front.
    case number(String)
    /// The same of a share in percent.
    case percent(String)
    /// One of two words by a count that stands elsewhere.
    case choice(Int, one: String, other: String)
    case wording(Wording)
    case capitalized(Wording)
    /// A whole sentence after a colon: there are languages in which it has a capital.
    case clause(Wording)
    case formula(String)
    case verdict(Verdict)
    case weekday(Weekday)
    /// What nobody translates, such as the message of an error.
    case english(String)
  }

  package let parts: [Part]

  /// Takes a literal; texts that come from elsewhere are put into it.
  package init(_ sentence: Sentence) { parts = sentence.parts }

  package var english: String { parts.map(\.english).joined() }

  /// The sentence with `{0}`, `{1}` … for its arguments.
  package var key: String {
    var key = ""
    var count = 0
    for part in parts {
      switch part {
      case .literal(let text):
        key += text
        continue
      case .choice(_, let one, let other): key += "{\(count)|\(one)|\(other)}"
      default: key += "{\(count)}"
      }
      count += 1
    }
    return key
  }

  /// Whether there is a word to translate, and not only signs around arguments.
  package var hasWords: Bool {
    parts.contains { part in
      switch part {
      case .literal(let text): text.contains(where: \.isLetter)
      case .choice: true
      default: false
      }
    }
  }

  package var capitalized: Wording { Wording("\(capitalized: self)") }

  /// With a capital and a full stop.
  package var sentence: Wording { Wording("\(capitalized: self).") }
}

extension Wording.Part {
  fileprivate var english: String {
    switch self {
    case .literal(let text), .text(let text), .number(let text), .formula(let text),
      .english(let text):
      text
    case .percent(let number): number + " %"
    case .choice(let count, let one, let other): count == 1 ? one : other
    case .wording(let wording), .clause(let wording): wording.english
    case .capitalized(let wording): Self.capitalized(wording.english)
    case .verdict(let verdict): verdict.rawValue.replacing("_", with: " ")
    case .weekday(let day): Self.capitalized(day.rawValue)
    }
  }

  private static func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}

extension Wording {
  /// A literal with its arguments.
  ///
  /// It is a type of its own so that a wording is always written `Wording("…")`: by that the
  /// sentences are found that need a translation.
  package struct Sentence: ExpressibleByStringInterpolation {
    fileprivate let parts: [Part]

    package init(stringLiteral text: String) { parts = [.literal(text)] }
    package init(stringInterpolation sentence: StringInterpolation) { parts = sentence.parts }

    package struct StringInterpolation: StringInterpolationProtocol {
      fileprivate var parts: [Part] = []

      package init(literalCapacity: Int, interpolationCount: Int) {
        parts.reserveCapacity(2 * interpolationCount + 1)
      }

      package mutating func appendLiteral(_ literal: String) {
        if !literal.isEmpty { parts.append(.literal(literal)) }
      }
      package mutating func appendInterpolation(_ text: String) { parts.append(.text(text)) }
      package mutating func appendInterpolation(_ number: Int) {
        parts.append(.number(String(number)))
      }
      package mutating func appendInterpolation(_ count: Int, _ one: String, _ other: String) {
        parts.append(.choice(count, one: one, other: other))
      }
      package mutating func appendInterpolation(_ wording: Wording) {
        parts.append(.wording(wording))
      }
      package mutating func appendInterpolation(_ verdict: Verdict) {
        parts.append(.verdict(verdict))
      }
      package mutating func appendInterpolation(_ day: Weekday) { parts.append(.weekday(day)) }
      package mutating func appendInterpolation(capitalized wording: Wording) {
        parts.append(.capitalized(wording))
      }
      package mutating func appendInterpolation(clause wording: Wording) {
        parts.append(.clause(wording))
      }
      package mutating func appendInterpolation(number: String) { parts.append(.number(number)) }
      package mutating func appendInterpolation(percent: String) {
        parts.append(.percent(percent))
      }
      package mutating func appendInterpolation(formula: String) {
        parts.append(.formula(formula))
      }
      package mutating func appendInterpolation(english: String) {
        parts.append(.english(english))
      }
    }
  }
}

extension Sequence where Element == Wording {
  /// All in one, from the first on; `nil` where there is none.
  package func joined(_ pair: (Wording, Wording) -> Wording) -> Wording? {
    reduce(nil) { whole, next in whole.map { pair($0, next) } ?? next }
  }
}
