/// The parts of a compiled zone file that we use.
struct ZoneFile {
  private(set) var transitions: [Int] = []
  private(set) var offsets: [Zone.LocalTime] = []
  private(set) var footer = ""

  /// Reads the 64-bit part; `nil` when the bytes are not a TZif file of version 2 or later.
  init?(_ bytes: [UInt8]) {
    guard let first = Header(bytes, at: 0), first.version >= 0x32 else { return nil }
    let second = first.end(timeSize: 4)
    guard let header = Header(bytes, at: second) else { return nil }
    let end = header.end(timeSize: 8)
    guard end <= bytes.count, header.types > 0 else { return nil }

    let timesAt = second + 44
    let indexesAt = timesAt + header.times * 8
    let typesAt = indexesAt + header.times
    let namesAt = typesAt + header.types * 6

    func localTime(_ index: Int) -> Zone.LocalTime? {
      guard index < header.types else { return nil }
      let at = typesAt + index * 6
      let offset = Int(Int32(truncatingIfNeeded: Self.integer(bytes, at: at, size: 4)))
      let nameAt = Int(bytes[at + 5])
      guard nameAt < header.characters else { return nil }
      let name = bytes[(namesAt + nameAt)..<(namesAt + header.characters)].prefix { $0 != 0 }
      return Zone.LocalTime(offset: offset, abbreviation: String(decoding: name, as: UTF8.self))
    }

    guard let initial = localTime(0) else { return nil }
    offsets = [initial]
    for index in 0..<header.times {
      guard let next = localTime(Int(bytes[indexesAt + index])) else { return nil }
      transitions.append(Self.integer(bytes, at: timesAt + index * 8, size: 8))
      offsets.append(next)
    }
    let tail = bytes[end...]
    guard tail.first == 0x0A, let close = tail.dropFirst().firstIndex(of: 0x0A) else { return nil }
    footer = String(decoding: tail[(end + 1)..<close], as: UTF8.self)
  }

  private struct Header {
    let version: UInt8
    let start, utcMarks, standardMarks, leaps, times, types, characters: Int

    init?(_ bytes: [UInt8], at start: Int) {
      guard start + 44 <= bytes.count, Array(bytes[start..<start + 4]) == Array("TZif".utf8)
      else { return nil }
      self.start = start
      version = bytes[start + 4]
      func count(_ index: Int) -> Int {
        ZoneFile.integer(bytes, at: start + 20 + index * 4, size: 4)
      }
      utcMarks = count(0)
      standardMarks = count(1)
      leaps = count(2)
      times = count(3)
      types = count(4)
      characters = count(5)
    }

    func end(timeSize: Int) -> Int {
      start + 44 + times * (timeSize + 1) + types * 6 + characters + leaps * (timeSize + 4)
        + standardMarks + utcMarks
    }
  }

  private static func integer(_ bytes: [UInt8], at start: Int, size: Int) -> Int {
    bytes[start..<start + size].reduce(0) { $0 << 8 | Int($1) }
  }
}
