import Foundation

/// A JSON document, with whole numbers told apart from others.
enum JSON: Hashable {
  case null
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  case array([JSON])
  case object([String: JSON])

  init(_ text: String) throws {
    try self.init(Data(text.utf8))
  }

  /// Not through `Decodable`: that asks by throwing, and the test library keeps a backtrace of
  /// each error that is thrown.
  init(_ bytes: Data) throws {
    self.init(try JSONSerialization.jsonObject(with: bytes, options: .fragmentsAllowed))
  }

  private init(_ value: Any) {
    switch value {
    case let text as String: self = .text(text)
    case let elements as [Any]: self = .array(elements.map(JSON.init))
    case let members as [String: Any]: self = .object(members.mapValues(JSON.init))
    case let number as NSNumber: self.init(number)
    default: self = .null
    }
  }

  private init(_ number: NSNumber) {
    if String(cString: number.objCType) == "c" {
      self = .boolean(number.boolValue)
    } else if let whole = Int(exactly: number) {
      self = .integer(whole)
    } else {
      self = .number(number.doubleValue)
    }
  }

  subscript(name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members[name]
  }

  /// The elements of an array; none for anything else.
  var elements: [JSON] {
    guard case .array(let elements) = self else { return [] }
    return elements
  }

  var text: String? {
    guard case .text(let text) = self else { return nil }
    return text
  }

  var integer: Int? {
    guard case .integer(let value) = self else { return nil }
    return value
  }
}
