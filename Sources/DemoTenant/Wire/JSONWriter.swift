/// Writes JSON straight into bytes, in the order in which it is told.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  private var isFirst = true

  mutating func object(_ write: (inout JSONWriter) -> Void) {
    nest(UInt8(ascii: "{"), UInt8(ascii: "}"), write)
  }

  mutating func array(_ write: (inout JSONWriter) -> Void) {
    nest(UInt8(ascii: "["), UInt8(ascii: "]"), write)
  }

  /// A member of the object that is being written; its name is one of ours and needs no escape.
  mutating func member(_ name: String, _ write: (inout JSONWriter) -> Void) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: name.utf8)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    isFirst = true
    write(&self)
    isFirst = false
  }

  mutating func member(_ name: String, text: String) { member(name) { $0.text(text) } }

  mutating func member(_ name: String, integer: Int) { member(name) { $0.integer(integer) } }

  mutating func member(_ name: String, boolean: Bool) {
    member(name) { $0.number(boolean ? "true" : "false") }
  }

  mutating func member(_ name: String, texts: [String]) {
    member(name) { json in
      json.array { json in
        for text in texts { json.text(text) }
      }
    }
  }

  mutating func text(_ text: String) {
    separate()
    quote(text)
  }

  mutating func integer(_ value: Int) { number(String(value)) }

  /// A number, or another word of JSON, that is already written out.
  mutating func number(_ digits: String) {
    separate()
    bytes.append(contentsOf: digits.utf8)
  }

  private mutating func nest(
    _ open: UInt8, _ close: UInt8, _ write: (inout JSONWriter) -> Void
  ) {
    separate()
    bytes.append(open)
    isFirst = true
    write(&self)
    bytes.append(close)
    isFirst = false
  }

  private mutating func separate() {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
  }

  private mutating func quote(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    if text.utf8.contains(where: Self.needsEscape) {
      for byte in text.utf8 { appendEscaped(byte) }
    } else {
      bytes.append(contentsOf: text.utf8)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    if byte < 0x20 {
      bytes.append(contentsOf: "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
    } else {
      if Self.needsEscape(byte) { bytes.append(UInt8(ascii: "\\")) }
      bytes.append(byte)
    }
  }
}
