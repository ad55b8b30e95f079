/// Stand-ins for personal values: the same for the same value, different for each partner.
///
/// A plain hash of a phone number is undone by trying all numbers, so a secret key goes in. The
/// result is still personal data: it tells that two rows are of one person.
package struct Pseudonyms: Sendable {
  /// How spellings of one value become one.
  package enum Spelling: String, Sendable, Hashable, CaseIterable {
    /// Digits after a plus, whatever stands between them.
    case phone
    /// Without regard to case.
    case email
    /// As it is.
    case exact
  }

  private let scope: String
  private let hmac: @Sendable (_ message: [UInt8]) -> [UInt8]

  /// Prepares pseudonyms for one partner's scope.
  ///
  /// `hmac` is HMAC-SHA-256 of a key and a message. The key stays inside a closure, out of sight of
  /// a mirror.
  package init(
    scope: String, key: [UInt8],
    hmac: @escaping @Sendable (_ key: [UInt8], _ message: [UInt8]) -> [UInt8]
  ) {
    self.scope = scope
    self.hmac = { hmac(key, $0) }
  }

  /// `p_` and 26 characters for a value of a field, such as `ani`.
  package func pseudonym(of value: String, field: String, _ spelling: Spelling) -> String {
    let separator = "\u{1F}"
    let message = scope + separator + field + separator + spelling.normal(value)
    return "p_" + Base32.text(hmac(Array(message.utf8)).prefix(16))
  }
}

extension Pseudonyms.Spelling {
  /// The one spelling of a value that enters the pseudonym.
  package func normal(_ value: String) -> String {
    switch self {
    case .exact: return value
    case .email:
      let folded = FoldedText.fold(value).lowercased()
      return String(
        (folded.hasPrefix("mailto:") ? folded.dropFirst(7) : folded[...])
          .filter { !$0.isWhitespace })
    case .phone:
      let folded = FoldedText.fold(value)
      return (folded.contains("+") ? "+" : "") + folded.filter { $0.isASCII && $0.isNumber }
    }
  }
}

/// Five bits a character, in lower case and without padding (RFC 4648).
package enum Base32 {
  package static func text(_ bytes: some Sequence<UInt8>) -> String {
    let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567")
    var text = ""
    var (bits, count) = (0, 0)
    for byte in bytes {
      bits = bits << 8 | Int(byte)
      count += 8
      while count >= 5 {
        count -= 5
        text.append(alphabet[bits >> count & 31])
      }
      bits &= 255
    }
    if count > 0 { text.append(alphabet[bits << (5 - count) & 31]) }
    return text
  }
}
