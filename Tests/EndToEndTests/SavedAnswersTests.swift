import Foundation
import Testing

/// `fetch --from`: answers from a folder instead of a service.
@Suite struct SavedAnswersTests {
  @Test func `a saved day becomes a verified site, and a second import changes nothing`()
    async throws
  {
    let workspace = try SavedDayWorkspace()
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
    let workspace = try SavedDayWorkspace()
    let saved = try #require(workspace.folder).url.appending(path: "saved").path
    let fetch = try await workspace.run(
      "fetch", "--period", "2026-10-14/2026-10-16", "--from", saved)
    #expect(fetch.status == 66, "\(fetch.errors)")
    #expect(fetch.errors.contains("pages/one/2026-10-15.json"), "\(fetch.errors)")
    #expect(try await workspace.run("build").status == 66)
  }

  @Test func `answers that count by another threshold or clock are refused`() async throws {
    let threshold = try await SavedDayWorkspace(within: 30).fetch()
    #expect(threshold.status == 65)
    #expect(threshold.errors.contains("within 30000 ms"), "\(threshold.errors)")

    let workspace = try SavedDayWorkspace()
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
    (SavedDayWorkspace.queues[1], "90e0e000-0000-4000-8000-000000000103", 65, "the queue"),
  ])
  func `an answer that does not fit stops the import at its file`(
    old: String, new: String, status: Int32, word: String
  ) async throws {
    let workspace = try SavedDayWorkspace()
    try workspace.write(
      SavedDayWorkspace.day.replacing(old, with: new), to: "saved/pages/one/2026-10-14.json")
    let fetch = try await workspace.fetch()
    #expect(fetch.status == status, "\(fetch.errors)")
    #expect(fetch.errors.contains(word), "\(fetch.errors)")
    #expect(try await workspace.run("build").status == 66)
  }

  @Test func `what is missing or makes no sense on the command line is told`() async throws {
    let workspace = try SavedDayWorkspace()
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
