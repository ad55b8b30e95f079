import Foundation

/// Holds a JSON document against one of the published schemas.
///
/// It knows exactly the keywords that those schemas use; one that it does not know is a fault of
/// its own, so that no rule is passed over in silence.
struct SchemaValidator {
  struct UnknownKeyword: Error { let name: String }

  private let root: [String: Any]

  init(_ name: String) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Schemas/\(name).schema.json")
    let object = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
    root = object as? [String: Any] ?? [:]
  }

  /// What the document breaks, each with its path; empty when it is valid.
  func faults(in bytes: [UInt8]) throws -> [String] {
    let document = try JSONSerialization.jsonObject(
      with: Data(bytes), options: [.fragmentsAllowed])
    return try faults(document, root, "$")
  }

  private func faults(_ value: Any, _ schema: [String: Any], _ path: String) throws -> [String] {
    var faults: [String] = []
    for (keyword, rule) in schema {
      switch keyword {
      case "$schema", "$id", "$defs", "title", "description", "x-required-observed": break
      case "$ref":
        guard let target = (rule as? String)?.split(separator: "/").last,
          let defs = root["$defs"] as? [String: Any], let other = defs[String(target)],
          let other = other as? [String: Any]
        else { throw UnknownKeyword(name: "\(rule)") }
        faults += try self.faults(value, other, path)
      case "type":
        if !Self.fits(value, rule as? String ?? "") { faults.append("\(path) is no \(rule)") }
      case "enum":
        let allowed = rule as? [String] ?? []
        if !allowed.contains(value as? String ?? "\0") { faults.append("\(path) = \(value)") }
      case "pattern":
        let pattern = try Regex(rule as? String ?? "")
        if let text = value as? String, text.firstMatch(of: pattern) == nil {
          faults.append("\(path) = \(text) does not match")
        }
      case "required":
        for name in rule as? [String] ?? [] where (value as? [String: Any])?[name] == nil {
          faults.append("\(path) lacks \(name)")
        }
      case "properties":
        for (name, part) in rule as? [String: [String: Any]] ?? [:] {
          if let member = (value as? [String: Any])?[name] {
            faults += try self.faults(member, part, "\(path).\(name)")
          }
        }
      case "additionalProperties":
        let known = (schema["properties"] as? [String: Any])?.keys.map(\.self) ?? []
        for (name, member) in value as? [String: Any] ?? [:] where !known.contains(name) {
          if let part = rule as? [String: Any] {
            faults += try self.faults(member, part, "\(path).\(name)")
          } else if rule as? Bool == false {
            faults.append("\(path).\(name) is not in the schema")
          }
        }
      case "items":
        for (index, item) in (value as? [Any] ?? []).enumerated() {
          faults += try self.faults(item, rule as? [String: Any] ?? [:], "\(path)[\(index)]")
        }
      case "minLength":
        if let text = value as? String, text.count < rule as? Int ?? 0 {
          faults.append("\(path) is too short")
        }
      case "minimum":
        if let number = value as? NSNumber, number.intValue < rule as? Int ?? 0 {
          faults.append("\(path) is too small")
        }
      case "uniqueItems":
        let items = (value as? [Any] ?? []).map { "\($0)" }
        if Set(items).count != items.count { faults.append("\(path) repeats an item") }
      case "format": break
      default: throw UnknownKeyword(name: keyword)
      }
    }
    return faults.sorted()
  }

  private static func fits(_ value: Any, _ type: String) -> Bool {
    let number = value as? NSNumber
    return switch type {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "boolean": value is Bool
    case "integer": number.map { $0.doubleValue.rounded() == $0.doubleValue } ?? false
    case "number": number != nil
    default: false
    }
  }
}
