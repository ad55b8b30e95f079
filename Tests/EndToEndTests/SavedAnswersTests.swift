import Foundation
import Testing

/// `fetch --from`: answers from a folder instead of a service.
@Suite struct SavedAnswersTests {
  private static let queues = [
    "90e0e000-0000-4000-8000-000000000101", "90e0e000-0000-4000-8000-000000000102",
  ]

  /// A workspace whose service does not answer, and a folder of answers for 14 October 2026.
  private struct Workspace {
    let folder = try? TemporaryFolder()

    init(within: Int = 20) throws {
      try write(
        """
        organization:
          name: Saved
          loginURL: http://127.0.0.1:1
          apiURL: http://127.0.0.1:1
          timeZone: Europe/Berlin
          credentials:
            clientID: {command: ["false"]}
            clientSecret: {command: ["false"]}
        partners:
          - id: one
            name: Partner One
            contract: contracts/one.yml
            queues:
              - {id: \(queues[0]), label: Billing}
              - {name: Second queue, label: Sales}

        """, to: "tallysheet.yml")
      try write(SyntheticWorkspace.contract, to: "contracts/one.yml")
      try write(
        """
        {"granularity": "PT5M", "partners": [{"id": "one", "name": "Partner One",
          "timeZone": "Europe/Berlin", "serviceLevel": {"target": 0.8, "withinSeconds": \(within)},
          "queues": [{"id": "\(queues[0])", "name": "First queue"},
            {"id": "\(queues[1])", "name": "Second queue"}]}]}
        """, to: "saved/tenant.json")
      try write(Self.day, to: "saved/pages/one/2026-10-14.json")
    }

    /// 10:00 and 10:05 of the first queue, 23:55 of the second, by the clock of Berlin.
    static let day = """
      {"results":[{"group":{"mediaType":"voice","queueId":"\(queues[0])"},"data":[\
      {"interval":"2026-10-14T08:00:00.000Z/2026-10-14T08:05:00.000Z","metrics":[\
      {"metric":"nOffered","stats":{"count":4}},\
      {"metric":"tAbandon","stats":{"max":3000,"min":3000,"count":1,"sum":3000}},\
      {"metric":"tAnswered","stats":{"max":30000,"min":4000,"count":3,"sum":40000}},\
      {"metric":"tHandle","stats":{"max":200000,"min":100000,"count":3,"sum":400000}},\
      {"metric":"tShortAbandon","stats":{"max":3000,"min":3000,"count":1,"sum":3000}},\
      {"metric":"oServiceLevel","stats":{"ratio":0.6666666666666666,"numerator":2,"denominator":3}}]},\
      {"interval":"2026-10-14T08:05:00.000Z/2026-10-14T08:10:00.000Z","metrics":[\
      {"metric":"nOffered","stats":{"count":1}},\
      {"metric":"tAnswered","stats":{"max":8000,"min":8000,"count":1,"sum":8000}},\
      {"metric":"tHandle","stats":{"max":60000,"min":60000,"count":1,"sum":60000}},\
      {"metric":"oServiceLevel","stats":{"ratio":1.0,"numerator":1,"denominator":1}}]}]},\
      {"group":{"mediaType":"voice","queueId":"\(queues[1])"},"data":[\
      {"interval":"2026-10-14T21:55:00.000Z/2026-10-14T22:00:00.000Z","metrics":[\
      {"metric":"nOffered","stats":{"count":2}},\
      {"metric":"tAbandon","stats":{"max":50000,"min":30000,"count":2,"sum":80000}},\
      {"metric":"oServiceLevel","stats":{"ratio":0.0,"numerator":0,"denominator":2}}]}]}]}
      """

    func write(_ text: String, to name: String) throws {
      let file = try #require(folder).url.appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }

    func run(_ arguments: String...) async throws -> Program.Run {
      try await Program.run(
        [arguments[0], "--workspace", try #require(folder).url.path] + arguments.dropFirst())
    }

    func fetch() async throws -> Program.Run {
      let saved = try #require(folder).url.appending(path: "saved").path
      return try await run("fetch", "--period", "2026-10-14", "--from", saved)
    }

    /// Cells of a table by its head, row by row.
    func rows(_ name: String) throws -> [[String: String]] {
      let file = try #require(folder).url
        .appending(path: "public/one/2026-10-14/data/\(name).csv")
      let lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\r\n")
      let head = lines[0].components(separatedBy: ",")
      return lines.dropFirst().filter { !$0.isEmpty }.map {
        Dictionary(uniqueKeysWithValues: zip(head, $0.components(separatedBy: ",")))
      }
    }
  }

  @Test func `a saved day becomes a verified site, and a second import changes nothing`()
    async throws
  {
    let workspace = try Workspace()
    let fetch = try await workspace.fetch()
    try #require(fetch.status == 0, "\(fetch.errors)")
    #expect(fetch.output.contains("one 2026-10-14: captured as"), "\(fetch.output)")
    let build = try await workspace.run("build")
    try #require(build.status == 0, "\(build.errors)")

    let month = try workspace.rows("month")
    let all = try #require(month.first { $0["queue_id"] == "*" })
    let sums = [
      "offered": "7", "answered": "4", "answered_in_threshold": "3", "abandoned": "3",
      "short_abandoned": "1", "wait_answered_ms": "48000", "wait_abandoned_ms": "83000",
      "handled": "4", "handle_ms": "460000", "handle_max_ms": "200000", "state": "final",
    ]
    for (column, value) in sums { #expect(all[column] == value, "\(column)") }
    let intervals = try workspace.rows("intervals")
    #expect(intervals.count == 2 * 288)
    let late = try #require(intervals.last)
    #expect(late["interval_local"] == "2026-10-14T23:55:00+02:00")
    #expect(late["queue"] == "Sales")
    #expect(late["offered"] == "2")

    let again = try await workspace.fetch()
    #expect(again.status == 0)
    #expect(again.output.contains("unchanged since capture"), "\(again.output)")
    let root = try #require(workspace.folder).url
    let archive = try await Program.run(["archive", "verify", "--workspace", root.path])
    #expect(archive.status == 0, "\(archive.errors)")
    let verify = try await Program.run([
      "verify", root.appending(path: "public/one").path,
    ])
    #expect(verify.status == 0, "\(verify.output)\(verify.errors)")
  }

  @Test func `a period is imported with all of its days or not at all`() async throws {
    let workspace = try Workspace()
    let saved = try #require(workspace.folder).url.appending(path: "saved").path
    let fetch = try await workspace.run(
      "fetch", "--period", "2026-10-14/2026-10-16", "--from", saved)
    #expect(fetch.status == 66, "\(fetch.errors)")
    #expect(fetch.errors.contains("pages/one/2026-10-15.json"), "\(fetch.errors)")
    #expect(try await workspace.run("build").status == 66)
  }

  @Test func `answers that count by another threshold or clock are refused`() async throws {
    let threshold = try await Workspace(within: 30).fetch()
    #expect(threshold.status == 65)
    #expect(threshold.errors.contains("within 30000 ms"), "\(threshold.errors)")

    let workspace = try Workspace()
    let tenant = try String(
      contentsOf: #require(workspace.folder).url.appending(path: "saved/tenant.json"),
      encoding: .utf8)
    try workspace.write(
      tenant.replacing("Europe/Berlin", with: "Asia/Manila"), to: "saved/tenant.json")
    let clock = try await workspace.fetch()
    #expect(clock.status == 65)
    #expect(clock.errors.contains("Asia/Manila"), "\(clock.errors)")
  }

  @Test(arguments: [
    (#""nOffered""#, #""nCallsByNumber""#, 65, "nCallsByNumber"),
    ("]}]}]}", "]}]}", 65, "2026-10-14.json"),
    ("T21:55:00.000Z/2026-10-14T22:00", "T22:00:00.000Z/2026-10-14T22:05", 65, "not asked for"),
    (queues[1], "90e0e000-0000-4000-8000-000000000103", 65, "the queue"),
  ])
  func `an answer that does not fit stops the import at its file`(
    old: String, new: String, status: Int32, word: String
  ) async throws {
    let workspace = try Workspace()
    try workspace.write(
      Workspace.day.replacing(old, with: new), to: "saved/pages/one/2026-10-14.json")
    let fetch = try await workspace.fetch()
    #expect(fetch.status == status, "\(fetch.errors)")
    #expect(fetch.errors.contains(word), "\(fetch.errors)")
    #expect(try await workspace.run("build").status == 66)
  }

  @Test func `what is missing or makes no sense on the command line is told`() async throws {
    let workspace = try Workspace()
    let none = try await workspace.run("fetch", "--period", "2026-10-14", "--from", "/nonexistent")
    #expect(none.status == 66)
    #expect(none.errors.contains("tenant.json"), "\(none.errors)")
    let dry = try await workspace.run(
      "fetch", "--period", "2026-10-14", "--from", "saved", "--dry-run")
    #expect(dry.status == 64)
    try workspace.write("{\"granularity\": \"PT5M\"}", to: "saved/tenant.json")
    let bad = try await workspace.fetch()
    #expect(bad.status == 65)
    #expect(bad.errors.contains("partners"), "\(bad.errors)")
  }
}
