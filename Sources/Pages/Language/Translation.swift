import Figures

/// A phrase in another language, read once: texts, arguments in any order, and words by a count.
struct Translation: Sendable, Hashable {
  enum Argument {
    case text(String)
    case count(Int)
  }

  private enum Part: Sendable, Hashable {
    case text(String)
    case argument(Int)
    /// One of several words, which may hold arguments themselves.
    case choice(Int, [Translation])
  }

  private let parts: [Part]

  /// The places of arguments, also of those in words by a count.
  var arguments: Set<Int> {
    parts.reduce(into: []) { found, part in
      switch part {
      case .text: break
      case .argument(let place): found.insert(place)
      case .choice(_, let words): for word in words { found.formUnion(word.arguments) }
      }
    }
  }

  /// The places of counts, with how many words each chooses from.
  var choices: [Int: Int] {
    var found: [Int: Int] = [:]
    for case .choice(let place, let words) in parts {
      found[place] = max(found[place] ?? 0, words.count)
    }
    return found
  }

  /// Reads `{0}` and `{0|day|days}`; `nil` where a brace does not close or holds something else.
  init?(_ text: String) {
    var parts: [Part] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      guard let close = Self.end(of: rest[open...]) else { return nil }
      if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
      let fields = Self.fields(rest[rest.index(after: open)..<close])
      guard let place = Int(fields[0]), place >= 0 else { return nil }
      let words = fields.dropFirst().compactMap { Translation($0) }
      guard words.count == fields.count - 1 else { return nil }
      parts.append(words.isEmpty ? .argument(place) : .choice(place, words))
      rest = rest[rest.index(after: close)...]
    }
    guard !rest.contains("}") else { return nil }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
    self.parts = parts
  }

  /// Where the brace closes that a text begins with.
  private static func end(of text: Substring) -> String.Index? {
    var depth = 0
    for index in text.indices {
      if text[index] == "{" { depth += 1 }
      if text[index] == "}" { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }

  /// The parts between bars that stand in no further brace.
  private static func fields(_ text: Substring) -> [String] {
    var fields = [""]
    var depth = 0
    for character in text {
      if character == "{" { depth += 1 }
      if character == "}" { depth -= 1 }
      if character == "|", depth == 0 {
        fields.append("")
      } else {
        fields[fields.count - 1].append(character)
      }
    }
    return fields
  }

  func text(_ arguments: [Argument], _ rule: PluralRule) -> String {
    var text = ""
    for part in parts {
      switch part {
      case .text(let own): text += own
      case .argument(let place) where arguments.indices.contains(place):
        switch arguments[place] {
        case .text(let argument): text += argument
        case .count(let count): text += String(count)
        }
      case .choice(let place, let words) where arguments.indices.contains(place):
        if case .count(let count) = arguments[place] {
          text += rule.word(for: count, of: words)?.text(arguments, rule) ?? ""
        }
      case .argument, .choice: break
      }
    }
    return text
  }
}
