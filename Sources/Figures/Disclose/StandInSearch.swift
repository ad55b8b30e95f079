/// Looks for ids in a file that are known by their stand-ins alone.
///
/// What is not kept cannot be looked for as it is. So each id of 36 characters in a text is given the
/// stand-in that it would have, and that is looked up.
struct StandInSearch: Sendable {
  private let isKnown: @Sendable (String) -> Bool
  /// Files repeat the ids of their own queues in every row.
  private var answers: [[UInt8]: Bool] = [:]

  init(_ isKnown: @escaping @Sendable (String) -> Bool) { self.isKnown = isKnown }

  /// The places of ids that are known.
  mutating func places(in bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
    var found: [Int] = []
    var place = 8
    while place + 28 <= bytes.count {
      guard bytes[place] == 0x2D, bytes[place + 5] == 0x2D, bytes[place + 10] == 0x2D,
        bytes[place + 15] == 0x2D
      else {
        place += 1
        continue
      }
      let id = bytes[place - 8..<place + 28].map { $0 | 0x20 }
      if Self.isID(id), isForbidden(id) { found.append(place - 8) }
      place += 1
    }
    return found
  }

  private mutating func isForbidden(_ id: [UInt8]) -> Bool {
    if let answer = answers[id] { return answer }
    let answer = isKnown(String(decoding: id, as: UTF8.self))
    answers[id] = answer
    return answer
  }

  /// Whether lower-case letters and digits stand where an id has them.
  private static func isID(_ bytes: [UInt8]) -> Bool {
    bytes.indices.allSatisfy { index in
      [8, 13, 18, 23].contains(index)
        || (0x30...0x39).contains(bytes[index]) || (0x61...0x66).contains(bytes[index])
    }
  }
}
