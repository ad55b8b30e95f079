import Foundation
import Testing

@Suite struct ReproducibilityTests {
  @Test func `two builds give the same bytes in other folders, zones and languages`() async throws {
    let workspace = try DemoWorkspace()
    for month in ["1999-01", "1999-02"] {
      #expect(try await workspace.run("fetch", "--period", month).status == 0)
    }
    let first = try TemporaryFolder()
    let second = try TemporaryFolder()
    let one = try await workspace.run(
      "build", "--jobs", "1", "--output", first.url.path,
      environment: ["TZ": "Pacific/Apia", "LANG": "C"])
    // The second workspace lies elsewhere and is built from inside its folder.
    let copy = try TemporaryFolder()
    let moved = copy.url.appending(path: "moved here")
    try FileManager.default.copyItem(at: workspace.url, to: moved)
    let two = try await Program.run(
      ["build", "--jobs", "2", "--output", second.url.path], in: moved,
      environment: ["TZ": "America/St_Johns", "LANG": "de_DE.UTF-8", "LC_ALL": "ar_EG.UTF-8"])
    try #require(one.status == 0, "\(one.errors)")
    try #require(two.status == 0, "\(two.errors)")

    let left = try DemoWorkspace.files(in: first.url)
    let right = try DemoWorkspace.files(in: second.url)
    #expect(left.count > 150)
    #expect(left.keys.sorted() == right.keys.sorted())
    for (name, bytes) in left { #expect(bytes == right[name], "\(name)") }
  }

  /// A machine that builds: where, by which clock and language, on how many cores, and whether it
  /// met the files and the partners in the other order.
  private struct Machine {
    let folder: String
    let zone: String
    let language: String
    var cores: String?
    var isReversed = false

    var environment: [String: String] {
      ["TZ": zone, "LANG": language, "LC_ALL": language, "TMPDIR": "/tmp"]
    }
  }

  private static let machines = [
    Machine(folder: "a", zone: "UTC", language: "C"),
    Machine(folder: "a b", zone: "Pacific/Apia", language: "en_US.UTF-8", cores: "0"),
    Machine(folder: "ä ö", zone: "America/St_Johns", language: "de_DE.UTF-8", isReversed: true),
    Machine(folder: "x/y/z", zone: "Asia/Kathmandu", language: "ar_EG.UTF-8", cores: "0"),
    Machine(folder: "'quoted'", zone: "Australia/Lord_Howe", language: "tr_TR.UTF-8"),
    Machine(
      folder: "-dash", zone: "Europe/London", language: "ja_JP.UTF-8", cores: "0",
      isReversed: true),
    Machine(folder: "100%", zone: "Africa/Casablanca", language: "fa_IR.UTF-8"),
    Machine(folder: "#hash?", zone: "Asia/Jerusalem", language: "hi_IN.UTF-8", isReversed: true),
    Machine(folder: "UPPER", zone: "America/Sao_Paulo", language: "POSIX", cores: "0"),
    Machine(folder: "a\tb", zone: "Antarctica/Troll", language: "fr_CH.UTF-8", isReversed: true),
    Machine(folder: "2019-12-31", zone: "Asia/Pyongyang", language: "th_TH.UTF-8", cores: "0"),
    Machine(folder: ".hidden", zone: "No/Such_Zone", language: "xx_XX", isReversed: true),
  ]

  /// Copies a workspace, its files in one order or the other; the partners too change places.
  private static func copy(_ source: URL, to target: URL, isReversed: Bool) throws {
    let names = try FileManager.default.subpathsOfDirectory(atPath: source.path).sorted()
    for name in isReversed ? names.reversed() : names {
      let from = source.appending(path: name)
      let to = target.appending(path: name)
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: from.path, isDirectory: &isFolder)
      guard !isFolder.boolValue else { continue }
      try FileManager.default.createDirectory(
        at: to.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: from, to: to)
    }
    guard isReversed else { return }
    let file = target.appending(path: "tallysheet.yml")
    let text = try String(contentsOf: file, encoding: .utf8)
    let parts = text.components(separatedBy: "\n  - id: ")
    try #require(parts.count == 3, "the demo has two partners")
    try [parts[0], parts[2].trimmingCharacters(in: .newlines), parts[1]]
      .joined(separator: "\n  - id: ").write(to: file, atomically: true, encoding: .utf8)
  }

  /// The program reads no clock while it builds, so the year of a machine cannot matter either.
  @Test func `twelve machines make one site`() async throws {
    let workspace = try DemoWorkspace()
    let partner = ["--partner", "southquay"]
    for month in ["1999-02", "1999-03"] {
      let run = try await Program.run(
        ["fetch", "--workspace", workspace.url.path, "--period", month] + partner)
      #expect(run.status == 0, "\(run.errors)")
    }
    let place = try TemporaryFolder()
    var digests: [String] = []
    for start in stride(from: 0, to: Self.machines.count, by: 3) {
      digests += try await withThrowingTaskGroup(of: String.self) { group in
        for machine in Self.machines[start..<start + 3] {
          group.addTask {
            let folder = place.url.appending(path: machine.folder)
            try Self.copy(workspace.url, to: folder, isReversed: machine.isReversed)
            let run = try await Program.run(
              ["build", "--workspace", folder.path, "--period", "1999-03"] + partner,
              environment: machine.environment,
              prefix: machine.cores.map { ["taskset", "-c", $0] } ?? [])
            #expect(run.status == 0, "\(machine): \(run.errors)")
            return try await Self.digest(of: folder.appending(path: "public/southquay"))
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
    }
    #expect(digests.count == 12 && Set(digests).count == 1, "\(digests)")
  }

  /// One digest over the names and bytes of all files, as the system's own programs see them.
  private static func digest(of folder: URL) async throws -> String {
    let run = try await Program.system(
      [
        "sh", "-c",
        """
        [ "$(find . -type f | wc -l)" -gt 40 ] && find . -type f -print0 | LC_ALL=C sort -z \
          | xargs -0 sha256sum | sha256sum
        """,
      ], in: folder)
    #expect(run.status == 0)
    return run.output
  }

  @Test func `fetching again what did not change adds nothing and changes no byte`() async throws {
    let workspace = try DemoWorkspace()
    #expect(try await workspace.run("fetch", "--period", "1999-02").status == 0)
    #expect(try await workspace.run("build").status == 0)
    let before = try DemoWorkspace.files(in: workspace.url.appending(path: "public"))

    let again = try await workspace.run("fetch", "--period", "1999-02")
    #expect(again.status == 0)
    #expect(again.output.contains("unchanged"), "\(again.output)")
    #expect(try await workspace.run("build").status == 0)
    #expect(try DemoWorkspace.files(in: workspace.url.appending(path: "public")) == before)
  }
}

@Suite struct ResumeTests {
  @Test func `a killed fetch leaves nothing that looks complete and the next run goes on`()
    async throws
  {
    // Every fourth request is told to wait, so that five months take a while.
    let workspace = try DemoWorkspace(faults: "429@5+4")
    let fetch = ["--period", "1999-01-01/1999-06-01", "--partner", "northline"]
    let running = try Program.start(
      ["fetch", "--workspace", workspace.url.path, "--log-level", "debug"] + fetch)
    let run = await running.killed { $0.contains("kept 1999-") }
    #expect(run.status == -9, "\(run.errors)")

    let build = try await workspace.run("build", "--partner", "northline")
    #expect(build.status == 66, "\(build.errors)")

    let again = try await Program.run(
      ["fetch", "--workspace", workspace.url.path, "--json"] + fetch)
    #expect(again.status == 0, "\(again.errors)")
    #expect(again.output.contains("\"resumed\" : true"), "\(again.output)")
    // 151 days of two kinds of series are ten requests and ten totals; of these some were kept.
    let requests = try #require(again.output.firstMatch(of: #/"requests" : (\d+),/#)?.1)
    #expect(try #require(Int(requests)) < 20, "\(again.output)")

    // Nothing tells the resumed capture from one that was never interrupted.
    let calm = try DemoWorkspace()
    #expect(
      try await Program.run(["fetch", "--workspace", calm.url.path, "--quiet"] + fetch).status == 0)
    let kept = try await Self.capture(in: workspace)
    #expect(kept.split(separator: "\n").count == 21)
    let whole = try await Self.capture(in: calm)
    #expect(kept == whole)
  }

  /// The digest of the one complete capture, and the key and digest of each of its answers.
  private static func capture(in workspace: DemoWorkspace) async throws -> String {
    let run = try await Program.system([
      "python3", "-c",
      """
      import sqlite3, sys
      archive = sqlite3.connect(sys.argv[1])
      for row in archive.execute("SELECT state, digest FROM capture"): print(*row)
      for row in archive.execute("SELECT key, sha256 FROM answer ORDER BY key"): print(*row)
      """, workspace.url.appending(path: "archive/northline.sqlite").path,
    ])
    #expect(run.status == 0)
    return run.output
  }

  @Test func `throttling, server faults and a dead token cost time but no figure`() async throws {
    let calm = try DemoWorkspace()
    let rough = try DemoWorkspace(faults: "429@2,503@3,cut@4,expire@6,401@9")
    for workspace in [calm, rough] {
      let fetch = try await workspace.run("fetch", "--period", "1999-10")
      #expect(fetch.status == 0, "\(fetch.errors)")
      #expect(try await workspace.run("build").status == 0)
    }
    for partner in ["northline", "southquay"] {
      for name in ["intervals.csv", "hours.csv", "days.csv", "month.csv", "sla.csv", "invoice.csv"]
      {
        let place = "public/\(partner)/1999-10/data/\(name)"
        let left = try Data(contentsOf: calm.url.appending(path: place))
        #expect(left == (try Data(contentsOf: rough.url.appending(path: place))), "\(place)")
      }
    }
  }
}
