import DemoTenant
import Foundation
import Testing

@Suite struct LiveTests {
  private static func workspace(_ faults: String? = nil) throws -> DemoWorkspace {
    try DemoWorkspace(
      faults: faults,
      edits: [
        DemoWorkspace.Edit(
          "tallysheet.yml", "    name: Northline Contact\n    contract",
          "    name: Northline Contact\n    publish: {directory: www/n}\n    contract")
      ])
  }

  private static func text(_ workspace: DemoWorkspace, _ name: String) throws -> String {
    try String(contentsOf: workspace.url.appending(path: name), encoding: .utf8)
  }

  /// The demo organization stands at 10:30 on a Sunday, with two calls waiting, one for 51 s.
  @Test func `the page tells the present with its time, and that the time has passed`() async throws
  {
    let workspace = try Self.workspace()
    let run = try await workspace.run("live", "--rounds", "1", "--partner", "northline")
    #expect(run.status == 0, "\(run.errors)")
    let csv = try Self.text(workspace, "public/northline/data/live.csv")
    let row = try #require(
      csv.components(separatedBy: "\r\n").first { $0.contains("000000000101,voice") })
    #expect(
      row.hasPrefix("90e0e000-0000-4000-8000-000000000101,voice,1999-10-31T08:30:00Z,2,51.000,3"))
    let page = try Self.text(workspace, "public/northline/live.html")
    #expect(page.contains("31 October 1999, 10:30"))
    // The machine's clock is decades ahead of the organization's.
    #expect(page.contains("These figures are old"))
    #expect(page.contains("script-src &#39;self&#39;"))
    #expect(!FileManager.default.fileExists(atPath: workspace.url.appending(path: "www").path))
  }

  @Test func `the day so far is the sum of its closed intervals`() async throws {
    let workspace = try Self.workspace()
    #expect(try await workspace.run("fetch", "--period", "1999-10", "--quiet").status == 0)
    #expect(try await workspace.run("build", "--quiet").status == 0)
    #expect(
      try await workspace.run("live", "--rounds", "1", "--partner", "northline").status == 0)
    func rows(_ name: String) throws -> [[String]] {
      try Self.text(workspace, "public/northline/\(name)").components(separatedBy: "\r\n")
        .dropFirst().filter { !$0.isEmpty }
        // A label with a comma in it stands in quotes.
        .map { $0.replacing(/"[^"]*"/, with: "label").components(separatedBy: ",") }
    }
    let today = try rows("data/today.csv")
    #expect(today.count == 3)
    // The organization's clock says 08:30 UTC; the last minutes are not closed yet.
    let until = try #require(today.first?.last)
    #expect(("1999-10-31T08:15:00Z"..."1999-10-31T08:30:00Z").contains(until))
    let month = try rows("1999-10/data/intervals.csv").filter {
      $0[4] >= "1999-10-30T22:00:00Z" && $0[4] < until
    }
    var offered = 0
    for row in today {
      // queue_id,offered,answered,answered_in_threshold,abandoned,until
      for (column, place) in [(1, 7), (2, 8), (4, 10)] {
        let sum = month.filter { $0[0] == row[0] }.reduce(0) { $0 + (Int($1[place]) ?? 0) }
        #expect(Int(row[column]) == sum, "\(row)")
        if column == 1 { offered += sum }
      }
    }
    #expect(offered > 0)
  }

  @Test func `the day so far is of the medium that the reports show, and says so`() async throws {
    let workspace = try SyntheticWorkspace(
      "partners=1,queues=1,agents=4,calls=300,media=voice+callback,from=2026-10-25,to=2026-10-26,"
        + "now=2026-10-26T15:00:00Z")
    let file = workspace.url.appending(path: "tallysheet.yml")
    try String(contentsOf: file, encoding: .utf8)
      .replacing("label: Queue 1}", with: "label: Queue 1, media: [callback, voice]}")
      .write(to: file, atomically: true, encoding: .utf8)
    for words in [["fetch", "--period", "2026-10-26"], ["build"], ["live", "--rounds", "1"]] {
      let run = try await Program.run(words + ["--workspace", workspace.url.path, "--quiet"])
      try #require(run.status == 0, "\(words): \(run.errors)")
    }
    func rows(_ name: String) throws -> [[String]] {
      try workspace.text(of: "public/one/\(name)").components(separatedBy: "\r\n").dropFirst()
        .filter { !$0.isEmpty }.map { $0.components(separatedBy: ",") }
    }
    let today = try #require(try rows("data/today.csv").first)
    let until = try #require(today.last)
    var offered: [String: Int] = [:]
    for row in try rows("2026-10-26/data/intervals.csv") where row[4] < until {
      offered[row[2], default: 0] += Int(row[7]) ?? 0
    }
    #expect(offered.keys.sorted() == ["callback", "voice"])
    #expect(offered.values.allSatisfy { $0 > 0 })
    #expect(Int(today[1]) == offered["callback"])
    let page = try workspace.text(of: "public/one/live.html")
    #expect(page.contains("of medium “<bdi>callback</bdi>”"))
  }

  @Test func `a service that fails is said, and the stage goes on`() async throws {
    let workspace = try Self.workspace("garbage@3+1")
    let run = try await workspace.run("live", "--rounds", "1", "--partner", "northline")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("stale"), "\(run.errors)")
    #expect(try Self.text(workspace, "public/northline/live.html").contains("did not answer"))
  }

  @Test func `the page goes to the target and survives a new site`() async throws {
    let workspace = try Self.workspace()
    #expect(try await workspace.run("fetch", "--period", "1999-10", "--quiet").status == 0)
    #expect(try await workspace.run("build", "--quiet").status == 0)
    #expect(try await workspace.run("publish", "--partner", "northline").status == 0)
    #expect(
      try await workspace.run("live", "--rounds", "1", "--partner", "northline").status == 0)
    let page = try Self.text(workspace, "www/n/live.html")
    #expect(page == (try Self.text(workspace, "public/northline/live.html")))
    let again = try await workspace.run("publish", "--json", "--partner", "northline")
    #expect(again.output.contains("\"unchanged\""), "\(again.output)")

    try "new".write(
      to: workspace.url.appending(path: "public/northline/index.html"), atomically: true,
      encoding: .utf8)
    #expect(try await workspace.run("publish", "--partner", "northline").status == 0)
    #expect(try Self.text(workspace, "www/n/live.html") == page)
    #expect(try Self.text(workspace, "www/n/index.html") == "new")
  }

  @Test func `a site with a page of the moment verifies as before`() async throws {
    let workspace = try Self.workspace()
    #expect(try await workspace.run("fetch", "--period", "1999-10", "--quiet").status == 0)
    #expect(try await workspace.run("build", "--quiet").status == 0)
    #expect(
      try await workspace.run("live", "--rounds", "1", "--partner", "northline").status == 0)
    let site = workspace.url.appending(path: "public/northline").path
    let run = try await Program.run(["verify", site])
    #expect(run.status == 0, "\(run.output)")
  }

  @Test func `a stop is clean, and the last page says that it is the last`() async throws {
    let workspace = try Self.workspace()
    let running = try Program.start(["live", "--workspace", workspace.url.path])
    let errors = running.files.url.appending(path: "errors")
    while try !String(contentsOf: errors, encoding: .utf8).contains("wrote"),
      running.process.isRunning
    {
      try await Task.sleep(for: .milliseconds(50))
    }
    running.process.interrupt()
    let run = await running.wait()
    #expect(run.status == 0, "\(run.errors)")
    #expect(try Self.text(workspace, "public/northline/live.html").contains("no longer kept up"))
    #expect(workspace.tenant.log.last?.path == "/api/v2/tokens/me")
  }
}
