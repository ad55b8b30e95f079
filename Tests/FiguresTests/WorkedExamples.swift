import Foundation
import Testing

/// The cases of `worked-examples.json`, whose expected values were worked out by another tool.
struct WorkedExamples {
  struct Case: Sendable, CustomTestStringConvertible {
    let id: String
    let input: Value
    let expected: Value

    var testDescription: String { id }
  }

  /// The cases of one kind; an unknown kind is a mistake in the test.
  static func cases(_ kind: String) throws -> [Case] {
    let cases = try all().filter { $0["kind"]?.text == kind }
    guard !cases.isEmpty else { throw UnknownKind(kind: kind) }
    return try cases.map { example in
      guard let id = example["id"]?.text, let input = example["input"],
        let expected = example["expected"]
      else { throw UnreadableCase(kind: kind) }
      return Case(id: id, input: input, expected: expected)
    }
  }

  /// The kinds of all cases.
  static func kinds() throws -> Set<String> { Set(try all().compactMap { $0["kind"]?.text }) }

  private static func all() throws -> [Value] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Examples/worked-examples.json")
    let document = try JSONDecoder().decode(Value.self, from: Data(contentsOf: file))
    return document["cases"]?.array ?? []
  }

  struct UnknownKind: Error { let kind: String }

  struct UnreadableCase: Error { let kind: String }

  /// A JSON value that tells numbers from texts.
  enum Value: Sendable, Hashable, Decodable {
    case null
    case flag(Bool)
    case integer(Int)
    case text(String)
    case list([Value])
    case object([String: Value])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .null
      } else if let flag = try? container.decode(Bool.self) {
        self = .flag(flag)
      } else if let integer = try? container.decode(Int.self) {
        self = .integer(integer)
      } else if let text = try? container.decode(String.self) {
        self = .text(text)
      } else if let list = try? container.decode([Value].self) {
        self = .list(list)
      } else {
        self = .object(try container.decode([String: Value].self))
      }
    }

    subscript(key: String) -> Value? {
      guard case .object(let members) = self else { return nil }
      return members[key]
    }

    var array: [Value]? { if case .list(let list) = self { list } else { nil } }
    var text: String? { if case .text(let text) = self { text } else { nil } }
    var integer: Int? { if case .integer(let integer) = self { integer } else { nil } }
    var flag: Bool? { if case .flag(let flag) = self { flag } else { nil } }
    var members: [String: Value] { if case .object(let members) = self { members } else { [:] } }
  }
}
