/// A finished answer as a tree, so that it can be read again or changed before it leaves.
///
/// Members keep their order and numbers their digits: an answer that is read and written again is
/// the same bytes.
enum JSONNode: Sendable, Hashable {
  case null
  case boolean(Bool)
  case number(String)
  case text(String)
  case array([JSONNode])
  case object([Member])

  struct Member: Sendable, Hashable {
    let name: String
    var value: JSONNode
  }

  static func integer(_ value: Int) -> JSONNode { .number(String(value)) }

  /// The member of an object; setting one that is not there adds it, setting `nil` removes it.
  subscript(name: String) -> JSONNode? {
    get {
      guard case .object(let members) = self else { return nil }
      return members.first { $0.name == name }?.value
    }
    set {
      guard case .object(var members) = self else { return }
      self = .null
      let index = members.firstIndex { $0.name == name }
      switch (index, newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append(Member(name: name, value: value))
      case (nil, nil): break
      }
      self = .object(members)
    }
  }

  /// The elements of an array; none of anything else, which setting leaves as it is.
  var elements: [JSONNode] {
    get {
      guard case .array(let elements) = self else { return [] }
      return elements
    }
    set {
      guard case .array = self else { return }
      self = .array(newValue)
    }
  }

  /// The members of an object; none of anything else, which setting leaves as it is.
  var members: [Member] {
    get {
      guard case .object(let members) = self else { return [] }
      return members
    }
    set {
      guard case .object = self else { return }
      self = .object(newValue)
    }
  }

  var text: String? {
    guard case .text(let text) = self else { return nil }
    return text
  }

  var integer: Int? {
    guard case .number(let digits) = self else { return nil }
    return Int(digits)
  }

  func write(_ json: inout JSONWriter) {
    switch self {
    case .null: json.number("null")
    case .boolean(let value): json.number(value ? "true" : "false")
    case .number(let digits): json.number(digits)
    case .text(let text): json.text(text)
    case .array(let elements):
      json.array { json in
        for element in elements { element.write(&json) }
      }
    case .object(let members):
      json.object { json in
        for member in members { json.member(member.name, member.value.write) }
      }
    }
  }

  var bytes: [UInt8] {
    var json = JSONWriter()
    write(&json)
    return json.bytes
  }
}
