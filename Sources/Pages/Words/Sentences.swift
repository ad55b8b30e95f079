import Figures

/// Small parts of sentences.
enum Sentences {
  private static let words = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
  ]

  /// `three`, from thirteen on `13`; in other languages than English always digits, which have no
  /// gender.
  static func number(_ count: Int) -> String {
    Voice.current == nil && words.indices.contains(count) ? words[count] : Shown.count(count)
  }

  /// `a, b and c`.
  static func list(_ items: [HTML]) -> HTML {
    guard items.count > 1, let last = items.last else { return items.first ?? "" }
    return say("\(items.dropLast().joined(separator: ", ")) and \(last)")
  }

  /// The text with its first letter small, as the middle of a sentence has it.
  ///
  /// In German it may be a noun, which keeps its capital.
  static func lowercased(_ text: String) -> String {
    Voice.current?.language == .german ? text : text.prefix(1).lowercased() + text.dropFirst()
  }

  /// The text with its first letter large.
  static func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
