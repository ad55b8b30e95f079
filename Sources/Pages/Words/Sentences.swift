/// Small parts of sentences.
enum Sentences {
  private static let words = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
  ]

  /// `three`, from thirteen on `13`.
  static func number(_ count: Int) -> String {
    words.indices.contains(count) ? words[count] : Shown.count(count)
  }

  /// `one queue`, `three queues`.
  static func counted(_ count: Int, _ thing: String) -> String {
    "\(number(count)) \(thing)\(count == 1 ? "" : "s")"
  }

  /// `All three queues`, `Both queues`.
  static func all(_ count: Int, _ thing: String) -> String {
    count == 2 ? "Both \(thing)s" : "All \(number(count)) \(thing)s"
  }

  /// `a, b and c`.
  static func list(_ items: [HTML]) -> HTML {
    guard items.count > 1, let last = items.last else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }

  /// The text with its first letter large.
  static func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
