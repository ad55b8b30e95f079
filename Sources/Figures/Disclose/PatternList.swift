/// Texts to look for, one behind the other as they are spelled.
struct PatternList: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [UInt32] = []

  var count: Int { ends.count }

  mutating func append(_ pattern: some Collection<UInt8>) {
    bytes += pattern
    ends.append(UInt32(bytes.count))
  }

  subscript(place: Int) -> ArraySlice<UInt8> {
    bytes[start(of: place)..<Int(ends[place])]
  }

  func length(of place: Int) -> Int { Int(ends[place]) - start(of: place) }

  private func start(of place: Int) -> Int { place == 0 ? 0 : Int(ends[place - 1]) }

  /// The folded bytes before the last `skipped` ones, the last of them lowest; eight at most.
  func chunk(of place: Int, skipping skipped: Int, _ count: Int) -> UInt64 {
    let end = Int(ends[place]) - skipped
    var chunk: UInt64 = 0
    for byte in bytes[end - count..<end] { chunk = chunk << 8 | UInt64(PatternSearch.fold(byte)) }
    return chunk
  }

  /// Whether the pattern stands there, folded.
  func isPattern(_ place: Int, _ text: UnsafeBufferPointer<UInt8>, from first: Int) -> Bool {
    let start = start(of: place)
    return (0..<length(of: place)).allSatisfy {
      PatternSearch.fold(bytes[start + $0]) == PatternSearch.fold(text[first + $0])
    }
  }
}

/// The ends of patterns as a tree: from the last eight bytes to the eight before them, and so on.
///
/// A pattern that nothing else shares its way with hangs on the first edge of its own.
struct ChunkEdges: Sendable {
  private struct Edge {
    var chunk: UInt64 = 0
    /// Node and number of bytes; `UInt32.max` where there is no edge.
    var place = UInt32.max
    /// The next node; the complement of a pattern, or a pattern behind fewer than eight bytes.
    var value: Int32 = 0
  }

  private var edges = [Edge](repeating: Edge(), count: 8)
  private var count = 0
  /// For each node a bit for each number of bytes, below eight, with which patterns end there.
  private var lengths: [UInt8] = [0]

  func rests(of node: Int) -> UInt8 { lengths[node] }

  mutating func add(_ patterns: PatternList) {
    add(patterns, Array(0..<patterns.count).filter { patterns.length(of: $0) > 0 }, 0, depth: 0)
  }

  private mutating func add(_ patterns: PatternList, _ places: [Int], _ node: Int, depth: Int) {
    var longer: [UInt64: [Int]] = [:]
    for place in places {
      let left = patterns.length(of: place) - depth * 8
      if left >= 8 {
        longer[patterns.chunk(of: place, skipping: depth * 8, 8), default: []].append(place)
      } else {
        let chunk = patterns.chunk(of: place, skipping: depth * 8, left)
        guard value(node, left, chunk) == nil else { continue }
        lengths[node] |= 1 << UInt8(left)
        insert(node, left, chunk, Int32(place))
      }
    }
    for (chunk, places) in longer.sorted(by: { $0.key < $1.key }) {
      guard places.count > 1 else {
        insert(node, 8, chunk, ~Int32(places[0]))
        continue
      }
      let child = lengths.count
      lengths.append(0)
      insert(node, 8, chunk, Int32(child))
      add(patterns, places, child, depth: depth + 1)
    }
  }

  private mutating func insert(_ node: Int, _ length: Int, _ chunk: UInt64, _ value: Int32) {
    if (count + 1) * 2 > edges.count {
      let old = edges
      edges = Array(repeating: Edge(), count: old.count * 2)
      for edge in old where edge.place != .max { edges[free(for: edge)] = edge }
    }
    let edge = Edge(chunk: chunk, place: UInt32(node << 4 | length), value: value)
    edges[free(for: edge)] = edge
    count += 1
  }

  private func free(for edge: Edge) -> Int {
    var slot = slot(edge.place, edge.chunk)
    while edges[slot].place != .max { slot = (slot + 1) & (edges.count - 1) }
    return slot
  }

  private func slot(_ place: UInt32, _ chunk: UInt64) -> Int {
    let mixed = (chunk ^ UInt64(place) &* 0xD6E8_FEB8_6659_FD93) &* ChunkFilter.factor
    return Int(truncatingIfNeeded: mixed >> 32) & (edges.count - 1)
  }

  /// Where a node leads on to by so many bytes.
  func value(_ node: Int, _ length: Int, _ chunk: UInt64) -> Int? {
    let place = UInt32(node << 4 | length)
    var slot = slot(place, chunk)
    while edges[slot].place != .max {
      if edges[slot].place == place, edges[slot].chunk == chunk { return Int(edges[slot].value) }
      slot = (slot + 1) & (edges.count - 1)
    }
    return nil
  }
}

/// Tells quickly that a number is none of many; of others it says in some cases that it may be one.
struct ChunkFilter: Sendable {
  static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
  /// A megabyte, which the processor's caches still hold.
  private static let mostBits = 23

  let isEmpty: Bool
  private let words: [UInt64]
  private let shift: UInt64

  init(_ chunks: [UInt64]) {
    isEmpty = chunks.isEmpty
    var bits = 12
    while bits < Self.mostBits, 1 << bits < chunks.count * 32 { bits += 1 }
    shift = UInt64(64 - bits)
    var words = [UInt64](repeating: 0, count: 1 << (bits - 6))
    for chunk in chunks {
      let hash = (chunk &* Self.factor) >> shift
      words[Int(hash >> 6)] |= 1 << (hash & 63)
    }
    self.words = words
  }

  func withFilter<Result>(_ body: (Open) -> Result) -> Result {
    words.withUnsafeBufferPointer { body(Open(words: $0, shift: shift)) }
  }

  /// The filter for many questions.
  struct Open {
    fileprivate let words: UnsafeBufferPointer<UInt64>
    fileprivate let shift: UInt64

    @inline(__always)
    func contains(_ chunk: UInt64) -> Bool {
      let hash = (chunk &* ChunkFilter.factor) >> shift
      return words[Int(hash >> 6)] >> (hash & 63) & 1 == 1
    }
  }
}
