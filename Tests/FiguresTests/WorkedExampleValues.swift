import Figures
import Foundation
import Testing

/// What the tests of one section read from the examples.
extension WorkedExamples.Value {
  /// A decimal written as a text, or an integer.
  var decimal: Decimal? {
    switch self {
    case .text(let text): Decimal(exactly: text)
    case .integer(let integer): Decimal(integer)
    default: nil
    }
  }

  /// The elements of a list under a key; none when there is no such key.
  func list(_ key: String) -> [WorkedExamples.Value] { self[key]?.array ?? [] }

  func requireDecimal(_ key: String) throws -> Decimal {
    try #require(self[key]?.decimal, "\(key)")
  }

  func requireInteger(_ key: String) throws -> Int { try #require(self[key]?.integer, "\(key)") }

  func requireText(_ key: String) throws -> String { try #require(self[key]?.text, "\(key)") }

  /// `num` over `den` times a hundred, or a plain `value` or `actual`.
  func figure() throws -> Fraction {
    if let value = self["value"]?.decimal ?? self["actual"]?.decimal { return Fraction(value) }
    return Fraction(try requireDecimal("num")) / Fraction(try requireDecimal("den")) * 100
  }

  /// What is done to a figure first: `round_first`, or `policy` with `decimals`.
  func comparisonRule() throws -> ComparisonRule {
    if let first = self["round_first"] {
      return .rounded(try first.requireInteger("places"), try first.rounding("mode"))
    }
    switch self["policy"]?.text {
    case nil, "exact": return .exact
    case "truncate": return .truncated(try requireInteger("decimals"))
    default: return .rounded(try requireInteger("decimals"), try rounding("mode"))
    }
  }

  /// The rounding under a key, half up when there is none.
  func rounding(_ key: String) throws -> Rounding {
    guard let name = self[key]?.text else { return .halfUp }
    return try #require(Rounding(rawValue: name))
  }

  /// The rounding under a key; `nil` when there is none or it is called `exact`.
  func partRounding(_ key: String) throws -> Rounding? {
    guard let name = self[key]?.text, name != "exact" else { return nil }
    return try rounding(key)
  }
}

/// The currency of examples that name none.
func dollars() throws -> Currency { try #require(Currency(code: "USD")) }

extension Money {
  init(dollars amount: Decimal) throws { self.init(amount, try FiguresTests.dollars()) }
}

/// A value for a comparison with `expected`, which holds `null` where we hold `nil`.
func text(_ value: String?) -> WorkedExamples.Value { value.map { .text($0) } ?? .null }

func integer(_ value: Int?) -> WorkedExamples.Value { value.map { .integer($0) } ?? .null }

extension WorkedExamples.Value {
  /// The stretches under `exclude`.
  func exclusions() throws -> [Exclusion] {
    try list("exclude").map { window in
      Exclusion(
        window: Window(
          try Instant(window.requireText("from")), try Instant(window.requireText("to"))),
        reason: "outage")
    }
  }
}

extension WorkedExamples.Value: ExpressibleByStringLiteral {
  init(stringLiteral value: String) { self = .text(value) }
}
