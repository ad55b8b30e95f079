import Foundation
import Testing

@Suite struct PublishTests {
  /// The demo's sites of one month, built, and where they are to go.
  private static func workspace(
    _ northline: String, _ southquay: String? = nil
  ) async throws -> DemoWorkspace {
    var edits = [
      DemoWorkspace.Edit(
        "tallysheet.yml", "    name: Northline Contact\n    contract",
        "    name: Northline Contact\n    publish: \(northline)\n    contract")
    ]
    if let southquay {
      edits.append(
        DemoWorkspace.Edit(
          "tallysheet.yml", "    name: Southquay Contact\n    contract",
          "    name: Southquay Contact\n    publish: \(southquay)\n    contract"))
    }
    let workspace = try DemoWorkspace(edits: edits)
    #expect(try await workspace.run("fetch", "--period", "1999-10", "--quiet").status == 0)
    #expect(try await workspace.run("build", "--quiet").status == 0)
    return workspace
  }

  private static func site(_ workspace: DemoWorkspace, _ partner: String) throws -> [String: Data] {
    try DemoWorkspace.files(in: workspace.url.appending(path: "public/\(partner)"))
  }

  @Test func `each partner's site goes to its own folder, whole`() async throws {
    let workspace = try await Self.workspace("{directory: www/n}", "{directory: www/s}")
    let plan = try await workspace.run("publish", "--dry-run")
    #expect(plan.status == 0, "\(plan.errors)")
    #expect(plan.output.contains("  + 1999-10/manifest-sha256.txt"), "\(plan.output)")
    #expect(!FileManager.default.fileExists(atPath: workspace.url.appending(path: "www").path))

    let run = try await workspace.run("publish")
    #expect(run.status == 0, "\(run.errors)")
    for (partner, name) in [("northline", "n"), ("southquay", "s")] {
      #expect(
        try DemoWorkspace.files(in: workspace.url.appending(path: "www/\(name)"))
          == Self.site(workspace, partner))
    }
    let again = try await workspace.run("publish", "--json")
    #expect(again.output.components(separatedBy: "\"unchanged\"").count == 3, "\(again.output)")
  }

  @Test func `a site that does not verify stays at home, and the others go`() async throws {
    let workspace = try await Self.workspace("{directory: www/n}", "{directory: www/s}")
    #expect(try await workspace.run("publish", "--quiet").status == 0)
    let standing = try DemoWorkspace.files(in: workspace.url.appending(path: "www/n"))
    let month = workspace.url.appending(path: "public/northline/1999-10/data/month.csv")
    let text = try String(contentsOf: month, encoding: .utf8)
    try text.replacing("0", with: "1").write(to: month, atomically: true, encoding: .utf8)
    let home = workspace.url.appending(path: "public/southquay/index.html")
    try "new".write(to: home, atomically: true, encoding: .utf8)

    let run = try await workspace.run("publish")
    #expect(run.status == 74, "\(run.errors)")
    #expect(
      run.errors.contains(
        "publish northline: 1999-10/data/month.csv: the file is not the one that was sealed"))
    #expect(run.output.contains("northline: refused, the old site stays"), "\(run.output)")
    #expect(run.output.contains("southquay: published and verified"), "\(run.output)")
    #expect(try DemoWorkspace.files(in: workspace.url.appending(path: "www/n")) == standing)
  }

  @Test func `a signature of another key is none`() async throws {
    let workspace = try await Self.workspace("{directory: www/n}")
    for name in ["evidence_ed25519", "evidence_ed25519.pub"] {
      try FileManager.default.removeItem(at: workspace.url.appending(path: "keys/\(name)"))
    }
    let made = try await Program.run(["init", "other"], in: workspace.url)
    #expect(made.status == 0)
    try FileManager.default.copyItem(
      at: workspace.url.appending(path: "other/keys/evidence_ed25519"),
      to: workspace.url.appending(path: "keys/evidence_ed25519"))
    let run = try await workspace.run("publish", "--partner", "northline")
    #expect(run.status == 74)
    #expect(
      run.errors.contains(
        "manifest-sha256.txt.sig: was made with a key that the given list does not name"))
  }

  @Test func `a partner without target is named, and what was not built too`() async throws {
    let workspace = try DemoWorkspace(edits: [
      DemoWorkspace.Edit(
        "tallysheet.yml", "    name: Northline Contact\n    contract",
        "    name: Northline Contact\n    publish: {directory: www/n}\n    contract")
    ])
    let none = try await workspace.run("publish", "--partner", "southquay")
    #expect(none.status == 78)
    #expect(none.errors.contains("has no 'publish' target"), "\(none.errors)")
    let early = try await workspace.run("publish", "--partner", "northline")
    #expect(early.status == 66)
    #expect(early.errors.contains("run 'tallysheet build --partner northline' first"))
  }

  @Test(
    arguments: ["rsync", "rclone"].filter { program in
      ["/usr/bin", "/usr/local/bin"].contains {
        FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
      }
    })
  func `goes by the installed program, and stale files go`(program: String) async throws {
    let host = try TemporaryFolder()
    let place = host.url.appending(path: "northline")
    let workspace = try await Self.workspace("{\(program): \(place.path)}")
    let first = try await workspace.run("publish")
    #expect(first.status == 0, "\(first.errors)")
    #expect(try DemoWorkspace.files(in: place) == Self.site(workspace, "northline"))

    // The host's own file, a file of an earlier site, and one that the host lost and one it spoilt.
    for (name, text) in [(".htaccess", "deny"), ("1998-01.html", "old"), ("index.html", "bad")] {
      try text.write(to: place.appending(path: name), atomically: true, encoding: .utf8)
    }
    try FileManager.default.removeItem(at: place.appending(path: "1999-10/VERIFY.txt"))
    let plan = try await workspace.run("publish", "--dry-run", "--partner", "northline")
    for line in ["  + 1999-10/VERIFY.txt", "  * index.html", "  - 1998-01.html"] {
      #expect(plan.output.contains(line), "\(plan.output)")
    }
    let second = try await workspace.run("publish")
    #expect(second.status == 0, "\(second.errors)")
    var expected = try Self.site(workspace, "northline")
    expected[".htaccess"] = Data("deny".utf8)
    #expect(try DemoWorkspace.files(in: place) == expected)
  }

  @Test func `a host that cannot be reached is one message and another exit code`() async throws {
    let workspace = try await Self.workspace("{rsync: \"/dev/null/no/where\"}")
    let run = try await workspace.run("publish", "--partner", "northline")
    #expect([69, 78].contains(run.status), "\(run.status): \(run.errors)")
    #expect(run.errors.contains("  do:    "), "\(run.errors)")
  }

  /// Two workspaces publish different sites to one folder in turn, each killed at a random moment but
  /// for every fifth, so that both sites come to stand however slow the machine is.
  ///
  /// `TALLYSHEET_KILLS=200` tries more moments than there is time for in every run.
  @Test func `a kill at any moment leaves a site that verifies`() async throws {
    let host = try TemporaryFolder()
    let place = host.url.appending(path: "northline")
    let workspaces = [
      try await Self.workspace("{directory: \(place.path)}"),
      try await Self.workspace("{directory: \(place.path)}"),
    ]
    let remarks = workspaces[1].url.appending(path: "commentary/northline/1999-10.md")
    try "Other remarks.".write(to: remarks, atomically: true, encoding: .utf8)
    #expect(try await workspaces[1].run("build", "--quiet").status == 0)
    let sites = try workspaces.map { try Self.site($0, "northline") }
    #expect(sites[0] != sites[1])
    let began = ContinuousClock.now
    #expect(try await workspaces[0].run("publish", "--partner", "northline").status == 0)
    let whole = ContinuousClock.now - began

    var ends: Set<Int> = []
    let tries = ProcessInfo.processInfo.environment["TALLYSHEET_KILLS"].flatMap { Int($0) } ?? 40
    for number in 1...max(10, tries) {
      let delay = whole * Double.random(in: 0...1.2)
      let run = try Program.start([
        "publish", "--partner", "northline", "--workspace", workspaces[number % 2].url.path,
      ])
      let process = run.process
      let isSpared = number % 5 == 0
      if !isSpared {
        Thread.detachNewThread {
          Thread.sleep(forTimeInterval: delay / .seconds(1))
          if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        }
      }
      _ = await run.wait()
      let standing = try DemoWorkspace.files(in: place)
      let end = try #require(sites.firstIndex(of: standing), "killed after \(delay)")
      if isSpared { #expect(end == number % 2, "the one that was not killed") }
      ends.insert(end)
    }
    #expect(ends == [0, 1], "both sites came to stand")
    #expect(try await workspaces[0].run("publish", "--partner", "northline").status == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: host.url.path) == ["northline"])
  }
}
