import Foundation
import Synchronization

/// A JSON Schema, with just the keywords that the schemas beside these tests use.
///
/// A keyword that it does not know is an error and not ignored: else a schema could ask for
/// something that nobody checks.
struct Schema {
  struct UnknownKeyword: Error, Hashable {
    let keyword: String
  }

  private static let annotations = ["$schema", "$id", "title", "description"]
  private static let types = [
    "array", "boolean", "integer", "number", "object", "string",
  ]

  private let root: JSON

  /// The schema in a file of the folder `Schemas`.
  init(named name: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Schemas")
    let file = folder.appending(path: "\(name).schema.json")
    try self.init(JSON(Data(contentsOf: file)))
  }

  init(_ root: JSON) throws {
    self.root = root
    try Self.check(root)
  }

  /// Refuses keywords, types and formats that ``problems(in:)`` would not look at.
  private static func check(_ schema: JSON) throws {
    guard case .object(let keywords) = schema else {
      guard case .boolean = schema else { throw UnknownKeyword(keyword: "\(schema)") }
      return
    }
    for (keyword, value) in keywords {
      switch keyword {
      case _ where annotations.contains(keyword) || keyword.hasPrefix("x-"): break
      case "properties", "$defs":
        guard case .object(let schemas) = value else { throw UnknownKeyword(keyword: keyword) }
        for schema in schemas.values { try check(schema) }
      case "items", "additionalProperties": try check(value)
      case "type":
        guard let name = value.text, types.contains(name) else {
          throw UnknownKeyword(keyword: "type \(value)")
        }
      case "format":
        guard value == .text("date-time") else { throw UnknownKeyword(keyword: "format \(value)") }
      case "pattern": _ = try Regex(value.text ?? "(")
      case "required", "enum", "$ref", "uniqueItems", "minLength", "minimum": break
      default: throw UnknownKeyword(keyword: keyword)
      }
    }
  }

  /// What is wrong with a document, each with its place; empty when it is valid.
  func problems(in document: JSON) -> [String] {
    problems(document, root, at: "$")
  }

  private func problems(_ value: JSON, _ schema: JSON, at place: String) -> [String] {
    guard case .object(let keywords) = schema else {
      return schema == .boolean(true) ? [] : ["\(place): not allowed"]
    }
    var problems: [String] = []
    if let reference = keywords["$ref"] {
      guard let target = definition(reference) else {
        return ["\(place): the schema refers to nothing: \(reference)"]
      }
      problems += self.problems(value, target, at: place)
    }
    if let type = keywords["type"]?.text, !Self.isOf(type, value) {
      problems.append("\(place): not of type \(type)")
    }
    if let words = keywords["enum"], !words.elements.contains(value) {
      problems.append("\(place): \(value) is none of the values")
    }
    switch value {
    case .object(let members): problems += self.problems(members, keywords, at: place)
    case .array(let elements): problems += self.problems(elements, keywords, at: place)
    case .text(let text): problems += self.problems(text, keywords, at: place)
    case .integer(let number): problems += self.problems(Double(number), keywords, at: place)
    case .number(let number): problems += self.problems(number, keywords, at: place)
    case .boolean, .null: break
    }
    return problems
  }

  private func definition(_ reference: JSON) -> JSON? {
    let parts = reference.text?.split(separator: "/").map(String.init) ?? []
    guard parts.count == 3, parts[0] == "#", parts[1] == "$defs" else { return nil }
    return root["$defs"]?[parts[2]]
  }

  private static func isOf(_ type: String, _ value: JSON) -> Bool {
    switch value {
    case .array: type == "array"
    case .boolean: type == "boolean"
    case .integer: type == "integer" || type == "number"
    case .number(let number): type == "number" || (type == "integer" && number == number.rounded())
    case .object: type == "object"
    case .text: type == "string"
    case .null: false
    }
  }

  private func problems(
    _ members: [String: JSON], _ keywords: [String: JSON], at place: String
  ) -> [String] {
    var problems: [String] = []
    for name in keywords["required"]?.elements ?? [] where members[name.text ?? ""] == nil {
      problems.append("\(place): \(name) is missing")
    }
    for (name, value) in members.sorted(by: { $0.key < $1.key }) {
      if let schema = keywords["properties"]?[name] {
        problems += self.problems(value, schema, at: "\(place).\(name)")
      } else if let schema = keywords["additionalProperties"] {
        problems += self.problems(value, schema, at: "\(place).\(name)")
      }
    }
    return problems
  }

  private func problems(
    _ elements: [JSON], _ keywords: [String: JSON], at place: String
  ) -> [String] {
    var problems: [String] = []
    if keywords["uniqueItems"] == .boolean(true), Set(elements).count < elements.count {
      problems.append("\(place): an element twice")
    }
    if let schema = keywords["items"] {
      for (index, element) in elements.enumerated() {
        problems += self.problems(element, schema, at: "\(place)[\(index)]")
      }
    }
    return problems
  }

  private func problems(
    _ text: String, _ keywords: [String: JSON], at place: String
  ) -> [String] {
    var problems: [String] = []
    if let length = keywords["minLength"]?.integer, text.unicodeScalars.count < length {
      problems.append("\(place): shorter than \(length)")
    }
    if let pattern = keywords["pattern"]?.text, !Self.matches(text, pattern) {
      problems.append("\(place): '\(text)' does not match \(pattern)")
    }
    let dateTime =
      #"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$"#
    if keywords["format"] != nil, !Self.matches(text, dateTime) {
      problems.append("\(place): '\(text)' is not a date-time")
    }
    return problems
  }

  private func problems(
    _ number: Double, _ keywords: [String: JSON], at place: String
  ) -> [String] {
    guard let minimum = keywords["minimum"]?.integer, number < Double(minimum) else { return [] }
    return ["\(place): below \(minimum)"]
  }

  /// Whether the pattern is found; one that cannot be read was refused when the schema was.
  private static func matches(_ text: String, _ pattern: String) -> Bool {
    let regex = patterns.withLock { known in
      if known[pattern] == nil {
        let ascii = pattern.replacing("\\d", with: "[0-9]")
        known[pattern] = try? NSRegularExpression(pattern: ascii)
      }
      return known[pattern]
    }
    let whole = NSRange(text.startIndex..., in: text)
    return regex?.firstMatch(in: text, range: whole) != nil
  }

  /// Compiled once: each answer holds hundreds of times against the same few.
  private static let patterns = Mutex<[String: NSRegularExpression]>([:])
}
