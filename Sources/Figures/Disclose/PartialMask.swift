/// A value of which a person who knows it can recognise the rest.
package enum PartialMask: String, Sendable, Hashable, CaseIterable {
  /// The last two digits stay.
  case phoneLastTwo = "phone_last2"
  /// The domain stays.
  case emailDomain = "email_domain"

  /// Fewer digits than any telephone number has are an extension, which two digits would give away.
  private static let shortestNumber = 7

  /// The value with stars for what must not be seen.
  ///
  /// A text that is not of the kind is masked whole.
  package func masked(_ value: String) -> String {
    switch self {
    case .phoneLastTwo:
      let digits = value.count(where: \.isNumber)
      return Self.starred(value, keepingLast: digits < Self.shortestNumber ? 0 : 2)
    case .emailDomain:
      guard let at = value.lastIndex(of: "@") else { return Self.starred(value, keepingLast: 0) }
      return "***" + value[at...]
    }
  }

  /// Stars for letters and digits, except the last so many digits.
  private static func starred(_ value: String, keepingLast kept: Int) -> String {
    var left = kept
    let reversed = value.reversed().map { character -> Character in
      guard character.isLetter || character.isNumber else { return character }
      guard left > 0, character.isNumber else { return "*" }
      left -= 1
      return character
    }
    return String(reversed.reversed())
  }
}
