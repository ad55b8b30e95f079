import Figures

/// Text that stands only when a measure came out in a certain way.
///
/// `{{#missed service-level}} … {{/missed}}` keeps what it holds when that is the verdict. What is
/// left out is checked all the same: a wrong name in it must not wait for the month that needs it.
struct Conditions {
  let markdown: String
  let file: String
  let verdict: (String) -> Verdict?
  /// Every measure that can be asked for.
  let measures: [String]

  struct Result {
    /// The text that stands, line by line where it was written.
    var kept = ""
    /// Each text that was left out, after as many empty lines as stood before it.
    var dropped: [String] = []
  }

  func resolve() throws(RemarkError) -> Result {
    var result = Result()
    var rest = markdown[...]
    while let start = rest.firstRange(of: "{{#") {
      let place = self.place(of: start.lowerBound)
      guard let end = rest[start.upperBound...].firstRange(of: "}}") else {
        throw .unclosedName(place: place)
      }
      let words = rest[start.upperBound..<end.lowerBound].split(separator: " ").map(String.init)
      guard words.count == 2, let wanted = Self.verdict(named: words[0]) else {
        throw .condition(words.joined(separator: " "), place: place)
      }
      guard let found = verdict(words[1]) else {
        throw .unknownName(
          words[1], nearest: Nearest.names(to: words[1], in: measures), place: place)
      }
      let close = "{{/\(words[0])}}"
      guard let finish = rest[end.upperBound...].firstRange(of: close) else {
        throw .condition(words.joined(separator: " "), place: place)
      }
      let body = rest[end.upperBound..<finish.lowerBound]
      result.kept += rest[..<start.lowerBound]
      if found == wanted {
        result.kept += body
      } else {
        let lines = markdown[..<end.upperBound].count { $0.isNewline }
        result.dropped.append(String(repeating: "\n", count: lines) + body)
        result.kept += String(repeating: "\n", count: body.count { $0.isNewline })
      }
      rest = rest[finish.upperBound...]
    }
    result.kept += rest
    return result
  }

  /// `not-assessed` as it is written in the files or with a hyphen.
  private static func verdict(named word: String) -> Verdict? {
    Verdict(rawValue: word.replacing("-", with: "_"))
  }

  private func place(of index: String.Index) -> String {
    let before = markdown[..<index]
    let line = before.count { $0.isNewline } + 1
    let column = before.reversed().prefix { !$0.isNewline }.count + 1
    return "\(file):\(line):\(column)"
  }
}
