/// The binary encoding of SSH: big-endian lengths before strings of bytes.
struct WireWriter {
  private(set) var bytes: [UInt8] = []

  mutating func raw(_ bytes: some Sequence<UInt8>) { self.bytes += bytes }

  mutating func number(_ value: UInt32) {
    bytes += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  mutating func string(_ content: [UInt8]) {
    number(UInt32(content.count))
    bytes += content
  }

  mutating func string(_ text: String) { string(Array(text.utf8)) }
}

/// Takes values of the same encoding from the front of bytes; `nil` when they end early.
struct WireReader {
  private(set) var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func raw(_ count: Int) -> [UInt8]? {
    guard rest.count >= count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }

  mutating func number() -> Int? { raw(4)?.reduce(0) { $0 << 8 | Int($1) } }

  mutating func string() -> [UInt8]? { number().flatMap { raw($0) } }

  mutating func text() -> String? { string().flatMap { String(validating: $0, as: UTF8.self) } }
}

/// Text armor: a labelled block of base64.
enum Armor {
  static func wrap(_ bytes: [UInt8], label: String) -> String {
    let code = Array(bytes.base64.utf8)
    // OpenSSH breaks its lines after 70 characters.
    let lines = stride(from: 0, to: code.count, by: 70).map { start in
      String(decoding: code[start..<min(start + 70, code.count)], as: UTF8.self) + "\n"
    }
    return "-----BEGIN \(label)-----\n\(lines.joined())-----END \(label)-----\n"
  }

  /// The bytes of a block; `nil` when the text is no such block from its first to its last line.
  static func unwrap(_ text: String, label: String) -> [UInt8]? {
    var lines = text.split(whereSeparator: \.isNewline).map(String.init)
    while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    guard lines.count >= 2, lines.removeFirst() == "-----BEGIN \(label)-----",
      lines.removeLast() == "-----END \(label)-----"
    else { return nil }
    return [UInt8](base64: lines.joined())
  }
}
