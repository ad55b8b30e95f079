import Foundation

/// Runs vectors through a scan that has one rule disabled, and exits with 1 at the first difference.
///
/// The vectors are those of the worked examples, and a forbidden text in each form; `Tests/Mutants/run`
/// builds the scan.
@main
struct Vectors {
  private struct Examples: Decodable {
    struct Example: Decodable {
      struct Input: Decodable { var text: String? }
      struct Expected: Decodable { var types: [String]? }
      let id: String
      let kind: String
      let input: Input
      let expected: Expected
    }

    let cases: [Lenient]
  }

  /// A case of another kind has another shape.
  private struct Lenient: Decodable {
    let example: Examples.Example?

    init(from decoder: any Decoder) throws { example = try? Examples.Example(from: decoder) }
  }

  static func main() throws {
    let data = try Data(contentsOf: URL(filePath: CommandLine.arguments[1]))
    let scans = try JSONDecoder().decode(Examples.self, from: data).cases
      .compactMap(\.example).filter { $0.kind == "pii_scan" }
    require(scans.count > 100, "there are no vectors")
    for scan in scans {
      let text = scan.input.text ?? ""
      let expected = scan.expected.types ?? []
      require(PersonalData.found(in: text).map(\.kind.rawValue) == expected, scan.id)
      let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      require(kinds(leaks("<p>\(escaped)</p>", "a.html")) == Set(expected), "\(scan.id) in a page")
    }
    for (path, text, word) in hidden {
      let found = leaks(text, path).map(\.rule.words)
      require(Set(found) == [word], "\(word) in \(text)")
    }
    for (path, text) in [
      ("a.txt", "AAAAAAAA-0000-4000-8000-000000000001"),
      ("a.html", "<p>aaaa<i>aaaa</i>-0000-4000-8000-000000000001</p>"),
    ] {
      require(leaks(text, path).map(\.rule.words) == ["an agent's id"], "a stand-in in \(text)")
    }
    // A date is set aside by the patterns, not only by the hint that spares them.
    require(PersonalData.found(in: "0207-12-31 123").isEmpty, "a number behind a date")
    require(
      kinds(leaks("<p>from 8.8.4.4 twice</p>", "a.html")) == ["ip"], "an address of four digits")
    let package =
      #"{"resources":[{"path":"a.csv","schema":{"fields":[{"name":"n","type":"integer"}]}}]}"#
    require(
      leaks(["datapackage.json": package, "a.csv": "n\r\n4111111111111111\r\n"]).isEmpty,
      "a number in a numeric column")
    for text in [
      "postcards", "Cards overseas", "0.2079460018 of all", "12 020 794 600 contacts",
      "0207-12-31 123",
    ] {
      require(leaks("<p>\(text)</p>", "a.html").isEmpty, "nothing in \(text)")
    }
    checkOwners()
  }

  /// Texts of several partners in one catalogue: whose they are decides who may see them.
  private static func checkOwners() {
    let catalogue = ForbiddenCatalogue([
      OwnedText(ForbiddenText(.queue, "Cards"), owner: "north"),
      OwnedText(ForbiddenText(.queue, "Cards"), owner: "south"),
      OwnedText(ForbiddenText(.queue, "Savings"), owner: "north"),
      OwnedText(ForbiddenText(.identifier, "id-of-a-queue"), owner: "north", isNoted: true),
    ])
    func isFound(_ text: String, in partner: String, sharing: [String] = []) -> Bool {
      var scanner = LeakScanner(
        catalogue, for: partner, sharing: sharing, own: OwnTexts(names: [], queues: []))
      return !scanner.leaks(in: [OutputFile(path: "a.txt", bytes: Array(text.utf8))]).isEmpty
    }
    require(isFound("Cards", in: "north"), "a queue of two partners")
    require(isFound("Savings", in: "south"), "another's queue")
    require(!isFound("Savings", in: "north"), "one's own queue")
    require(isFound("id-of-a-queue", in: "south"), "another's noted id")
    require(!isFound("id-of-a-queue", in: "south", sharing: ["id-of-a-queue"]), "a shared id")
  }

  private static let hidden: [(String, String, String)] = [
    ("a.html", "<p>South <b>Qu</b>ay</p>", "the name of another partner"),
    ("a.html", "<p>South&#32;Qu&#x61;y</p>", "the name of another partner"),
    ("a.html", "<p title='S\u{AD}outh&nbsp;Quay'>x</p>", "the name of another partner"),
    ("a.html", "<a href='?South%20Quay'>x</a>", "the name of another partner"),
    ("a.svg", "<svg><![CDATA[a & South  Quay]]></svg>", "the name of another partner"),
    ("a.json", "{\"a\": \"South\\u0020Quay\"}", "the name of another partner"),
    ("a.csv", "a\r\n\"x\nSouth\nQuay\"\r\n", "the name of another partner"),
    ("south-quay.html", "<p>x</p>", "the name of another partner"),
    ("a.txt", Data("xxSouth Quay".utf8).base64EncodedString(), "the name of another partner"),
    ("a.html", "<td>cards</td>", "the name of another partner's queue"),
    ("a.csv", "90e0e000-0000-4000-8000-000000000104\r\n", "the id of another partner's queue"),
    ("a.txt", "40fe0000-0000-4000-8000-000000000401", "the id of another partner's agent"),
    ("a.txt", "zebra-7731", "a canary"), ("a.txt", "hUsh-7f3a9c1d5e", "a secret"),
  ]

  private static func leaks(_ text: String, _ path: String) -> [Leak] { leaks([path: text]) }

  private static func leaks(_ files: [String: String]) -> [Leak] {
    var scanner = LeakScanner(
      [
        ForbiddenText(.partner, "South Quay"), ForbiddenText(.queue, "Cards"),
        ForbiddenText(.identifier, "90e0e000-0000-4000-8000-000000000104"),
        ForbiddenText(.agent, "40fe0000-0000-4000-8000-000000000401"),
        ForbiddenText(.canary, "zebra-7731"), ForbiddenText(.secret, "hUsh-7f3a9c1d5e"),
      ], own: OwnTexts(names: [], queues: ["Cards overseas"]),
      isKnownAgent: { $0 == "aaaaaaaa-0000-4000-8000-000000000001" })
    return scanner.leaks(
      in: files.sorted { $0.key < $1.key }.map { OutputFile(path: $0, bytes: Array($1.utf8)) })
  }

  private static func kinds(_ leaks: [Leak]) -> Set<String> {
    Set(leaks.compactMap { if case .personal(let kind) = $0.rule { kind.rawValue } else { nil } })
  }

  private static func require(_ isSo: Bool, _ what: String) {
    guard !isSo else { return }
    print(what)
    exit(1)
  }
}

/// As in the model, which the scan needs nothing else of.
package struct OutputFile: Sendable {
  package let path: String
  package let bytes: [UInt8]
}
