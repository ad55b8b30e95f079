import Figures
import Testing

/// Many texts at once, against a search that tries each at every place.
@Suite struct PatternSearchTests {
  private struct Found: Hashable {
    let pattern: Int
    let range: Range<Int>
  }

  private static func found(_ patterns: [[UInt8]], in text: [UInt8]) -> [Found] {
    var found: [Found] = []
    text.withUnsafeBufferPointer { text in
      PatternSearch(patterns).search(text) {
        found.append(Found(pattern: $0.pattern, range: $0.range))
        return true
      }
    }
    return found
  }

  /// In the order of ends, the longest first; of patterns that are the same the first.
  private static func slowly(_ patterns: [[UInt8]], in text: [UInt8]) -> [Found] {
    let folded = text.map(PatternSearch.fold)
    let texts = patterns.map { $0.map(PatternSearch.fold) }
    var found: [Found] = []
    for end in 0...folded.count {
      let here = texts.indices.filter { place in
        let pattern = texts[place]
        return !pattern.isEmpty && pattern.count <= end
          && folded[end - pattern.count..<end].elementsEqual(pattern)
          && texts.firstIndex(of: pattern) == place
      }
      found += here.sorted { texts[$0].count > texts[$1].count }
        .map { Found(pattern: $0, range: end - texts[$0].count..<end) }
    }
    return found
  }

  @Test func `of random texts every occurrence is found, and nothing else`() {
    var random = SplitMix(state: 7)
    // Few letters, so that patterns end with each other; a zero, which no window has before a text.
    let letters: [[UInt8]] = [Array("ab".utf8), Array("aB -_+\u{0}".utf8), Array("abcd".utf8)]
    var matches = 0
    for round in 0..<600 {
      let letters = letters[round % letters.count]
      func draw(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in letters.randomElement(using: &random) ?? 0 }
      }
      let text = draw(Int.random(in: 0..<200, using: &random))
      var patterns = (0..<Int.random(in: 0..<40, using: &random)).map { _ in
        draw(Int.random(in: 0..<30, using: &random))
      }
      // Pieces of the text itself, so that long ones are found.
      for _ in 0..<20 where text.count > 40 {
        let first = Int.random(in: 0..<text.count - 40, using: &random)
        let count = Int.random(in: 1...40, using: &random)
        patterns.append(Array(text[first..<first + count]))
      }
      let expected = Self.slowly(patterns, in: text)
      matches += expected.count
      #expect(Self.found(patterns, in: text) == expected, "round \(round)")
    }
    #expect(matches > 10_000)
  }

  @Test func `a search ends when it is told to`() {
    var count = 0
    Array("aaaa".utf8).withUnsafeBufferPointer { text in
      PatternSearch([Array("a".utf8)]).search(text) { _ in
        count += 1
        return count < 2
      }
    }
    #expect(count == 2)
  }
}
