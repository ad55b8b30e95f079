import Foundation

/// The spellings in which one partner's site is searched for forbidden texts.
struct ForbiddenPatterns: Sendable {
  private let catalogue: ForbiddenCatalogue
  /// Places in the catalogue of texts that this partner may see.
  private let excused: Set<Int>
  /// What may stand in the site, and holds each forbidden text that lies inside it.
  private let allowed: [(bytes: [UInt8], kinds: Set<ForbiddenText.Kind>)]

  init(_ forbidden: [ForbiddenText], own: OwnTexts, exceptions: [LeakException]) {
    self.init(
      ForbiddenCatalogue(forbidden.map { OwnedText($0, owner: nil) }), partner: nil, own: own,
      exceptions: exceptions)
  }

  /// `partner` is whose site it is, and `sharing` the noted ids that are its own besides another's.
  init(
    _ catalogue: ForbiddenCatalogue, partner: String?, sharing: [String] = [], own: OwnTexts,
    exceptions: [LeakException]
  ) {
    let kinds = ForbiddenText.Kind.allCases
    let harmless = Set(kinds.filter { $0 != .canary && $0 != .secret })
    allowed =
      (own.names + own.published).map { (ForbiddenSpelling.folded($0), harmless) }
      + own.queues.map { (ForbiddenSpelling.folded($0), harmless.subtracting([.partner])) }
      + exceptions.map { (ForbiddenSpelling.folded($0.text), harmless) }
    self.catalogue = catalogue
    var excused = catalogue.texts(of: partner, sharing: sharing)
    for (text, kinds) in allowed { excused.formUnion(catalogue.places(of: text, kinds)) }
    self.excused = excused
  }

  /// Calls `found` for each forbidden text that stands there in its own right.
  func search(
    _ bytes: UnsafeBufferPointer<UInt8>, found: (ForbiddenSpelling, Range<Int>) -> Bool
  ) {
    catalogue.search.search(bytes) { match in
      for place in catalogue.spellings(like: match.pattern) where !excused.contains(place.text) {
        let spelling = catalogue.spelling(place)
        if stands(spelling, match.range, bytes) { return found(spelling, match.range) }
      }
      return true
    }
  }

  private func stands(
    _ pattern: ForbiddenSpelling, _ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>
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
