import Foundation
import Testing
import Workspace

/// A build makes only what would come out otherwise, and what stands is what a clean build makes.
@Suite struct IncrementalBuildTests {
  /// Every file below a folder.
  private static func tree(_ folder: URL) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let file = folder.appending(path: name)
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder),
        !isFolder.boolValue
      else { continue }
      files[name] = try Data(contentsOf: file)
    }
    return files
  }

  /// When each file was last written, to the nanosecond, and which one it is.
  private static func times(_ folder: URL) async throws -> [String] {
    let list = try await Program.system(
      ["find", folder.path, "-type", "f", "-printf", "%i %C@ %T@ %p\n"])
    return list.output.split(separator: "\n").map(String.init).sorted()
  }

  private static let edits =
    ProcessInfo.processInfo.environment["TALLYSHEET_EDITS"].flatMap { Int($0) } ?? 25
  private static let seed =
    ProcessInfo.processInfo.environment["TALLYSHEET_SEED"].flatMap { UInt64($0) } ?? 1

  @Test func `after random edits the site is that of a clean build, byte for byte`() async throws {
    var workspace = try await EditedWorkspace(seed: Self.seed)
    for number in 1...Self.edits {
      // What was published stays for good, so that each clean build of one workspace takes longer.
      if number % 50 == 0 {
        workspace = try await EditedWorkspace(seed: Self.seed + UInt64(number))
      }
      var edits = [try await workspace.edit()]
      while number % 3 == 0, edits.count < 3 { edits.append(try await workspace.edit()) }
      let story = "edit \(number) from seed \(Self.seed): \(edits.joined(separator: "; "))"
      let clean = try await workspace.copy()
      let run = try await workspace.build()
      let other = try await Program.run(["build", "--workspace", clean.url.path, "--quiet"])
      try #require(run.status == other.status, "\(story)\n\(run.errors)\(other.errors)")
      let output = other.output.replacing(clean.url.path, with: workspace.url.path)
      try #require(run.output == output, "\(story)")
      try #require(run.status == 0, "\(story): \(run.errors)")
      let (ours, theirs) = (
        try Self.tree(workspace.url.appending(path: "public")),
        try Self.tree(clean.url.appending(path: "public"))
      )
      let differing = Set(ours.keys).union(theirs.keys).filter { ours[$0] != theirs[$0] }.sorted()
      try #require(differing.isEmpty, "\(story): \(differing.prefix(9))")
      let (kept, expected) = (try Self.editions(workspace.url), try Self.editions(clean.url))
      try #require(kept == expected, "\(story): the archive differs")
    }
  }

  /// What the archives keep of editions.
  private static func editions(_ workspace: URL) throws -> [[SealedEdition]] {
    try ["northline", "southgate"].flatMap { partner in
      let archive = try Archive.open(
        at: workspace.appending(path: "archive/\(partner).sqlite").path, partner: partner)
      defer { try? archive.close() }
      return try archive.periods().map { try archive.editions(of: $0) }
    }
  }

  @Test func `nothing is written when nothing has changed`() async throws {
    let workspace = try await EditedWorkspace(seed: 7)
    let first = try await workspace.build()
    try #require(first.status == 0, "\(first.errors)")
    let before = try await Self.times(workspace.url)
    let second = try await workspace.build()
    #expect(second.status == 0)
    #expect(second.output == first.output)
    #expect(try await Self.times(workspace.url) == before)
    // Neither when only a part is asked for.
    let part = try await workspace.build(["--partner", "northline", "--period", "2026-10-15"])
    let line = first.output.split(separator: "\n").first { $0.contains("northline 2026-10-15") }
    #expect(part.output == (line.map { $0 + "\n" } ?? "no line"))
    #expect(try await Self.times(workspace.url) == before)
  }

  @Test func `final figures that are confirmed make no page again`() async throws {
    let workspace = try await EditedWorkspace(seed: 9)
    try #require(try await workspace.build().status == 0)
    let before = try Self.keys(workspace)
    try #require(before.count == 3)
    try await workspace.fetch("northline", "2026-10")
    try #require(try await workspace.build().status == 0)
    #expect(try Self.keys(workspace) == before)
  }

  /// What each period of a partner was made from.
  private static func keys(_ workspace: EditedWorkspace) throws -> [String: String] {
    let folder = workspace.url.appending(path: "runs/built").path
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
    let record = try #require(
      names.first { $0.contains("northline") }.flatMap { BuildRecord(at: "\(folder)/\($0)") })
    return record.periods.mapValues(\.key)
  }

  @Test func `only pages that would come out otherwise are drawn`() async throws {
    let workspace = try await EditedWorkspace(seed: 10)
    let own = ["northline 2026-10", "northline 2026-10-14", "northline 2026-10-15"]
    let first = try await Self.drawn(workspace)
    try #require(first.keys.sorted() == own + ["southgate 2026-10-14"])
    #expect(first.values.allSatisfy { $0 > 10 }, "\(first)")
    #expect(try await Self.drawn(workspace).values.allSatisfy { $0 == 0 })

    // Later periods name the seal of the one before, and their pages stay.
    let remark = workspace.url.appending(path: "commentary/northline/2026-10-14.md")
    try FileManager.default.createDirectory(
      at: remark.deletingLastPathComponent(), withIntermediateDirectories: true)
    for text in ["A remark.\n", "Another remark.\n", ""] {
      try Data(text.utf8).write(to: remark)
      let drawn = try await Self.drawn(workspace)
      #expect(drawn.filter { $0.value > 0 } == ["northline 2026-10-14": 1], "\(drawn)")
    }

    let contract = workspace.url.appending(path: "contracts/northline.yml")
    try (Data(contentsOf: contract) + Data("# Another digest.\n".utf8)).write(to: contract)
    let drawn = try await Self.drawn(workspace)
    #expect(own.allSatisfy { drawn[$0] == first[$0] }, "\(drawn)")
    #expect(drawn["southgate 2026-10-14"] == 0)
  }

  /// Builds, and says how many pages were made for each partner's period.
  private static func drawn(_ workspace: EditedWorkspace) async throws -> [String: Int] {
    struct Built: Decodable {
      let partner: String
      let period: String
      let drawn: Int
    }
    let run = try await workspace.build(["--json"])
    try #require(run.status == 0, "\(run.errors)")
    let built = try JSONDecoder().decode([Built].self, from: Data(run.output.utf8))
    return Dictionary(uniqueKeysWithValues: built.map { ("\($0.partner) \($0.period)", $0.drawn) })
  }

  @Test func `a remark writes its period and those after it, and no other partner's`()
    async throws
  {
    let workspace = try await EditedWorkspace(seed: 8)
    try #require(try await workspace.build().status == 0)
    let before = Set(try await Self.times(workspace.url.appending(path: "public")))
    try FileManager.default.createDirectory(
      at: workspace.url.appending(path: "commentary/northline"), withIntermediateDirectories: true)
    try Data("A remark.\n".utf8).write(
      to: workspace.url.appending(path: "commentary/northline/2026-10-15.md"))
    try #require(try await workspace.build().status == 0)
    let written = Set(try await Self.times(workspace.url.appending(path: "public")))
      .subtracting(before)
    #expect(!written.isEmpty)
    #expect(
      written.allSatisfy { $0.contains("public/northline/2026-10-15/") }, "\(written.first ?? "")")
  }
}
