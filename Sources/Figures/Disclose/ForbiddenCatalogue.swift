import Foundation

/// A text that no other partner than its owner may see.
package struct OwnedText: Sendable {
  package let text: ForbiddenText
  /// `nil` where nobody may see it.
  package let owner: String?
  /// Whether a fetch noted it, so that a partner that has the same id by what was noted may see it.
  package let isNoted: Bool

  package init(_ text: ForbiddenText, owner: String?, isNoted: Bool = false) {
    self.text = text
    self.owner = owner
    self.isNoted = isNoted
  }
}

/// A form in which a forbidden text is looked for.
struct ForbiddenSpelling {
  let text: ForbiddenText
  let bytes: [UInt8]
  let form: DecodedText.Form
  /// Whether case counts, as it does in base64 and in a secret.
  let isExact: Bool

  static func folded(_ text: String) -> [UInt8] {
    plain(text).utf8.map(PatternSearch.fold)
  }

  /// Composed, with single spaces.
  private static func plain(_ text: String) -> String {
    text.precomposedStringWithCanonicalMapping.split { $0.isWhitespace }.joined(separator: " ")
  }

  static func all(of text: ForbiddenText) -> [ForbiddenSpelling] {
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
    return plainly.map { ForbiddenSpelling(text: text, bytes: $0, form: .raw, isExact: isExact) }
      + coded.sorted(by: byBytes).map {
        ForbiddenSpelling(text: text, bytes: $0, form: .base64, isExact: true)
      }
  }
}

/// All texts that are forbidden to somebody, prepared for the search once for all partners.
///
/// What a partner may see of them is little beside the rest, and is left out when it is found.
package final class ForbiddenCatalogue: Sendable {
  /// A spelling by its text.
  struct Place {
    let text: Int
    fileprivate let isBase64: Bool
    fileprivate let bytes: Int
  }

  private struct Key: Hashable {
    let kind: ForbiddenText.Kind
    /// Its bytes: of a secret, what only looks the same is another.
    let text: [UInt8]
    let isNoted: Bool
  }

  let search: PatternSearch
  private let spelled: PatternList
  private let texts: [ForbiddenText]
  /// Spellings in the order of the search's patterns, and where each pattern's begin.
  private let spellings: [Place]
  private let firsts: [Int]
  /// What each partner alone has.
  private let alone: [String: [Int]]
  private let noted: [String: [Int]]
  private let byFolded: [[UInt8]: [Int]]

  package init(_ owned: [OwnedText]) {
    var places: [Key: Int] = [:]
    // Of a text that several have, nobody is the owner.
    var owners: [String?] = []
    var texts: [ForbiddenText] = []
    var (alone, noted): ([String: [Int]], [String: [Int]]) = ([:], [:])
    var byFolded: [[UInt8]: [Int]] = [:]
    for owned in owned where owned.text.isTelling {
      let key = Key(
        kind: owned.text.kind, text: Array(owned.text.text.utf8), isNoted: owned.isNoted)
      if let place = places[key] {
        if owners[place] != owned.owner { owners[place] = nil }
        continue
      }
      let place = texts.count
      places[key] = place
      owners.append(owned.owner)
      texts.append(owned.text)
      byFolded[ForbiddenSpelling.folded(owned.text.text), default: []].append(place)
      if owned.isNoted { noted[owned.text.text, default: []].append(place) }
    }
    for (place, owner) in owners.enumerated() {
      if let owner { alone[owner, default: []].append(place) }
    }
    (self.texts, self.alone, self.noted, self.byFolded) = (texts, alone, noted, byFolded)
    var spelled = PatternList()
    var patterns: [[UInt8]: Int] = [:]
    var groups: [[Place]] = []
    for (place, text) in texts.enumerated() {
      for spelling in ForbiddenSpelling.all(of: text) {
        let one = Place(text: place, isBase64: spelling.form == .base64, bytes: spelled.count)
        spelled.append(spelling.bytes)
        let folded = spelling.bytes.map(PatternSearch.fold)
        if let group = patterns[folded] {
          groups[group].append(one)
        } else {
          patterns[folded] = groups.count
          groups.append([one])
        }
      }
    }
    self.spelled = spelled
    var firsts = [0]
    for group in groups { firsts.append(firsts[firsts.count - 1] + group.count) }
    self.firsts = firsts
    spellings = Array(groups.joined())
    var distinct = PatternList()
    for group in groups { distinct.append(spelled[group[0].bytes]) }
    search = PatternSearch(distinct)
  }

  /// The spellings that the search takes for the pattern.
  func spellings(like pattern: Int) -> ArraySlice<Place> {
    spellings[firsts[pattern]..<firsts[pattern + 1]]
  }

  func spelling(_ place: Place) -> ForbiddenSpelling {
    let text = texts[place.text]
    return ForbiddenSpelling(
      text: text, bytes: Array(spelled[place.bytes]), form: place.isBase64 ? .base64 : .raw,
      isExact: place.isBase64 || text.kind == .secret)
  }

  /// What a partner may see: what it alone has, and noted ids that are `sharing`.
  func texts(of partner: String?, sharing: [String]) -> Set<Int> {
    var found = Set(partner.flatMap { alone[$0] } ?? [])
    for text in sharing { found.formUnion(noted[text] ?? []) }
    return found
  }

  /// Texts of some kinds that are spelled so, folded.
  func places(of folded: [UInt8], _ kinds: Set<ForbiddenText.Kind>) -> [Int] {
    (byFolded[folded] ?? []).filter { kinds.contains(texts[$0].kind) }
  }
}
