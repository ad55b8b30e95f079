import Figures
import Testing
import Workspace

@Suite struct EditionRowsTests {
  private let example: ArchiveExample
  private let archive: Archive
  private let capture: Capture

  init() throws {
    example = try ArchiveExample()
    archive = try example.open()
    capture = try example.fetch(archive, at: example.now).capture
  }

  private static func files(_ text: String) throws -> [OutputFile] {
    let pages = [
      OutputFile(path: "index.html", text: text), OutputFile(path: "data/empty.csv", bytes: []),
      OutputFile(path: "data/bytes.csv", bytes: [0x0A, 0x00, 0xFF, 0x0A]),
    ]
    return pages + [OutputFile(path: Manifest.fileName, text: try Manifest(pages).text)]
  }

  private func edition(
    _ number: Int, _ files: [OutputFile], changes: [CellChange] = [], contract: String = "a: 1\n"
  ) throws -> SealedEdition {
    let manifest = try #require(files.last)
    return SealedEdition(
      edition: Edition(
        number: number, capture: capture.id, captured: try #require(capture.completedAt),
        causes: number == 1 ? [] : [.lateData, .exclusion], exclusions: number - 1,
        changes: changes),
      isFinal: true, history: ["1999-08 1", "1999-09 2"],
      commentarySHA256: "d", contract: Array(contract.utf8), contractSHA256: "c",
      manifestSHA256: SHA256.hex(of: manifest.bytes))
  }

  @Test func `an edition comes back as it was sealed`() throws {
    let changes = [
      CellChange(key: "sla/measure=m/verdict", kind: .changed(from: "met", to: "missed")),
      CellChange(key: "days/queue=\"a\", b/offered", kind: .added(to: "5")),
      CellChange(key: "settlement/item=net/amount", kind: .removed(from: "1.00")),
    ]
    let (first, second) = (try Self.files("one"), try Self.files("two"))
    let editions = [try edition(1, first), try edition(2, second, changes: changes)]
    try archive.keep(editions[0], files: first, period: "1999-10")
    try archive.keep(editions[1], files: second, period: "1999-10")
    #expect(try archive.editions(of: "1999-10") == editions)
    #expect(try archive.editions(of: "1999-09").isEmpty)
    #expect(try archive.files(of: editions[0], period: "1999-10") == first)
    #expect(try archive.files(of: editions[1], period: "1999-10") == second)
  }

  @Test func `large files come back from their pieces`() throws {
    // Below, at and above the size of a piece, and two pieces whole.
    let sizes = [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 2 << 20, 3_000_000]
    let tables = sizes.map { size in
      OutputFile(
        path: "data/\(size).csv", bytes: (0..<size).map { UInt8(truncatingIfNeeded: $0 / 7) })
    }
    let files = tables + [OutputFile(path: Manifest.fileName, text: try Manifest(tables).text)]
    try archive.keep(try edition(1, files), files: files, period: "1999-10")
    #expect(try archive.files(of: edition(1, files), period: "1999-10") == files)
  }

  @Test func `only the newest edition is sealed anew, and its changes stay`() throws {
    let (first, second, third) = (
      try Self.files("one"), try Self.files("two"), try Self.files("new words")
    )
    try archive.keep(try edition(1, first), files: first, period: "1999-10")
    let anew = try edition(1, third, contract: "a: 2\n")
    try archive.keep(anew, files: third, period: "1999-10")
    #expect(try archive.editions(of: "1999-10") == [anew])
    try archive.keep(try edition(2, second), files: second, period: "1999-10")
    #expect(throws: ArchiveError.self) {
      try archive.keep(try edition(1, first), files: first, period: "1999-10")
    }
    #expect(throws: ArchiveError.self) {
      try archive.keep(try edition(4, first), files: first, period: "1999-10")
    }
    for attack in [
      "DELETE FROM edition", "UPDATE edition SET contract = '' WHERE number = 1",
      "UPDATE edition SET causes = 'correction' WHERE number = 2",
      "UPDATE edition SET number = 3 WHERE number = 2",
      "INSERT OR REPLACE INTO edition SELECT * FROM edition WHERE number = 1",
    ] {
      #expect(throws: ArchiveError.self, "\(attack)") { try archive.run(attack) }
    }
    #expect(try archive.editions(of: "1999-10").map(\.edition.number) == [1, 2])
  }

  @Test func `files that do not fit their manifest are refused`() throws {
    let (first, other) = (try Self.files("one"), try Self.files("two"))
    var mixed = first
    mixed[0] = other[0]
    let kept = try edition(1, first)
    try archive.keep(kept, files: mixed, period: "1999-10")
    #expect(throws: ArchiveError.self) { try archive.files(of: kept, period: "1999-10") }
  }
}
