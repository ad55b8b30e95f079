import DemoTenant
import Foundation
import Testing
import Workspace

/// A source that sends more than it was asked for, in both dialects.
@Suite struct ColumnTests {
  private static let options = "partners=2,queues=2,agents=3,calls=20,from=2026-10-24,to=2026-10-27"
  /// What the tenant adds by its fault, and what it can count that no figure is made of.
  private static let names = [
    "published": (strange: "nCallsByNumber", known: "nOverSla"),
    "guide": (strange: "ani", known: "overTarget"),
  ]

  private func workspace(_ dialect: String, columns: String?) throws -> SyntheticWorkspace {
    let workspace = try SyntheticWorkspace(
      Self.options, dialect: dialect, faults: "unknown-metric@1+1")
    if let columns {
      let text = try workspace.text(of: "tallysheet.yml")
      try text.replacing(
        "  timeZone: Europe/Berlin\n", with: "  timeZone: Europe/Berlin\n\(columns)"
      )
      .write(
        to: workspace.url.appending(path: "tallysheet.yml"), atomically: true, encoding: .utf8)
    }
    return workspace
  }

  @Test(arguments: ["published", "guide"])
  func `an unknown column stops the run, until somebody decides about it`(dialect: String)
    async throws
  {
    let name = try #require(Self.names[dialect])
    let undecided = try workspace(dialect, columns: nil)
    let refused = try await undecided.run("fetch", "--period", "2026-10-26")
    #expect(refused.status == 65, "\(refused.errors)")
    #expect(refused.errors.contains("column '\(name.strange)'"), "\(refused.errors)")
    #expect(refused.errors.contains("publish: {\(name.strange): LABEL}"), "\(refused.errors)")
    #expect(refused.errors.contains("withhold: [\(name.strange)]"), "\(refused.errors)")

    let decided = try workspace(
      dialect,
      columns: "  columns: {withhold: [\(name.strange)], publish: {\(name.known): Late ones}}\n")
    let fetch = try await decided.run("fetch", "--period", "2026-10-26", "--log-level", "trace")
    try #require(fetch.status == 0, "\(fetch.errors)")
    let build = try await decided.run("build")
    try #require(build.status == 0, "\(build.errors)")
    // What was withheld is nowhere: not in a message, a file or a stored answer.
    var traces = [fetch.errors, fetch.output, build.errors]
    for (file, bytes) in try DemoWorkspace.files(in: decided.url) where file != "tallysheet.yml" {
      traces.append(String(decoding: bytes, as: UTF8.self))
    }
    let archive = try Archive.open(
      at: decided.url.appending(path: "archive/one.sqlite").path, partner: "one")
    let capture = try #require(try archive.latestComplete(period: "2026-10-26"))
    for answer in try archive.answers(of: capture) {
      let bytes = try #require(try archive.rawAnswer(of: capture, key: answer.key))
      traces.append(String(decoding: bytes, as: UTF8.self))
    }
    try archive.close()
    let isSaid = traces.contains { $0.contains("canary-tel") || $0.contains("\"\(name.strange)\"") }
    #expect(!isSaid)
    let method = try decided.text(of: "public/one/2026-10-26/method.html")
    #expect(method.contains("“<bdi>Late ones</bdi>” (<code><bdi>\(name.known)</bdi></code>)"))
  }

  /// The two dialects count one organization: their sums of the same thing are held against each
  /// other.
  @Test func `a published column is added up by queue`() async throws {
    var sums: [String: [String]] = [:]
    for (dialect, name) in Self.names {
      let workspace = try workspace(
        dialect,
        columns: "  columns: {withhold: [\(name.strange)], publish: {\(name.known): Late ones}}\n")
      for command in [["fetch", "--period", "2026-10-26"], ["build"]] {
        let run = try await Program.run(command + ["--workspace", workspace.url.path])
        try #require(run.status == 0, "\(run.errors)")
      }
      let rows = try workspace.text(of: "public/one/2026-10-26/data/columns.csv")
        .components(separatedBy: "\r\n").dropFirst().filter { !$0.isEmpty }
        .map { $0.components(separatedBy: ",") }
      #expect(rows.allSatisfy { $0[4] == name.known && $0[5] == "Late ones" })
      let part = dialect == "guide" ? "sum" : "count"
      sums[dialect] = rows.filter { $0[6] == part }.map { "\($0[0]) \($0[2]) \($0[7])" }
    }
    let guide = try #require(sums["guide"]).filter { !$0.hasSuffix(" 0") }
    #expect(guide.count == 2)
    #expect(sums["published"]?.filter { !$0.hasSuffix(" 0") } == guide)
  }

  /// The figures stay the same, so that nothing but the column speaks for a new capture.
  @Test func `a column that is published later, or sent otherwise, is fetched and shown`()
    async throws
  {
    let workspace = try SavedDayWorkspace()
    let folder = try #require(workspace.folder).url.appending(path: "public/one/2026-10-14/data")
    func issue() async throws -> (fetch: String, changes: [String]) {
      let fetch = try await workspace.fetch()
      try #require(fetch.status == 0, "\(fetch.errors)")
      let build = try await workspace.run("build")
      try #require(build.status == 0, "\(build.errors)")
      let file = folder.appending(path: "changes.csv")
      let changes = try? String(contentsOf: file, encoding: .utf8).components(separatedBy: "\r\n")
      return (fetch.output, Array(changes?.dropFirst().dropLast() ?? []))
    }
    func columns() throws -> [String] {
      try workspace.rows("columns").map { "\($0["queue"] ?? "") \($0["value"] ?? "")" }
    }
    func late(_ count: Int) throws {
      try workspace.write(
        SavedDayWorkspace.day.replacing(
          #"{"metric":"nOffered","stats":{"count":4}}"#,
          with: #"{"metric":"nOffered","stats":{"count":4}},"#
            + #"{"metric":"nOverSla","stats":{"count":\#(count)}}"#),
        to: "saved/pages/one/2026-10-14.json")
    }

    try late(1)
    try workspace.configure("withhold: [nOverSla]")
    #expect(try await issue().changes.isEmpty)
    #expect(try await issue().fetch.contains("unchanged since capture"))

    try workspace.configure("publish: {nOverSla: Late ones}")
    let published = try await issue()
    #expect(!published.fetch.contains("unchanged"), "\(published.fetch)")
    // A table that is new replaces nothing that was published.
    #expect(published.changes.isEmpty)
    #expect(try columns() == ["Billing 1"])

    try late(2)
    let revised = try await issue()
    #expect(!revised.fetch.contains("unchanged"), "\(revised.fetch)")
    #expect(revised.changes.count == 1)
    #expect(
      revised.changes.first?.hasSuffix(#"part=count",value,1,1,2,1,changed,late data,revision"#)
        == true)
    #expect(try columns() == ["Billing 2"])
    #expect(try await issue().fetch.contains("unchanged since capture"))
  }

  @Test func `a queue that two partners name in different ways is refused`() async throws {
    let workspace = try SyntheticWorkspace(Self.options)
    let queue = try #require(workspace.queues.first)
    let text = try workspace.text(of: "tallysheet.yml")
    let second = """
        - id: two
          name: Partner Two
          contract: contracts/one.yml
          queues:
            - {name: '\(queue.name.replacing("'", with: "''"))'}

      """
    try (text + second).write(
      to: workspace.url.appending(path: "tallysheet.yml"), atomically: true, encoding: .utf8)
    // Whichever of the two is fetched.
    for partner in ["one", "two"] {
      let run = try await workspace.run("fetch", "--period", "2026-10-26", "--partner", partner)
      #expect(run.status == 78, "\(run.errors)")
      #expect(
        run.errors.contains(
          "'queues[1]' of the partner 'two' is the same queue as 'queues[1]' of the partner 'one'"),
        "\(run.errors)")
      #expect(run.errors.contains("nothing in a contact tells whose it is"), "\(run.errors)")
    }
    #expect(!FileManager.default.fileExists(atPath: workspace.url.appending(path: "archive").path))
  }
}
