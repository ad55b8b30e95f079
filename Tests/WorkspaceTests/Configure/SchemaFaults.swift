import Foundation
import Testing

/// Holds a value that was read from YAML against a JSON Schema.
enum SchemaFaults {
  /// What a value breaks; a keyword that is not known here is a fault of its own.
  static func faults(_ value: Any, _ schema: [String: Any], _ path: String) throws
    -> [String]
  {
    var faults: [String] = []
    let text = value as? String
    let number = value is Bool ? nil : (value as? Double) ?? (value as? Int).map(Double.init)
    for (keyword, rule) in schema {
      switch keyword {
      case "$schema", "title", "description": break
      case "type":
        let types = rule as? [String] ?? [rule as? String ?? ""]
        let fits = types.contains { type in
          switch type {
          case "object": value is [AnyHashable: Any]
          case "array": value is [Any]
          case "string": text != nil
          case "integer": value is Int && !(value is Bool)
          case "number": number != nil
          default: false
          }
        }
        if !fits { faults.append("\(path) has another type") }
      case "enum":
        let allowed = rule as? [String] ?? []
        // YAML reads the words on and off as truth; our reader and this test take their text.
        let word = text ?? (value as? Bool).map { $0 ? "on" : "off" } ?? number.map { "\($0)" }
        if !allowed.contains(word ?? "") { faults.append("\(path) is none of \(allowed)") }
      case "pattern":
        let pattern = try Regex(try #require(rule as? String))
        if let text, text.firstMatch(of: pattern) == nil { faults.append("\(path): \(text)") }
      case "minLength": if text?.isEmpty == true { faults.append("\(path) is empty") }
      case "minimum":
        if let number, number < (rule as? Double ?? 0) { faults.append("\(path) is too small") }
      case "maximum":
        if let number, number > (rule as? Double ?? 0) { faults.append("\(path) is too large") }
      case "required":
        let members = value as? [AnyHashable: Any] ?? [:]
        for name in rule as? [String] ?? [] where members[name] == nil {
          faults.append("\(path) lacks \(name)")
        }
      case "properties":
        for (name, part) in rule as? [String: [String: Any]] ?? [:] {
          guard let member = (value as? [AnyHashable: Any])?[name] else { continue }
          faults += try self.faults(plain(member), part, "\(path).\(name)")
        }
      case "additionalProperties":
        let known = (schema["properties"] as? [String: Any] ?? [:]).keys
        for (name, member) in value as? [AnyHashable: Any] ?? [:] where !known.contains("\(name)") {
          if let part = rule as? [String: Any] {
            faults += try self.faults(plain(member), part, "\(path).\(name)")
          } else {
            faults.append("\(path).\(name) is unknown")
          }
        }
      case "items":
        for (index, item) in (value as? [Any] ?? []).enumerated() {
          faults += try self.faults(
            plain(item), rule as? [String: Any] ?? [:], "\(path)[\(index)]")
        }
      case "anyOf":
        let all = try (rule as? [[String: Any]] ?? []).map { try self.faults(value, $0, path) }
        if !all.contains([]) { faults += all.flatMap(\.self) }
      default: faults.append("the keyword \(keyword) is not known")
      }
    }
    return faults.sorted()
  }

  /// Dates are texts for an editor, as they are for our reader.
  private static func plain(_ value: Any) -> Any {
    guard let date = value as? Date else { return value }
    return date.ISO8601Format(.iso8601.year().month().day())
  }
}
