import Figures
import Foundation
import Yams

/// A value in a YAML file that knows its name and place.
///
/// Scalars are taken as the text that stands there: YAML would read `020` as 16, `1:20` as 80 and
/// `no` as false.
struct Setting {
  let node: Node
  let path: String
  /// How messages call it, such as `partners[2].queues`.
  let name: String

  var place: String {
    guard let mark = node.mark else { return path }
    return "\(path):\(mark.line):\(mark.column)"
  }

  func refusal(_ what: String, remedy: String? = nil) -> SettingError {
    SettingError(what, at: place, remedy: remedy)
  }

  /// The scalar's text, which must not be empty.
  func text() throws(SettingError) -> String {
    guard case .scalar(let scalar) = node else {
      throw refusal("'\(name)' must be a single value, not a \(kind)")
    }
    let isNull = scalar.style == .plain && (scalar.string.isEmpty || scalar.string == "~")
    guard !isNull, scalar.string.contains(where: { !$0.isWhitespace }) else {
      throw refusal("'\(name)' has no value")
    }
    guard !scalar.string.unicodeScalars.contains(where: { $0.value == 0 }) else {
      throw refusal("'\(name)' holds a NUL character")
    }
    return scalar.string
  }

  /// A single line of text.
  func line() throws(SettingError) -> String {
    let text = try text()
    guard !text.contains(where: \.isNewline) else {
      throw refusal("'\(name)' must be a single line")
    }
    return text
  }

  func list() throws(SettingError) -> [Setting] {
    guard case .sequence(let nodes) = node else {
      throw refusal("'\(name)' must be a list, not a \(kind)")
    }
    return nodes.enumerated().map { index, node in
      Setting(node: node, path: path, name: "\(name)[\(index + 1)]")
    }
  }

  /// A list with at least one item.
  func filledList() throws(SettingError) -> [Setting] {
    let items = try list()
    guard !items.isEmpty else { throw refusal("'\(name)' is empty") }
    return items
  }

  /// A mapping with these keys and no other.
  func table(_ keys: [String]) throws(SettingError) -> SettingTable {
    let table = try table()
    for (key, _) in table.entries where !keys.contains(key.text) {
      let nearest = keys.nearest(to: key.text)
      throw SettingError(
        "unknown key '\(key.text)' in \(name == "the file" ? name : "'\(name)'")", at: key.place,
        remedy: nearest.map { "did you mean '\($0)'?" }
          ?? "the keys here are: \(keys.joined(separator: ", "))")
    }
    return table
  }

  /// A mapping whose keys are free text.
  func table() throws(SettingError) -> SettingTable {
    guard case .mapping(let pairs) = node else {
      throw refusal(
        name == "the file"
          ? "the file must hold keys and values, not a \(kind)"
          : "'\(name)' must hold keys and values, not a \(kind)")
    }
    var entries: [(SettingTable.Key, Setting)] = []
    for (keyNode, value) in pairs {
      let key = Setting(node: keyNode, path: path, name: "a key of \(name)")
      let text = try key.text()
      let inner = name == "the file" ? text : "\(name).\(text)"
      entries.append(
        (
          SettingTable.Key(text: text, place: key.place),
          Setting(node: value, path: path, name: inner)
        ))
    }
    return SettingTable(owner: self, entries: entries)
  }

  var isScalar: Bool {
    if case .scalar = node { return true }
    return false
  }

  var isList: Bool {
    if case .sequence = node { return true }
    return false
  }

  private var kind: String {
    switch node {
    case .scalar: "single value"
    case .sequence: "list"
    case .mapping: "group of keys"
    case .alias: "reference"
    }
  }
}

/// The keys and values of a mapping, in the order written.
struct SettingTable {
  struct Key {
    let text: String
    let place: String
  }

  let owner: Setting
  let entries: [(key: Key, value: Setting)]

  init(owner: Setting, entries: [(Key, Setting)]) {
    self.owner = owner
    self.entries = entries.map { (key: $0, value: $1) }
  }

  subscript(key: String) -> Setting? { entries.first { $0.key.text == key }?.value }

  func required(_ key: String) throws(SettingError) -> Setting {
    guard let value = self[key] else {
      throw owner.refusal(
        owner.name == "the file"
          ? "the key '\(key)' is missing" : "the key '\(key)' is missing in '\(owner.name)'")
    }
    return value
  }

  /// The one key of a mapping that must hold exactly one of these.
  func single(of keys: [String]) throws(SettingError) -> (key: String, value: Setting) {
    guard entries.count == 1, let entry = entries.first else {
      throw owner.refusal(
        "'\(owner.name)' must hold exactly one of: \(keys.joined(separator: ", "))")
    }
    return (entry.key.text, entry.value)
  }
}
