import Foundation

/// One pass of a mask over a text: reads from `place`, writes to `output`.
struct JSONCopy {
  let bytes: UnsafeBufferPointer<UInt8>
  let keepsMisfits: Bool
  private var place = 0
  private(set) var output: [UInt8] = []
  private(set) var isChanged = false

  init(bytes: UnsafeBufferPointer<UInt8>, keepsMisfits: Bool) {
    self.bytes = bytes
    self.keepsMisfits = keepsMisfits
    output.reserveCapacity(bytes.count)
  }

  var hasEnded: Bool {
    mutating get {
      skipSpace()
      return place == bytes.count
    }
  }

  /// Copies a value that fits its rule; false where it does not, or where the text is no JSON.
  mutating func value(_ rule: JSONMask.Rule) -> Bool {
    skipSpace()
    guard place < bytes.count else { return false }
    switch (bytes[place], rule) {
    case (_, .anything): return plain()
    case (0x7B, .object(let rules)): return object { rules[$0] }
    case (0x7B, .members(let rule)): return object(rule)
    case (0x5B, .list(let rule)): return list(rule) { _ in true }
    case (0x5B, .entries(let rule, let name, let keeps)):
      return list(rule) { entry in Self.text(of: name, in: entry).map(keeps) ?? true }
    case (0x22, .text(let change)): return text(change)
    case (0x22, .value): return plain()
    case (0x6E, _): return plain()  // null
    case (0x7B, _), (0x5B, _), (0x22, _): return false
    case (_, .value): return plain()
    case (_, .number): return bytes[place] != 0x74 && bytes[place] != 0x66 && plain()
    default: return false
    }
  }

  private mutating func object(_ rule: (String) -> JSONMask.Rule?) -> Bool {
    open()
    var isFirst = true
    while !closes(0x7D) {
      let start = output.count
      if !isFirst { output.append(0x2C) }
      let from = place
      guard let end = stringEnd(), let name = Self.decoded(bytes[from..<end]) else { return false }
      output += bytes[from..<end]
      place = end
      skipSpace()
      guard take(0x3A) else { return false }
      output.append(0x3A)
      skipSpace()
      if let rule = rule(name), fitted(rule) {
        isFirst = false
      } else {
        output.removeSubrange(start...)
        guard skip() else { return false }
        isChanged = true
      }
      guard next() else { return false }
    }
    return true
  }

  /// Copies a value by its rule, or goes back to where it begins.
  private mutating func fitted(_ rule: JSONMask.Rule) -> Bool {
    let (from, start, wasChanged) = (place, output.count, isChanged)
    if value(rule) { return true }
    (place, isChanged) = (from, wasChanged)
    output.removeSubrange(start...)
    return keepsMisfits && plain()
  }

  private mutating func list(
    _ rule: JSONMask.Rule, _ keeps: (UnsafeBufferPointer<UInt8>.SubSequence) -> Bool
  ) -> Bool {
    open()
    var isFirst = true
    while !closes(0x5D) {
      let start = output.count
      if !isFirst { output.append(0x2C) }
      let from = place
      guard skip() else { return false }
      let end = place
      place = from
      if keeps(bytes[from..<end]), fitted(rule) {
        isFirst = false
      } else {
        output.removeSubrange(start...)
        place = end
        isChanged = true
      }
      guard next() else { return false }
    }
    return true
  }

  private mutating func text(_ change: (String) -> String?) -> Bool {
    let from = place
    guard let end = stringEnd(), let old = Self.decoded(bytes[from..<end]),
      let new = change(old)
    else { return false }
    place = end
    guard new != old else {
      output += bytes[from..<end]
      return true
    }
    output += JSONText.text(new).bytes
    isChanged = true
    return true
  }

  /// Copies a value as it stands.
  private mutating func plain() -> Bool {
    let from = place
    guard skip() else { return false }
    output += bytes[from..<place]
    return true
  }

  // MARK: - Reading

  private mutating func open() {
    output.append(bytes[place])
    place += 1
    skipSpace()
  }

  private mutating func closes(_ end: UInt8) -> Bool {
    guard take(end) else { return false }
    output.append(end)
    return true
  }

  /// Goes past what separates two members; false where neither another nor the end follows.
  private mutating func next() -> Bool {
    skipSpace()
    guard place < bytes.count else { return false }
    if take(0x2C) {
      skipSpace()
      return place < bytes.count && bytes[place] != 0x7D && bytes[place] != 0x5D
    }
    return bytes[place] == 0x7D || bytes[place] == 0x5D
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard place < bytes.count, bytes[place] == byte else { return false }
    place += 1
    return true
  }

  private mutating func skipSpace() {
    while place < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[place]) { place += 1 }
  }

  /// Goes past a value, whatever is in it.
  private mutating func skip() -> Bool {
    var depth = 0
    repeat {
      skipSpace()
      guard place < bytes.count else { return false }
      switch bytes[place] {
      case 0x22:
        guard let end = stringEnd() else { return false }
        place = end
      case 0x7B, 0x5B:
        depth += 1
        place += 1
      case 0x7D, 0x5D:
        guard depth > 0 else { return false }
        depth -= 1
        place += 1
      case 0x2C, 0x3A:
        guard depth > 0 else { return false }
        place += 1
        continue
      default:
        let from = place
        while place < bytes.count, !Self.endsScalar(bytes[place]) { place += 1 }
        guard place > from else { return false }
      }
    } while depth > 0
    return true
  }

  private static func endsScalar(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2C, 0x3A, 0x7D, 0x5D, 0x7B, 0x5B, 0x22, 0x20, 0x0A, 0x0D, 0x09: true
    default: false
    }
  }

  /// The place after the text that begins here.
  private func stringEnd() -> Int? {
    guard place < bytes.count, bytes[place] == 0x22 else { return nil }
    var end = place + 1
    while end < bytes.count, bytes[end] != 0x22 { end += bytes[end] == 0x5C ? 2 : 1 }
    return end < bytes.count ? end + 1 : nil
  }

  /// A text with its quotation marks, as it is meant.
  private static func decoded(_ text: UnsafeBufferPointer<UInt8>.SubSequence) -> String? {
    guard text.contains(0x5C) else {
      return String(decoding: text.dropFirst().dropLast(), as: UTF8.self)
    }
    return try? JSONDecoder().decode(String.self, from: Data(text))
  }

  /// The text of a member of an object.
  private static func text(
    of name: String, in object: UnsafeBufferPointer<UInt8>.SubSequence
  ) -> String? {
    var reader = JSONCopy(
      bytes: UnsafeBufferPointer(rebasing: object), keepsMisfits: false)
    reader.skipSpace()
    guard reader.take(0x7B) else { return nil }
    reader.skipSpace()
    while reader.place < reader.bytes.count, reader.bytes[reader.place] == 0x22 {
      guard let end = reader.stringEnd(),
        let member = decoded(reader.bytes[reader.place..<end])
      else { return nil }
      reader.place = end
      reader.skipSpace()
      guard reader.take(0x3A) else { return nil }
      reader.skipSpace()
      if member == name {
        guard let end = reader.stringEnd() else { return nil }
        return decoded(reader.bytes[reader.place..<end])
      }
      guard reader.skip(), reader.next() else { return nil }
    }
    return nil
  }
}
