/// Bytes of JSON for the long part of an answer, where a writer that nests would cost too much.
struct JSONText {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  mutating func append(_ text: [UInt8]) { bytes.append(contentsOf: text) }

  @_disfavoredOverload
  mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Appends a text that ends before a number, and the number, which is not negative.
  mutating func append(_ text: StaticString, _ number: Int) {
    append(text)
    guard number > 9 else {
      bytes.append(UInt8(ascii: "0") + UInt8(number))
      return
    }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var rest = number
      var start = 20
      while rest > 0 {
        start -= 1
        let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
        digits.initializeElement(at: start, to: UInt8(ascii: "0") + UInt8(digit))
        rest = quotient
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[start...]))
    }
  }

  /// The bytes as a value that a writer takes as it is.
  var value: String { String(decoding: bytes, as: UTF8.self) }
}
