import Foundation

/// Finds the phrases in a Swift source, and the key that each has when it is said.
enum PhraseScanner {
  /// What makes a phrase of a literal on pages, and in the other walls.
  static let pages = ["say", "sayPlain", "sayWord", "sayKnown", "Wording"]
  static let walls = ["Wording"]

  static func keys(in source: String, of makers: [String] = pages) -> Set<String> {
    var scanner = Scanner(text: Array(source), makers: makers)
    scanner.code(untilParenthesis: false)
    return scanner.keys
  }

  private struct Scanner {
    let text: [Character]
    let makers: [String]
    var at = 0
    var keys: Set<String> = []

    private func has(_ word: String, at place: Int) -> Bool {
      place >= 0 && place + word.count <= text.count
        && text[place..<place + word.count].elementsEqual(word)
    }

    /// Reads code to its end, or to the parenthesis that closes an interpolation; returns its text.
    @discardableResult
    mutating func code(untilParenthesis: Bool) -> String {
      let start = at
      var depth = 0
      while at < text.count {
        switch text[at] {
        case "/" where has("//", at: at):
          while at < text.count, text[at] != "\n" { at += 1 }
        case "\"":
          let isSaid = isSaid
          let key = literal()
          if isSaid, let key { keys.insert(key) }
          continue
        case "(": depth += 1
        case ")":
          if depth == 0, untilParenthesis { return String(text[start..<at]) }
          depth -= 1
        default: break
        }
        at += 1
      }
      return ""
    }

    /// Whether what opens here is the phrase of a `say`, or a wording that another wall keeps.
    private var isSaid: Bool {
      var before = at - 1
      while before >= 0, text[before].isWhitespace { before -= 1 }
      return makers.contains { word in
        let start = before - word.count
        return has(word + "(", at: start)
          && (start == 0 || !(text[start - 1].isLetter || text[start - 1] == "_"))
      }
    }

    /// Reads a literal; its key, or `nil` where it has no word to say.
    private mutating func literal() -> String? {
      let isMultiline = has("\"\"\"", at: at)
      at += isMultiline ? 3 : 1
      var key = ""
      var count = 0
      while at < text.count, !has(isMultiline ? "\"\"\"" : "\"", at: at) {
        guard text[at] == "\\" else {
          key.append(text[at])
          at += 1
          continue
        }
        if has("\\(", at: at) {
          at += 2
          key += argument(code(untilParenthesis: true), count)
          count += 1
          at += 1
        } else {
          key += escape()
        }
      }
      at += isMultiline ? 3 : 1
      return Self.finished(key, isMultiline: isMultiline)
    }

    private mutating func escape() -> String {
      let mark = text[at + 1]
      guard mark == "u" else {
        at += 2
        return ["n": "\n", "\n": "\u{0}", "\"": "\"", "\\": "\\"][mark] ?? ""
      }
      let hex = text[(at + 3)...].prefix { $0 != "}" }
      at += 4 + hex.count
      return UInt32(String(hex), radix: 16).flatMap(Unicode.Scalar.init).map { String($0) } ?? ""
    }

    /// `{0}`, or `{0|day|days}` for a count and two words.
    private func argument(_ code: String, _ place: Int) -> String {
      let parts = code.components(separatedBy: ", \"")
      guard parts.count == 3, code.hasSuffix("\"") else { return "{\(place)}" }
      let words = parts.dropFirst().map { $0.hasSuffix("\"") ? String($0.dropLast()) : $0 }
      return "{\(place)|\(words.joined(separator: "|"))}"
    }

    private static func finished(_ raw: String, isMultiline: Bool) -> String? {
      var key = raw
      if isMultiline {
        let lines = raw.split(separator: "\n", omittingEmptySubsequences: false)
        let indent = lines.last?.count ?? 0
        key = lines.dropFirst().dropLast().map { $0.dropFirst(min(indent, $0.count)) }
          .joined(separator: "\n")
        // A line that went on: the escape took its end, so the next one's indentation is still there.
        key = key.split(separator: "\u{0}", omittingEmptySubsequences: false).enumerated()
          .map { $0.offset == 0 ? String($0.element) : String($0.element.dropFirst(indent)) }
          .joined()
      }
      key = key.replacing("\n", with: " ")
      while key.first?.isWhitespace == true { key.removeFirst() }
      while key.last?.isWhitespace == true { key.removeLast() }
      let hasWord = key.replacing(#/\{\d+\}/#, with: "").contains { $0.isASCII && $0.isLetter }
      return hasWord ? key : nil
    }
  }
}
