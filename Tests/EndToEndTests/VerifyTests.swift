import Foundation
import Testing

@Suite struct VerifyTests {
  private func built(
    _ periods: [String] = ["1999-10"], edits: [DemoWorkspace.Edit] = []
  ) async throws -> DemoWorkspace {
    let workspace = try DemoWorkspace(edits: edits)
    for period in periods {
      let fetched = try await workspace.run("fetch", "--period", period, "--quiet")
      try #require(fetched.status == 0, "\(fetched.errors)")
    }
    let run = try await workspace.run("build", "--quiet")
    try #require(run.status == 0, "\(run.errors)")
    return workspace
  }

  private struct Report: Decodable {
    struct Finding: Decodable {
      let kind, file: String
      let place, expected: String?
    }

    let valid: Bool
    let files, recomputed, printed, count: Int
    let findings: [Finding]
  }

  private func report(_ run: Program.Run) throws -> Report {
    try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
  }

  @Test func `a built site verifies, and is built again from its archive byte for byte`()
    async throws
  {
    let workspace = try await built(["1999-07", "1999-10"])
    let site = workspace.url.appending(path: "public/northline").path
    let whole = try await Program.run(["verify", site, "--rebuild", workspace.url.path])
    #expect(whole.status == 0, "\(whole.output)\(whole.errors)")
    #expect(whole.output.hasPrefix("verified: 2 sealed folders, "))

    let json = try report(
      try await Program.run([
        "verify", site + "/1999-10", "--json", "--rebuild", workspace.url.path,
      ]))
    #expect(json.valid)
    #expect(json.recomputed > 100_000)
    #expect(json.printed > 10_000)
  }

  @Test func `a German site verifies by its decimal commas, and is built again byte for byte`()
    async throws
  {
    let workspace = try await built(edits: [
      DemoWorkspace.Edit("tallysheet.yml", "locale: en-GB", "language: de")
    ])
    let folder = workspace.url.appending(path: "public/northline/1999-10")
    let page = try String(contentsOf: folder.appending(path: "index.html"), encoding: .utf8)
    #expect(page.contains("<html lang=\"de\">"))
    let run = try await Program.run([
      "verify", folder.path, "--json", "--rebuild", workspace.url.path,
    ])
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(try report(run).printed > 10_000)

    // Another figure in a German cell is found like one in an English cell.
    let cell = try #require(page.firstMatch(of: /(data-unit="percent">)[0-9]+,[0-9]+(\u{A0}%<)/))
    try page.replacing(cell.0, with: "\(cell.1)12,3\(cell.2)", maxReplacements: 1)
      .write(to: folder.appending(path: "index.html"), atomically: true, encoding: .utf8)
    let wrong = try await Program.run(["verify", folder.path, "--json"])
    #expect(wrong.status == 1)
    #expect(try report(wrong).findings.contains { $0.kind == "page" && $0.file == "index.html" })
  }

  @Test func `what is wrong is named, with exit 1`() async throws {
    let workspace = try await built()
    let folder = workspace.url.appending(path: "public/northline/1999-10")
    let table = folder.appending(path: "data/month.csv")
    let text = try String(contentsOf: table, encoding: .utf8)
    try text.replacing(",22607,21823,", with: ",22607,21824,")
      .write(to: table, atomically: true, encoding: .utf8)
    let run = try await Program.run(["verify", folder.path, "--json"])
    #expect(run.status == 1)
    let found = try report(run)
    #expect(!found.valid)
    #expect(found.findings.contains { $0.kind == "changed" && $0.file == "data/month.csv" })
    #expect(
      found.findings.contains {
        $0.kind == "figure" && $0.file == "data/month.csv" && $0.place == "line 5, answered"
          && $0.expected == "21823"
      })
    let rebuilt = try await Program.run([
      "verify", folder.path, "--rebuild", workspace.url.path, "--quiet",
    ])
    #expect(rebuilt.status == 1)
    #expect(rebuilt.output.contains("data/month.csv: the archive gives another file"))
  }

  /// What the top of a site lacks or has besides, and the file that the finding names.
  @Test func `a period without its list, a stranger and a start page that is gone are found`()
    async throws
  {
    let workspace = try await built(["1999-07", "1999-10"])
    let site = workspace.url.appending(path: "public/northline")
    let files = FileManager.default
    func findings() async throws -> [Report.Finding] {
      let run = try await Program.run(["verify", site.path, "--json"])
      #expect(run.status == 1)
      return try report(run).findings
    }
    func without(_ path: String, _ body: () async throws -> Void) async throws {
      let (place, aside) = (site.appending(path: path), workspace.url.appending(path: "aside"))
      try files.moveItem(at: place, to: aside)
      try await body()
      try files.moveItem(at: aside, to: place)
    }

    // A forged page in a folder that no longer lists its files.
    try await without("1999-07/manifest-sha256.txt") {
      let found = try await findings()
      #expect(found.contains { $0.file == "1999-07/manifest-sha256.txt" })
      #expect(found.contains { $0.kind == "chain" && $0.place == "previousPeriod" })
      #expect(found.contains { $0.file == "data/periods.csv" })
    }
    try await without("1999-07") {
      let found = try await findings()
      #expect(found.contains { $0.file == "data/periods.csv" })
      let publish = try await workspace.run("publish", "--partner", "northline", "--dry-run")
      #expect(publish.status != 0)
    }
    for path in ["index.html", "assets/site.css", "data/datapackage.json"] {
      try await without(path) {
        let found = try await findings()
        #expect(found.contains { $0.kind == "missing" && $0.file == path })
      }
    }
    for path in ["2001-01", "notes"] {
      let stranger = site.appending(path: path)
      try files.createDirectory(at: stranger, withIntermediateDirectories: true)
      let found = try await findings()
      #expect(found.contains { $0.file.hasPrefix(path) })
      try files.removeItem(at: stranger)
    }
    let page = site.appending(path: "extra.html")
    try "forged".write(to: page, atomically: true, encoding: .utf8)
    let found = try await findings()
    #expect(Set(found.map(\.file)) == ["extra.html"])
    try files.removeItem(at: page)
    #expect(try await Program.run(["verify", site.path]).status == 0)
  }

  /// The period before was sealed again, by a key that the newest one does not know.
  @Test func `a period under a key of somebody else's is found beside the others`() async throws {
    let workspace = try await built(["1999-07", "1999-10"])
    let site = workspace.url.appending(path: "public/northline").path
    // Each demo workspace has a key of its own.
    let stranger = try DemoWorkspace()
    let archive = stranger.url.appending(path: "archive")
    try? FileManager.default.removeItem(at: archive)
    try FileManager.default.copyItem(at: workspace.url.appending(path: "archive"), to: archive)
    let run = try await stranger.run("build", "--quiet", "--partner", "northline")
    try #require(run.status == 0, "\(run.errors)")
    try FileManager.default.removeItem(atPath: site + "/1999-07")
    try FileManager.default.copyItem(
      atPath: stranger.url.appending(path: "public/northline/1999-07").path,
      toPath: site + "/1999-07")
    let found = try report(try await Program.run(["verify", site, "--json"])).findings
    #expect(found.contains { $0.kind == "signature" && $0.file == "1999-07/allowed_signers" })
  }

  @Test func `what is no sealed site ends with 66, and a strange fingerprint with 64`() async throws
  {
    let folder = try TemporaryFolder()
    #expect(try await Program.run(["verify", folder.url.path]).status == 66)
    let run = try await Program.run(["verify", folder.url.path, "--fingerprint", "MD5:00"])
    #expect(run.status == 64)
  }

  /// The commands of a section of `VERIFY.txt`, as a reader pastes them.
  private func commands(_ text: String, section: String) throws -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0 == section })
    let rest = lines[(start + 2)...]
    let end = rest.firstIndex { $0.hasPrefix("-----") } ?? rest.endIndex
    return rest[..<end].filter { $0.hasPrefix("    ") }.map { $0.dropFirst(4) }.map(String.init)
  }

  private func shell(
    _ command: String, in folder: URL
  ) async throws -> (status: Int32, output: String) {
    let run = try await Program.system(["sh", "-c", "exec 2>&1; " + command], in: folder)
    return (run.status, run.output)
  }

  @Test func `four pasted commands of stock programs check a site, and miss no change`()
    async throws
  {
    let workspace = try await built()
    let folder = workspace.url.appending(path: "public/northline/1999-10")
    let text = try String(contentsOf: folder.appending(path: "VERIFY.txt"), encoding: .utf8)
    let commands = try commands(text, section: "Linux")
    try #require(commands.count == 4)
    func run() async throws -> [(status: Int32, output: String)] {
      var said: [(status: Int32, output: String)] = []
      for command in commands { said.append(try await shell(command, in: folder)) }
      return said
    }
    let good = try await run()
    #expect(good[0] == (0, ""))
    // grep and uniq leave their own status; an empty answer is the good one.
    #expect(good[1].output == "")
    #expect(good[2].status == 0 && good[2].output.hasPrefix("Good "))
    #expect(good[3].status == 0 && good[3].output.contains("Verified Successfully"))

    let extra = folder.appending(path: "data/more.csv")
    try Data("x".utf8).write(to: extra)
    #expect(try await run()[1].output == "data/more.csv\n")
    try FileManager.default.removeItem(at: extra)

    let page = folder.appending(path: "index.html")
    let bytes = try Data(contentsOf: page)
    try (bytes + Data(" ".utf8)).write(to: page)
    #expect(try await run()[0].status != 0)
    try bytes.write(to: page)

    let manifest = folder.appending(path: "manifest-sha256.txt")
    let list = try Data(contentsOf: manifest)
    try list.dropLast(80).write(to: manifest)
    let cut = try await run()
    #expect(cut[2].status != 0 && cut[3].status != 0)
  }
}
