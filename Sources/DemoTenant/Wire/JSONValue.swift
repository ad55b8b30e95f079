import Foundation

/// A request's JSON, before anything is known about it.
enum JSONValue: Decodable, Hashable {
  case null
  case boolean(Bool)
  case number(Double)
  case text(String)
  case array([JSONValue])
  case object([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .boolean(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  /// The JSON of a request's body.
  static func read(_ request: Request) throws(Refusal) -> JSONValue {
    if request.isBodyTooLong { throw .bodyTooLong }
    guard request.mediaType == "application/json" else {
      throw Refusal(
        status: 415, code: "unsupported.media.type",
        message: "The Content-Type must be application/json.")
    }
    do {
      return try JSONDecoder().decode(JSONValue.self, from: Data(request.body))
    } catch {
      throw .bad("The request body is not valid JSON.")
    }
  }
}

/// The members of a JSON object, read by name and kind.
///
/// A member that is null counts as absent; one that the operation does not have is refused, so that
/// a misspelt name is found.
struct Members {
  let place: String
  private let members: [String: JSONValue]

  init(_ value: JSONValue, at place: String, allowed: [String]) throws(Refusal) {
    guard case .object(let members) = value else { throw .bad("\(place) must be an object.") }
    for name in members.keys.sorted() where !allowed.contains(name) {
      throw .bad("\(place) has no property '\(name)'.", code: "invalid.property")
    }
    self.place = place
    self.members = members.filter { $0.value != .null }
  }

  func value(_ name: String) -> JSONValue? { members[name] }

  func text(_ name: String) throws(Refusal) -> String? {
    switch members[name] {
    case nil: return nil
    case .text(let text): return text
    default: throw .bad("\(place).\(name) must be a text.")
    }
  }

  func number(_ name: String) throws(Refusal) -> Double? {
    switch members[name] {
    case nil: return nil
    case .number(let number): return number
    default: throw .bad("\(place).\(name) must be a number.")
    }
  }

  func array(_ name: String) throws(Refusal) -> [JSONValue]? {
    switch members[name] {
    case nil: return nil
    case .array(let values): return values
    default: throw .bad("\(place).\(name) must be an array.")
    }
  }

  func texts(_ name: String) throws(Refusal) -> [String]? {
    guard let values = try array(name) else { return nil }
    var texts: [String] = []
    for value in values {
      guard case .text(let text) = value else {
        throw .bad("\(place).\(name) must hold texts only.")
      }
      texts.append(text)
    }
    return texts
  }

  /// One of a few words; `nil` when the member is absent.
  func word(_ name: String, of words: [String]) throws(Refusal) -> String? {
    guard let text = try text(name) else { return nil }
    guard words.contains(text) else {
      throw .bad(
        "\(place).\(name) is '\(text)', which is none of \(words.joined(separator: ", ")).",
        code: "invalid.value")
    }
    return text
  }
}
