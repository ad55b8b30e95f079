import Figures
import Foundation
import Testing

/// Forbidden texts and personal data in every form that a file can give them.
@Suite struct LeakScannerTests {
  private static let forbidden = [
    ForbiddenText(.partner, "South Quay Contact"), ForbiddenText(.queue, "Cards"),
    ForbiddenText(.queue, "Söhne & Töchter"),
    ForbiddenText(.identifier, "90e0e000-0000-4000-8000-000000000104"),
    ForbiddenText(.agent, "40fe0000-0000-4000-8000-000000000401"),
    ForbiddenText(.canary, "zebra-7731"), ForbiddenText(.secret, "hUsh-7f3a9c1d5e"),
  ]

  private static func leaks(
    _ text: String, in path: String = "2026-10/index.html", exceptions: [LeakException] = [],
    own: OwnTexts = OwnTexts(names: ["Northline"], queues: ["Savings"])
  ) -> [Leak] {
    var scanner = LeakScanner(forbidden, own: own, exceptions: exceptions)
    return scanner.leaks(in: [OutputFile(path: path, text: text)])
  }

  private static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

  @Test func `characters of two units beside matches stop nothing`() {
    let texts = [
      "\u{1D7CE}\u{1D7CE}sip:\u{301}x@y.de:\u{FFFC}\u{FFFC}\u{104A0}\r\n1\u{FEFF}x@y.de",
      "x@y.de\u{104A0}x@y.de \u{1F600}+44 20 7946 0999\u{1F600} x@y.de",
    ]
    for text in texts {
      let kinds = Self.leaks("<p>\(text)</p>").compactMap { leak -> PersonalData.Kind? in
        if case .personal(let kind) = leak.rule { kind } else { nil }
      }
      #expect(kinds.contains(.email), "\(text)")
    }
  }

  @Test func `a secret is its bytes, whatever they look like`() {
    let secrets = ["gehe\u{301}im-1234", "geh\u{E9}im-1234"]
    for secret in secrets {
      var scanner = LeakScanner(
        secrets.map { ForbiddenText(.secret, $0) }, own: OwnTexts(names: [], queues: []))
      let leaks = scanner.leaks(in: [OutputFile(path: "a.bin", bytes: Array(secret.utf8))])
      #expect(leaks.map(\.rule) == [.forbidden(.secret)])
    }
  }

  @Test func `a text of two partners is forbidden to both, and one's own to others`() {
    let catalogue = ForbiddenCatalogue([
      OwnedText(ForbiddenText(.queue, "Cards"), owner: "north"),
      OwnedText(ForbiddenText(.queue, "Cards"), owner: "south"),
      OwnedText(ForbiddenText(.queue, "Savings"), owner: "north"),
      OwnedText(ForbiddenText(.identifier, "id-of-a-queue"), owner: "north", isNoted: true),
      OwnedText(ForbiddenText(.canary, "zebra-7731"), owner: nil),
    ])
    func found(in partner: String, sharing: [String] = []) -> [String] {
      var scanner = LeakScanner(
        catalogue, for: partner, sharing: sharing, own: OwnTexts(names: [], queues: []))
      return ["Cards", "Savings", "id-of-a-queue", "zebra-7731"].filter {
        !scanner.leaks(in: [OutputFile(path: "a.txt", text: $0)]).isEmpty
      }
    }
    #expect(found(in: "north") == ["Cards", "zebra-7731"])
    #expect(found(in: "south") == ["Cards", "Savings", "id-of-a-queue", "zebra-7731"])
    #expect(
      found(in: "south", sharing: ["id-of-a-queue"]) == ["Cards", "Savings", "zebra-7731"])
  }

  static let hidden: [(file: String, text: String, kind: ForbiddenText.Kind)] = [
    ("a.html", "<p>at South Quay Contact today</p>", .partner),
    ("a.html", "<p>at SOUTH QUAY CONTACT today</p>", .partner),
    ("a.html", "<p>South\n  Quay&nbsp;Contact</p>", .partner),
    ("a.html", "<p>South <b>Quay</b> <i>Con</i>tact</p>", .partner),
    ("a.html", "<p>So\u{AD}uth Qu\u{200B}ay Contact</p>", .partner),
    ("a.html", "<p>&#83;outh Qu&#x61;y Contact</p>", .partner),
    ("a.html", "<p>South&#0032;Quay Contact</p>", .partner),
    ("a.html", "<a title='South Quay&#32;Contact'>x</a>", .partner),
    ("a.html", "<a href=x/south-quay-contact>x</a>", .partner),
    ("a.html", "<a href=\"?q=South+Quay+Contact\">x</a>", .partner),
    ("a.html", "<a href=\"?q=%53outh%20Quay%20Contact\">x</a>", .partner),
    ("a.html", "<!-- South Quay&#32;Contact -->", .partner),
    ("a.html", "<script>x = \"South Quay Contact\"</script>", .partner),
    ("a.html", "<style>.south-quay-contact {}</style>", .partner),
    ("a.html", "<p>S\u{F6}hne &amp; T\u{F6}chter</p>", .queue),
    ("a.html", "<p>So\u{308}hne &amp; To\u{308}chter</p>", .queue),
    ("a.html", "<p>S&ouml;hne &amp; T&ouml;chter</p>", .queue),
    ("a.html", "<p>SÖHNE &amp; TÖCHTER</p>", .queue),
    ("a.html", "<img src=\"data:text/plain;base64,\(base64("at South Quay Contact"))\">", .partner),
    ("a.html", "<img src=\"data:text/plain;base64,\(base64("a South Quay Contact"))\">", .partner),
    ("a.html", "<img src=\"data:text/plain;base64,\(base64("South Quay Contact"))\">", .partner),
    ("a.svg", "<svg><text><tspan>South</tspan> <tspan>Quay Contact</tspan></text></svg>", .partner),
    ("a.svg", "<svg><desc>South Quay Contact</desc></svg>", .partner),
    ("a.xml", "<a><![CDATA[<South> Söhne & Töchter]]></a>", .queue),
    ("a.csv", "a,b\r\n1,\"x, South Quay Contact\"\r\n", .partner),
    ("a.csv", "a,b\r\n1,\"Söhne\n& Töchter\"\r\n", .queue),
    ("a.json", "{\"a\": \"South\\u0020Quay\\nContact\"}", .partner),
    ("a.json", "{\"a\": \"S\\u00f6hne \\u0026 Töchter\"}", .queue),
    ("a.txt", "x\nfor South Quay Contact\n", .partner),
    ("a.css", "/* South Quay Contact */", .partner),
    ("allowed_signers", "South_Quay_Contact ssh-ed25519 AAAA", .partner),
    ("a.bin", "\u{0}\u{1}South Quay Contact\u{0}", .partner),
    ("queues/south-quay-contact.html", "<p>x</p>", .partner),
    ("a.html", "<p>(Cards)</p>", .queue), ("a.html", "<td>cards</td>", .queue),
    ("a.csv", "id\r\n90E0E000-0000-4000-8000-000000000104\r\n", .identifier),
    ("a.html", "<p id=\"x40fe0000-0000-4000-8000-000000000401x\">", .agent),
    ("a.html", "<p>xxZEBRA-7731xx</p>", .canary), ("a.html", "<p>zebra 7731</p>", .canary),
    ("a.txt", "xxhUsh-7f3a9c1d5exx", .secret),
    ("a.txt", base64("id:hUsh-7f3a9c1d5e"), .secret),
  ]

  @Test(arguments: hidden)
  func `a forbidden text is found in every form`(
    file: String, text: String, kind: ForbiddenText.Kind
  ) {
    let found = Self.leaks(text, in: file)
    #expect(Set(found.map(\.rule)) == [.forbidden(kind)], "\(found)")
    #expect(found.allSatisfy { $0.file == file })
    for leak in found where kind != .identifier {
      #expect(!leak.sample.lowercased().contains("quay") && !leak.sample.contains("7f3a"))
    }
  }

  @Test(arguments: [
    ("a.html", "<p>postcards and Cardston</p>"), ("a.html", "<td>South</td><td>Quay Contact</td>"),
    ("a.html", "<p>HUSH-7F3A9C1D5E</p>"), ("a.html", "<p>Northline</p>"),
    ("a.csv", "South Quay,Contact\r\n"),
    ("a.html", "<p>90e0e000-0000-4000-8000-000000000101</p>"),
  ])
  func `what only resembles a forbidden text is none`(file: String, text: String) {
    #expect(Self.leaks(text, in: file) == [])
  }

  @Test func `a find tells its file, its line and its form`() {
    let leak = Self.leaks("<p>a</p>\n\n<p>South <b>Quay</b> Contact</p>").first
    #expect(leak?.place == "line 3, as text")
    #expect(leak?.sample == "S*** (18 characters)")
    #expect(leak?.file == "2026-10/index.html")
  }

  @Test func `own names may hold those of others, and exceptions are for names only`() {
    let own = OwnTexts(names: ["Bank of South Quay Contacts"], queues: ["Cards overseas"])
    #expect(Self.leaks("<p>Cards overseas</p>", own: own) == [])
    #expect(Self.leaks("<p>Cards inland</p>", own: own).count == 1)
    #expect(Self.leaks("<p>Bank of South Quay Contacts</p>", own: own) == [])
    let allowed = ["Cards", "zebra-7731", "hUsh-7f3a9c1d5e"]
      .map { LeakException(text: $0, reason: "a word") }
    #expect(Self.leaks("<p>Cards</p>", exceptions: allowed) == [])
    #expect(Self.leaks("<p>zebra-7731</p>", exceptions: allowed).count == 1)
    #expect(Self.leaks("<p>hUsh-7f3a9c1d5e</p>", exceptions: allowed).count == 1)
  }

  @Test func `a queue's own name does not excuse the name of another partner`() {
    let own = OwnTexts(names: [], queues: ["South Quay Contact overflow"])
    #expect(Self.leaks("<p>South Quay Contact overflow</p>", own: own).count == 1)
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
  }

  /// The vectors of the worked examples, in the middle of files of each kind.
  @Test(arguments: try WorkedExamples.cases("pii_scan"))
  func `personal data is found in files as it is in texts`(example: WorkedExamples.Case) throws {
    let text = try example.input.requireText("text")
    let list = try #require(example.expected["types"]?.array)
    let expected = Set(list.compactMap(\.text).compactMap(PersonalData.Kind.init(rawValue:)))
    let json = String(decoding: try JSONEncoder().encode([text]), as: UTF8.self)
    let cell = text.replacing("\"", with: "\"\"")
    for (path, content) in [
      ("a.html", "<ul><li>x</li><li>\(Self.escaped(text))</li></ul>"),
      ("a.svg", "<svg><text x=\"1\">\(Self.escaped(text))</text></svg>"),
      ("a.html", "<p title=\"\(Self.escaped(text).replacing("\"", with: "&#34;"))\">x</p>"),
      ("a.csv", "a,b\r\n1,\"\(cell)\"\r\n"), ("a.json", json), ("a.txt", "x\n\(text)\ny"),
    ] {
      let found = Set(
        Self.leaks(content, in: path).compactMap { leak in
          if case .personal(let kind) = leak.rule { kind } else { nil }
        })
      #expect(found == expected, "\(path): \(content)")
    }
  }

  @Test func `numbers of a numeric column are never personal data`() {
    let package = """
      {"resources": [{"path": "t.csv", "schema": {"fields": [
        {"name": "n", "type": "integer"}, {"name": "t", "type": "string"}]}}]}
      """
    func found(_ row: String) -> [Leak.Rule] {
      var scanner = LeakScanner([], own: OwnTexts(names: [], queues: []))
      return scanner.leaks(in: [
        OutputFile(path: "data/datapackage.json", text: package),
        OutputFile(path: "data/t.csv", text: "n,t\r\n\(row)\r\n"),
      ]).map(\.rule)
    }
    #expect(found("4111111111111111,x") == [])
    #expect(found("1,4111111111111111") == [.personal(.card)])
    #expect(found("+44 20 7946 0018,x") == [.personal(.phone)])
  }

  @Test func `what is published on purpose is no find, and an exception ends where it ends`() {
    let own = OwnTexts(names: [], queues: [], published: ["evidence@bank.example"])
    #expect(Self.leaks("<p>evidence@bank.example</p>", own: own) == [])
    #expect(Self.leaks("<p>ada@bank.example</p>", own: own).count == 1)
    let line = [LeakException(text: "+44 20 7946 0018", reason: "the hotline itself")]
    #expect(Self.leaks("<p>call +44 20 7946 0018</p>", exceptions: line) == [])
    #expect(Self.leaks("<p>call +44 20 7946 0019</p>", exceptions: line).count == 1)
  }

  @Test func `a secret or a name shows itself in no description and no mirror`() {
    let text = ForbiddenText(.secret, "hUsh-7f3a9c1d5e")
    var dumped = ""
    dump(text, to: &dumped)
    #expect(!"\(text) \(String(reflecting: text)) \(dumped)".contains("7f3a"))
  }

  /// Random texts from the signs that patterns are made of, and a plain search beside ours.
  @Test func `many texts are found as one by one`() async {
    var random = SplitMix(state: 11)
    let letters = Array("aAbB -_é1".unicodeScalars)
    func text(_ length: Int) -> String {
      String(
        String.UnicodeScalarView((0..<length).map { _ in letters[random.below(letters.count)] }))
    }
    func folded(_ text: String) -> [UInt8] {
      text.utf8.map { byte in
        (0x41...0x5A).contains(byte) ? byte | 32 : byte == 0x2D || byte == 0x5F ? 32 : byte
      }
    }
    for _ in 0..<300 {
      let patterns = (0..<6).map { _ in text(8 + random.below(3)) }
      let content = text(20) + (patterns.randomElement(using: &random) ?? "") + text(20)
      var scanner = LeakScanner(
        patterns.map { ForbiddenText(.canary, $0) }, own: OwnTexts(names: [], queues: []))
      let isFound = !scanner.leaks(in: [OutputFile(path: "x.css", text: content)]).isEmpty
      let bytes = folded(content.precomposedStringWithCanonicalMapping)
      let isThere = patterns.contains { pattern in
        let part = folded(
          pattern.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " "))
        return part.count >= 8
          && bytes.indices.contains { bytes[$0...].starts(with: part) }
      }
      #expect(!isThere || isFound, "\(patterns) in \(content)")
      await Task.yield()
    }
  }

  /// The hint may only save work: what the patterns find is found with it.
  @Test func `nothing personal is overlooked for speed`() async {
    var random = SplitMix(state: 7)
    let parts = [
      "+", "0", "1", "4", "7", "00", "020 ", "7946", "555-", "(415)", " ", ".", "-", "/", "X", "Z",
      "AB", "12", "34", "56", "C", "GB82", "WEST", "tel:", "sms:", ":", "@", "a", "x.dk", "192",
      ".0",
      ".2", "2026-10-14", "T08:05", "４４", "٥", "\u{A0}", "\u{2011}", "K", "é", "\n", "4111",
    ]
    var finds = 0
    for _ in 0..<1500 {
      let text = (0..<(3 + random.below(10))).map { _ in parts[random.below(parts.count)] }.joined()
      let direct = PersonalData.found(in: text.split { $0.isWhitespace }.joined(separator: " "))
      let line = text.replacing("\n", with: " ")
      let found = Self.leaks(line, in: "a.txt")
      if !direct.isEmpty { finds += 1 }
      #expect(direct.isEmpty || !found.isEmpty, "\(text)")
      await Task.yield()
    }
    #expect(finds > 40)
  }

  @Test(arguments: [
    ("a.html", "<p>by AAAAAAAA-0000-4000-8000-000000000001.</p>", "line 1, as it is"),
    ("a.html", "\n<p>by aaaa<b>aaaa</b>-0000-4000-8000-000000000001</p>", "line 2, as text"),
    ("a.csv", "a,b\r\n1,\"aaaaaaaa-0000-4000-8000-000000000001\"\r\n", "line 2, as it is"),
    ("a.json", "{\"a\":\"aaaaaaaa\\u002d0000-4000-8000-000000000001\"}", "line 1, in a string"),
  ])
  func `an id that is known by its stand-in alone is found`(
    path: String, text: String, place: String
  ) {
    var scanner = LeakScanner(
      [], own: OwnTexts(names: [], queues: []),
      isKnownAgent: { $0 == "aaaaaaaa-0000-4000-8000-000000000001" })
    let leaks = scanner.leaks(in: [OutputFile(path: path, bytes: Array(text.utf8))])
    #expect(leaks.map(\.rule) == [.forbidden(.hiddenAgent)])
    #expect(leaks.first?.place == place)
    #expect(leaks.first?.sample == "*** (36 characters)")
    var allowing = LeakScanner(
      [], own: OwnTexts(names: [], queues: []),
      exceptions: [
        LeakException(text: "AAAAAAAA-0000-4000-8000-000000000001", reason: "a robot")
      ], isKnownAgent: { _ in true })
    #expect(allowing.leaks(in: [OutputFile(path: path, bytes: Array(text.utf8))]).isEmpty)
  }
}

/// A small generator that gives the same numbers everywhere.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
