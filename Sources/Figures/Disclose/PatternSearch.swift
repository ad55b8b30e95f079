/// Finds any of many texts in one pass over bytes.
///
/// Letters of ASCII are the same in either case, and so are spaces, hyphens, underscores and plus
/// signs: "South Quay" is found in `south-quay`. At each byte the last eight are held against a filter
/// of what patterns end with; what passes it is looked up backwards, eight bytes at a time. So neither
/// the time for a byte nor that for an occurrence grows with the patterns, and each takes few bytes.
package final class PatternSearch: Sendable {
  /// An occurrence: which pattern, and the place of its bytes.
  package struct Match {
    package let pattern: Int
    package let range: Range<Int>
  }

  private let patterns: PatternList
  private let edges: ChunkEdges
  /// The last four bytes of all that have four: most bytes of a text pass no further than this.
  private let any: ChunkFilter
  /// What patterns of eight bytes and more end with.
  private let long: ChunkFilter
  /// What those of four to seven bytes end with.
  private let short: ChunkFilter
  /// What shorter ones end with.
  private let tiny: ChunkFilter

  /// Prepares the search; empty patterns are never found, and of two that are the same the first is.
  package convenience init(_ patterns: [[UInt8]]) {
    var list = PatternList()
    for pattern in patterns { list.append(pattern) }
    self.init(list)
  }

  init(_ patterns: PatternList) {
    self.patterns = patterns
    var edges = ChunkEdges()
    edges.add(patterns)
    self.edges = edges
    func ends(of lengths: ClosedRange<Int>, _ count: Int) -> ChunkFilter {
      ChunkFilter(
        (0..<patterns.count).filter { lengths.contains(patterns.length(of: $0)) }
          .map { patterns.chunk(of: $0, skipping: 0, count) })
    }
    any = ends(of: 4...Int.max, 4)
    long = ends(of: 8...Int.max, 8)
    short = ends(of: 4...7, 4)
    tiny = ends(of: 1...3, 1)
  }

  /// Calls `found` for each occurrence, in the order of their ends and the longest first, until it
  /// answers false.
  package func search(_ bytes: UnsafeBufferPointer<UInt8>, found: (Match) -> Bool) {
    guard patterns.count > 0 else { return }
    let hasTiny = !tiny.isEmpty
    Self.folded.withUnsafeBufferPointer { fold in
      any.withFilter { any in
        var window: UInt64 = 0
        for place in 0..<bytes.count {
          window = window << 8 | UInt64(fold[Int(bytes[place])])
          guard any.contains(window & 0xFFFF_FFFF) && isEnd(window) || hasTiny && isTinyEnd(window)
          else { continue }
          guard report(0, 0, bytes, endingBefore: place + 1, found) else { return }
        }
      }
    }
  }

  private func isEnd(_ window: UInt64) -> Bool {
    long.withFilter { $0.contains(window) }
      || short.withFilter { $0.contains(window & 0xFFFF_FFFF) }
  }

  private func isTinyEnd(_ window: UInt64) -> Bool {
    tiny.withFilter { $0.contains(window & 0xFF) }
  }

  /// Every pattern that ends there and whose last `depth` times eight bytes led to the node.
  private func report(
    _ node: Int, _ depth: Int, _ bytes: UnsafeBufferPointer<UInt8>, endingBefore end: Int,
    _ found: (Match) -> Bool
  ) -> Bool {
    let left = end - depth * 8
    if left >= 8, let edge = edges.value(node, 8, Self.chunk(bytes, endingBefore: left, 8)) {
      if edge >= 0 {
        guard report(edge, depth + 1, bytes, endingBefore: end, found) else { return false }
      } else {
        let length = patterns.length(of: ~edge)
        if end >= length, patterns.isPattern(~edge, bytes, from: end - length) {
          guard found(Match(pattern: ~edge, range: end - length..<end)) else { return false }
        }
      }
    }
    let rests = edges.rests(of: node)
    for length in stride(from: 7, through: 0, by: -1) where rests >> length & 1 == 1 {
      guard left >= length,
        let pattern = edges.value(node, length, Self.chunk(bytes, endingBefore: left, length))
      else { continue }
      guard found(Match(pattern: pattern, range: left - length..<end)) else { return false }
    }
    return true
  }

  private static func chunk(
    _ bytes: UnsafeBufferPointer<UInt8>, endingBefore end: Int, _ count: Int
  ) -> UInt64 {
    var chunk: UInt64 = 0
    for place in end - count..<end { chunk = chunk << 8 | UInt64(fold(bytes[place])) }
    return chunk
  }

  private static let folded = (0...255).map { fold(UInt8($0)) }

  /// The byte that stands for all that are taken for the same.
  package static func fold(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 0x41...0x5A: byte | 0x20
    case 0x09, 0x0A, 0x0D, 0x2B, 0x2D, 0x5F: 0x20
    default: byte
    }
  }
}
