import Foundation

/// A text in the one spelling that patterns look for.
enum FoldedText {
  /// Digits of any script and full-width signs become ASCII, and the text is composed (NFC).
  static func fold(_ text: String) -> String {
    // ASCII is folded already.
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
    var folded = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let properties = scalar.properties
      if properties.numericType == .decimal, let value = properties.numericValue,
        let digit = Unicode.Scalar(0x30 + UInt32(value))
      {
        folded.append(digit)
      } else if (0xFF01...0xFF5E).contains(scalar.value),
        let narrow = Unicode.Scalar(scalar.value - 0xFEE0)
      {
        folded.append(narrow)
      } else {
        folded.append(scalar.value == 0x3000 ? " " : scalar)
      }
    }
    return String(folded).precomposedStringWithCanonicalMapping
  }
}
