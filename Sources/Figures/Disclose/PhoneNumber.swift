/// Tells telephone numbers from other digits with separators.
enum PhoneNumber {
  /// Whether a candidate, or words of it that stand together, is a telephone number.
  ///
  /// A candidate may have swallowed a number that stood before it: "12345 415-555-0123".
  static func isPhone(_ candidate: String, afterContext: Bool) -> Bool {
    if hasShape(candidate, afterContext: afterContext) { return true }
    let words = candidate.split(separator: " ")
    guard words.count > 1 else { return false }
    return words.indices.contains { first in
      words.indices[first...].contains { last in
        (first, last) != (0, words.count - 1)
          && hasShape(words[first...last].joined(separator: " "), afterContext: false)
      }
    }
  }

  private static func hasShape(_ text: String, afterContext: Bool) -> Bool {
    let digits = text.filter(\.isNumber)
    let number = digits.drop { $0 == "0" }
    if text.hasPrefix("+") { return digits.first != "0" && (7...15).contains(digits.count) }
    if digits.count == text.count, afterContext { return (7...15).contains(digits.count) }
    // A trunk prefix: 020 7946 0018.
    if digits.count - number.count == 1, (9...11).contains(digits.count) { return true }
    // An international prefix, with separators: 00 44 20 7946 0018.
    if digits.count < text.count {
      for prefix in ["00", "011"] where digits.hasPrefix(prefix) {
        let rest = digits.dropFirst(prefix.count)
        if rest.first != "0", (7...15).contains(rest.count) { return true }
      }
    }
    return PersonalDataPattern.northAmerican.matches(text)
  }
}

/// Tells payment cards from other long numbers.
enum CardNumber {
  /// First digits and lengths of the issuers.
  private static let issuers: [(prefixes: ClosedRange<Int>, digits: Int, lengths: Set<Int>)] = [
    (4...4, 1, [13, 16, 19]), (51...55, 2, [16]), (2221...2720, 4, [16]),
    (34...34, 2, [15]), (37...37, 2, [15]), (6011...6011, 4, [16, 17, 18, 19]),
    (644...649, 3, [16, 17, 18, 19]), (65...65, 2, [16, 17, 18, 19]),
    (3528...3589, 4, [16, 17, 18, 19]), (300...305, 3, [14, 15, 16, 17, 18, 19]),
    (36...36, 2, [14, 15, 16, 17, 18, 19]), (38...39, 2, [14, 15, 16, 17, 18, 19]),
    (62...62, 2, [16, 17, 18, 19]), (50...50, 2, [13, 14, 15, 16, 17, 18, 19]),
    (56...58, 2, [13, 14, 15, 16, 17, 18, 19]), (67...67, 2, [13, 14, 15, 16, 17, 18, 19]),
  ]

  static func isCard(_ text: String) -> Bool {
    let digits = text.filter(\.isNumber)
    guard Set(digits).count > 1, CheckDigits.luhn.accepts(digits) else { return false }
    return issuers.contains { issuer in
      issuer.lengths.contains(digits.count)
        && Int(digits.prefix(issuer.digits)).map(issuer.prefixes.contains) ?? false
    }
  }
}
