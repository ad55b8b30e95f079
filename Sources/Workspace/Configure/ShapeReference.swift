/// The reference of our files in Markdown, made of the tables that the readers take their keys from.
extension FileSchema {
  /// Every key with its values and what it means, a section for each group.
  package var reference: String {
    let rest = ShapeSections(table).text
    return """
      # \(title)

      Made by `tallysheet schema \(rawValue) --markdown`. A key that is not here is refused, with the \
      nearest one that is. Wherever a number stands, quoting it changes nothing.

      \(rest)
      """
  }
}

/// A group and the groups in it, as sections in the order in which a reader meets them.
private struct ShapeSections {
  private var sections: [String] = []

  var text: String { sections.joined(separator: "\n\n") }

  init(_ table: ShapeTable) { add(table, at: "") }

  private mutating func add(_ table: ShapeTable, at path: String) {
    var lines = [
      "## " + (path.isEmpty ? "The file" : "`\(path)`"), "",
      "| key | value | |", "|---|---|---|",
    ]
    var groups: [(path: String, table: ShapeTable)] = []
    for key in table.keys {
      let place = path.isEmpty ? key.name : "\(path).\(key.name)"
      groups += key.shape.groups(at: place)
      let name = key.isRequired ? "**`\(key.name)`**" : "`\(key.name)`"
      lines.append("| \(name) | \(Self.cell(key.shape.words)) | \(Self.cell(key.about)) |")
    }
    if path.isEmpty { lines += ["", "Keys in bold must be there; all others may be left out."] }
    sections.append(lines.joined(separator: "\n"))
    for group in groups { add(group.table, at: group.path) }
  }

  /// A bar would end the cell.
  private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}

extension Shape {
  /// What may stand there, in words.
  fileprivate var words: String {
    switch self {
    case .text: "text"
    case .words(let words): words.map { "`\($0)`" }.joined(separator: ", ")
    case .pattern(let pattern): Self.examples[pattern] ?? "text like `\(pattern)`"
    case .number: "number"
    case .whole: "whole number"
    case .percent: "percent, `80` or `80 %`"
    case .table(let table):
      table.only.map { "`{\($0.name): …}`" + ", \($0.shape.words)" } ?? "group, below"
    case .free(let value): "group of names of yours, each with \(value.words)"
    case .list(.table(let table)) where table.only == nil: "list of groups, below"
    case .list(let item): "list of " + item.words
    case .either(let shapes): shapes.map(\.words).joined(separator: "; or ")
    }
  }

  private static let examples = [
    (date, "date, `2026-10-14`"), (month, "month, `2026-10`"),
    (moment, "local date or time, `2026-10-14` or `2026-10-14T08:00`"),
    (duration, "length, `20 s`, `500 ms` or `2 min`"),
    (bound, "length, such as `20 s`, or `less than 20 s`"), (days, "length, `10 days`"),
    (name, "lower-case letters, digits and hyphens, at most 40"),
  ].reduce(into: [String: String]()) { examples, pair in
    if case .pattern(let pattern) = pair.0 { examples[pattern] = pair.1 }
  }

  /// The groups that need a section of their own; one key stands in its line.
  fileprivate func groups(at path: String) -> [(path: String, table: ShapeTable)] {
    switch self {
    case .text, .words, .pattern, .number, .whole, .percent: []
    case .table(let table): table.only == nil ? [(path, table)] : []
    case .free(let value): value.groups(at: path + ".…")
    case .list(let item): item.groups(at: path + "[]")
    case .either(let shapes): shapes.flatMap { $0.groups(at: path) }
    }
  }
}

extension ShapeTable {
  /// The key of a group that has one.
  fileprivate var only: Key? { keys.count == 1 ? keys[0] : nil }
}
