import Foundation

/// The spellings in which forbidden texts are looked for.
struct ForbiddenPatterns: Sendable {
  struct Pattern {
    let text: ForbiddenText
    let bytes: [UInt8]
    let form: DecodedText.Form
    /// Whether case counts, as it does in base64 and in a secret.
    let isExact: Bool
  }

  /// Patterns that the search cannot tell apart, at one place.
  private let groups: [[Pattern]]
  private let search: PatternSearch
  /// What may stand in the site, and holds each forbidden text that lies inside it.
  private let allowed: [(bytes: [UInt8], kinds: Set<ForbiddenText.Kind>)]

  init(_ forbidden: [ForbiddenText], own: OwnTexts, exceptions: [LeakException]) {
    let kinds = ForbiddenText.Kind.allCases
    let harmless = Set(kinds.filter { $0 != .canary && $0 != .secret })
    let allowed =
      (own.names + own.published).map { (Self.folded($0), harmless) }
      + own.queues.map { (Self.folded($0), harmless.subtracting([.partner])) }
      + exceptions.map { (Self.folded($0.text), harmless) }
    var patterns: [Pattern] = []
    for text in forbidden where text.isTelling {
      let folded = Self.folded(text.text)
      if allowed.contains(where: { $0.0 == folded && $0.1.contains(text.kind) }) { continue }
      patterns += Self.spellings(of: text)
    }
    var places: [[UInt8]: Int] = [:]
    var groups: [[Pattern]] = []
    for pattern in patterns {
      let place = places[pattern.bytes.map(PatternSearch.fold), default: groups.count]
      if place == groups.count {
        places[pattern.bytes.map(PatternSearch.fold)] = place
        groups.append([])
      }
      groups[place].append(pattern)
    }
    self.groups = groups
    self.allowed = allowed.map { (bytes: $0.0, kinds: $0.1) }
    search = PatternSearch(groups.map { $0[0].bytes })
  }

  /// Calls `found` for each forbidden text that stands there in its own right.
  func search(
    _ bytes: UnsafeBufferPointer<UInt8>, found: (Pattern, Range<Int>) -> Bool
  ) {
    search.search(bytes) { match in
      let pattern = groups[match.pattern].first { stands($0, match.range, bytes) }
      return pattern.map { found($0, match.range) } ?? true
    }
  }

  private func stands(
    _ pattern: Pattern, _ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    if pattern.isExact, !bytes[range].elementsEqual(pattern.bytes) { return false }
    if pattern.text.isWord, pattern.form == .raw, !Self.isWord(range, of: bytes) { return false }
    return !isAllowed(pattern.text.kind, range, of: bytes)
  }

  /// Whether no letter or digit continues a text that begins or ends with one.
  private static func isWord(
    _ range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    func isLetter(_ scalar: Unicode.Scalar?) -> Bool {
      scalar.map { $0.properties.isAlphabetic || $0.properties.numericType != nil } ?? false
    }
    let text = String(decoding: bytes[range], as: UTF8.self).unicodeScalars
    let before = bytes[max(0, range.lowerBound - 4)..<range.lowerBound]
    let after = bytes[range.upperBound..<min(bytes.count, range.upperBound + 4)]
    if isLetter(text.first), isLetter(String(decoding: before, as: UTF8.self).unicodeScalars.last) {
      return false
    }
    return !isLetter(text.last)
      || !isLetter(String(decoding: after, as: UTF8.self).unicodeScalars.first)
  }

  /// Whether an allowed text lies over the place.
  private func isAllowed(
    _ kind: ForbiddenText.Kind, _ range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    allowed.contains { text, kinds in
      guard kinds.contains(kind), text.count >= range.count else { return false }
      let first = max(0, range.upperBound - text.count)
      let last = min(range.lowerBound, bytes.count - text.count)
      return first <= last
        && (first...last).contains { start in
          text.indices.allSatisfy { PatternSearch.fold(bytes[start + $0]) == text[$0] }
        }
    }
  }

  private static func folded(_ text: String) -> [UInt8] {
    plain(text).utf8.map(PatternSearch.fold)
  }

  /// Composed, with single spaces.
  private static func plain(_ text: String) -> String {
    text.precomposedStringWithCanonicalMapping.split { $0.isWhitespace }.joined(separator: " ")
  }

  private static func spellings(of text: ForbiddenText) -> [Pattern] {
    let isExact = text.kind == .secret
    let plain = isExact ? text.text : plain(text.text)
    let cases = isExact ? [plain] : [plain, plain.lowercased(), plain.uppercased()]
    var spellings: Set<[UInt8]> = []
    var coded: Set<[UInt8]> = []
    for text in cases {
      spellings.insert(Array(text.utf8))
      if !isExact { spellings.insert(Array(text.decomposedStringWithCanonicalMapping.utf8)) }
      coded.formUnion(Base64Core.cores(of: Array(text.utf8)))
    }
    let byBytes: ([UInt8], [UInt8]) -> Bool = { $0.lexicographicallyPrecedes($1) }
    // Spellings that differ in the case of ASCII alone are one pattern.
    var seen: Set<[UInt8]> = []
    let plainly = spellings.sorted(by: byBytes).filter {
      isExact || seen.insert($0.map(PatternSearch.fold)).inserted
    }
    return plainly.map { Pattern(text: text, bytes: $0, form: .raw, isExact: isExact) }
      + coded.sorted(by: byBytes).map {
        Pattern(text: text, bytes: $0, form: .base64, isExact: true)
      }
  }
}

/// The part of a text in base64 that does not depend on what stands around it.
enum Base64Core {
  /// For each of the three places that a byte can have in its group, and both alphabets.
  ///
  /// A core of fewer than nine characters would be found by chance, so a short text has none.
  static func cores(of bytes: [UInt8]) -> [[UInt8]] {
    (0..<3).flatMap { before -> [[UInt8]] in
      let text = Data(Array(repeating: 0, count: before) + bytes).base64EncodedString()
      let first = before == 0 ? 0 : before == 1 ? 2 : 3
      let last = (before + bytes.count) * 8 / 6
      guard last - first >= 9 else { return [] }
      let core = Array(Array(text.utf8)[first..<last])
      let other = core.map { byte in
        byte == UInt8(ascii: "+") ? UInt8(ascii: "-") : byte == UInt8(ascii: "/") ? 0x5F : byte
      }
      return core == other ? [core] : [core, other]
    }
  }
}

/// Names that a partner's site may show because they are its own or everybody's.
package struct OwnTexts: Sendable, Hashable {
  /// Of the partner, of the organization, and of who signs.
  package let names: [String]
  /// Of the partner's queues.
  package let queues: [String]
  /// What looks personal and is published on purpose: who signs, and the source's host.
  package let published: [String]

  package init(names: [String], queues: [String], published: [String] = []) {
    self.names = names
    self.queues = queues
    self.published = published
  }
}
