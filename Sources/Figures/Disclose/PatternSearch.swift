/// Finds any of many texts in one pass over bytes (Aho and Corasick).
///
/// Letters of ASCII are the same in either case, and so are spaces, hyphens, underscores and plus
/// signs: "South Quay" is found in `south-quay`.
struct PatternSearch: Sendable {
  /// An occurrence: which pattern, and the place of its bytes.
  struct Match {
    let pattern: Int
    let range: Range<Int>
  }

  private let lengths: [Int]
  /// The class of each byte; bytes that no pattern has share class 0.
  private let classes: [UInt8]
  private let width: Int
  /// For each state and class the next state, times `width`; complemented where a pattern ends.
  private let next: [Int32]
  /// For each state the pattern that ends there and the next shorter state that ends one; -1 is none.
  private let ends: [(pattern: Int32, shorter: Int32)]

  /// Prepares the search; empty patterns are never found.
  init(_ patterns: [[UInt8]]) {
    lengths = patterns.map(\.count)
    var classes = [UInt8](repeating: 0, count: 256)
    var width = 1
    // Folding leaves fewer than 255 different bytes, so there is always room for "any other".
    for byte in Set(patterns.joined().map(Self.fold)).sorted() {
      classes[Int(byte)] = UInt8(width)
      width += 1
    }
    for byte in 0..<256 { classes[byte] = classes[Int(Self.fold(UInt8(byte)))] }
    var tree = PatternTree(width: width)
    for (place, pattern) in patterns.enumerated() where !pattern.isEmpty {
      tree.add(pattern.map { Int(classes[Int($0)]) }, as: place)
    }
    tree.link()
    self.classes = classes
    self.width = width
    next = tree.table()
    ends = tree.ends
  }

  /// Calls `found` for each occurrence, in the order of their ends, until it answers false.
  func search(_ bytes: UnsafeBufferPointer<UInt8>, found: (Match) -> Bool) {
    guard ends.count > 1 else { return }
    classes.withUnsafeBufferPointer { classes in
      next.withUnsafeBufferPointer { next in
        var state = 0
        for place in 0..<bytes.count {
          let entry = next[state + Int(classes[Int(bytes[place])])]
          if entry >= 0 {
            state = Int(entry)
          } else {
            state = Int(~entry)
            guard report(state / width, endingBefore: place + 1, found) else { return }
          }
        }
      }
    }
  }

  /// Every pattern that ends in a state, the longest first.
  private func report(_ state: Int, endingBefore end: Int, _ found: (Match) -> Bool) -> Bool {
    var state = state
    while state >= 0 {
      let (pattern, shorter) = ends[state]
      if pattern >= 0 {
        let length = lengths[Int(pattern)]
        if !found(Match(pattern: Int(pattern), range: end - length..<end)) { return false }
      }
      state = Int(shorter)
    }
    return true
  }

  /// The byte that stands for all that are taken for the same.
  static func fold(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 0x41...0x5A: byte | 0x20
    case 0x09, 0x0A, 0x0D, 0x2B, 0x2D, 0x5F: 0x20
    default: byte
    }
  }
}

/// The patterns by their common beginnings.
private struct PatternTree {
  let width: Int
  private var nodes: [Int32]
  private var fails: [Int32] = [0]
  private(set) var ends: [(pattern: Int32, shorter: Int32)] = [(-1, -1)]

  init(width: Int) {
    self.width = width
    nodes = Array(repeating: 0, count: width)
  }

  /// Of two patterns that are the same, the first is kept.
  mutating func add(_ pattern: [Int], as place: Int) {
    var state = 0
    for symbol in pattern {
      let slot = state * width + symbol
      if nodes[slot] == 0 {
        nodes[slot] = Int32(ends.count)
        nodes += Array(repeating: 0, count: width)
        fails.append(0)
        ends.append((-1, -1))
      }
      state = Int(nodes[slot])
    }
    if ends[state].pattern < 0 { ends[state].pattern = Int32(place) }
  }

  /// Leads every state on: to the longest beginning of a pattern that the text still ends with.
  mutating func link() {
    var queue = (0..<width).compactMap { nodes[$0] == 0 ? nil : Int(nodes[$0]) }
    var place = 0
    while place < queue.count {
      let state = queue[place]
      place += 1
      let fail = Int(fails[state])
      ends[state].shorter = ends[fail].pattern >= 0 ? Int32(fail) : ends[fail].shorter
      for symbol in 0..<width {
        let slot = state * width + symbol
        let onward = nodes[fail * width + symbol]
        if nodes[slot] == 0 {
          nodes[slot] = onward
        } else {
          fails[Int(nodes[slot])] = onward
          queue.append(Int(nodes[slot]))
        }
      }
    }
  }

  func table() -> [Int32] {
    nodes.map { state in
      let end = ends[Int(state)]
      let row = state * Int32(width)
      return end.pattern >= 0 || end.shorter >= 0 ? ~row : row
    }
  }
}
