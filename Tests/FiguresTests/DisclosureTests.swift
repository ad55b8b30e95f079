import Figures
import Synchronization
import Testing

@Suite struct DisclosureTests {
  @Test(arguments: [
    (Pseudonyms.Spelling.phone, "+1 (415) 555-0123", "+14155550123"),
    (.phone, "tel:+14155550123", "+14155550123"), (.phone, "＋１ ４１５ 555٠١٢٣", "+14155550123"),
    (.phone, "020 7946 0018", "02079460018"), (.email, " Ada@Example.com", "ada@example.com"),
    (.email, "mailto:ada@example.com", "ada@example.com"), (.exact, "Ada ", "Ada "),
  ])
  func `spellings of one value become one`(
    spelling: Pseudonyms.Spelling, value: String, normal: String
  ) {
    #expect(spelling.normal(value) == normal)
  }

  @Test func `scope, field and value enter a pseudonym apart, under the key`() {
    let asked = Mutex<[[UInt8]]>([])
    let pseudonyms = Pseudonyms(scope: "partner:acme", key: [7, 8]) { key, message in
      asked.withLock { $0.append(key + message) }
      return Array("foobarfoobarfoobarfoobarfoobarfo".utf8)
    }
    // The first 16 bytes, by RFC 4648: 26 characters.
    let text = pseudonyms.pseudonym(of: "A@b.example", field: "address", .email)
    #expect(text == "p_mzxw6ytbojtg633cmfzgm33pmi")
    #expect(
      asked.withLock { $0 } == [[7, 8] + Array("partner:acme\u{1F}address\u{1F}a@b.example".utf8)])
    #expect(!"\(pseudonyms)".contains("7, 8"))
  }

  /// The test vectors of RFC 4648, in lower case and without padding.
  @Test(arguments: [
    ("", ""), ("f", "my"), ("fo", "mzxq"), ("foo", "mzxw6"), ("foob", "mzxw6yq"),
    ("fooba", "mzxw6ytb"), ("foobar", "mzxw6ytboi"),
  ])
  func `base 32 follows its standard`(text: String, expected: String) {
    #expect(Base32.text(text.utf8) == expected)
  }

  @Test(arguments: try WorkedExamples.cases("partial_mask"))
  func `a mask leaves what lets one recognise the rest`(example: WorkedExamples.Case) throws {
    let mask = try #require(PartialMask(rawValue: example.input.requireText("policy")))
    let masked = mask.masked(try example.input.requireText("value"))
    #expect(example.expected == .object(["masked": .text(masked)]))
  }

  @Test func `a text that is not of the kind is masked whole`() {
    #expect(PartialMask.emailDomain.masked("ada at home") == "*** ** ****")
    #expect(PartialMask.phoneLastTwo.masked("Ada 415 555 0123") == "*** *** *** **23")
    #expect(PartialMask.emailDomain.masked("a@b@example.com") == "***@example.com")
  }

  @Test(arguments: try WorkedExamples.cases("small_cells"))
  func `a small count cannot be found by subtraction`(example: WorkedExamples.Case) throws {
    let counts = try #require(example.input["cells"]?.members).compactMapValues(\.integer)
    let cells = counts.sorted { $0.key < $1.key }
      .map { SmallCells.Cell(name: $0.key, count: $0.value) }
    let found = SmallCells(
      cells, minimum: try example.input.requireInteger("k"),
      showsTotal: example.input["total_published"]?.flag ?? true)
    let shown = Dictionary(uniqueKeysWithValues: cells.map { ($0.name, integer(found.shown($0))) })
    #expect(
      example.expected
        == .object([
          "shown": .object(shown), "primary": .list(found.primary.map { .text($0) }),
          "total": integer(found.total),
        ]))
  }

  @Test func `a total that would give a cell away is hidden`() {
    let only = [SmallCells.Cell(name: "a", count: 3), SmallCells.Cell(name: "b", count: 0)]
    let alone = SmallCells(only, minimum: 5)
    #expect(alone.total == nil)
    #expect(alone.hidden == ["a"])
    // Without a printed total there is nothing to subtract from.
    let cells = [SmallCells.Cell(name: "a", count: 3), SmallCells.Cell(name: "b", count: 9)]
    #expect(SmallCells(cells, minimum: 5, showsTotal: false).hidden == ["a"])
    #expect(SmallCells(cells, minimum: 5).hidden == ["a", "b"])
  }

  /// Whoever knows what is printed has a sum of hidden counts, and no more: each of them that is small
  /// could have been another, in every table of up to four cells of 0 to 7 contacts.
  @Test func `no subtraction finds a small count`() async {
    for length in 1...4 {
      for number in 0..<(0..<length).reduce(1, { power, _ in power * 8 }) {
        let counts = (0..<length).map { place in number >> (3 * place) & 7 }
        let cells = counts.enumerated().map { SmallCells.Cell(name: "\($0)", count: $1) }
        let found = SmallCells(cells, minimum: 3)
        let shown = cells.map(found.shown)
        let hidden = shown.indices.filter { shown[$0] == nil }
        guard !hidden.isEmpty else { continue }
        // Without a total nothing bounds a hidden count.
        guard let total = found.total else { continue }
        let rest = total - shown.compactMap(\.self).reduce(0, +)
        // Of two or more, each may be anything from nothing to all of the rest.
        #expect(hidden.count >= 2 && rest >= 3, "\(counts)")
        #expect(hidden.allSatisfy { counts[$0] <= rest }, "\(counts)")
      }
      await Task.yield()
    }
  }

  @Test(arguments: try WorkedExamples.cases("checksum"))
  func `check digits tell numbers from chance`(example: WorkedExamples.Case) throws {
    let method = try #require(CheckDigits(rawValue: example.input.requireText("method")))
    let isValid = method.accepts(try example.input.requireText("digits"))
    #expect(example.expected == .object(["valid": .flag(isValid)]))
  }

  @Test(arguments: [
    (CheckDigits.verhoeff, "2341 2341 2345"), (.cpf, "529.982.247-26"), (.cpf, "111.111.111-11"),
    (.dni, "12345678A"), (.iban, "GB82 WEST 1234 5698 7654 33"), (.luhn, "4111 1111 1111 111x"),
    (.luhn, ""),
  ])
  func `one wrong sign is noticed`(method: CheckDigits, text: String) {
    #expect(!method.accepts(text))
  }

  @Test(arguments: try WorkedExamples.cases("pii_scan"))
  func `personal data is found in text, and look-alikes are not`(
    example: WorkedExamples.Case
  ) throws {
    let found = PersonalData.found(in: try example.input.requireText("text"))
    #expect(
      example.expected == .object(["types": .list(found.map { .text($0.kind.rawValue) })]),
      "\(found)")
  }

  @Test(arguments: [
    ("order 12345 415-555-0123 paid", [PersonalData.Kind.phone]),
    ("write ada@example.com or call 020 7946 0018", [.email, .phone]),
    ("d66cf9d44980a72a of 2026-10-14 08:05, 1,204 calls", []),
  ])
  func `a find is named by its kind and a sample without the data`(
    text: String, kinds: [PersonalData.Kind]
  ) {
    let found = PersonalData.found(in: text)
    #expect(found.map(\.kind) == kinds)
    for hit in found {
      #expect(!hit.sample.contains { $0.isLetter })
      #expect(hit.sample.count(where: \.isNumber) <= 2)
    }
  }
}
