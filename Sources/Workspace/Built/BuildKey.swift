/// One digest of many inputs, each with its name and its length, so that no two lists give the same.
package struct BuildKey: Sendable, Hashable {
  private var bytes: [UInt8] = []

  package init() {}

  package mutating func add(_ name: String, _ value: some Collection<UInt8>) {
    bytes += Array("\(name) \(value.count)\n".utf8)
    bytes += value
    bytes.append(0x0A)
  }

  /// Nothing is told apart from an empty text.
  package mutating func add(_ name: String, _ value: String?) {
    if let value { add(name, value.utf8) } else { bytes += Array("\(name) -\n".utf8) }
  }

  /// 64 hexadecimal digits.
  package var digest: String { SHA256.hex(of: bytes) }
}
