import DemoTenant
import Foundation
import Testing

@Suite struct DoctorTests {
  struct Line: Decodable {
    let check: String
    let state: String
    let what: String
    let remedy: String?
  }

  private static func lines(_ run: Program.Run) throws -> [Line] {
    try JSONDecoder().decode([Line].self, from: Data(run.output.utf8))
  }

  @Test func `a workspace in order has no failure, and every check has its line`() async throws {
    let workspace = try DemoWorkspace(edits: [
      DemoWorkspace.Edit(
        "tallysheet.yml", "    name: Northline Contact\n    contract",
        "    name: Northline Contact\n    publish: {directory: www/n}\n    contract")
    ])
    #expect(try await workspace.run("fetch", "--period", "1999-10", "--quiet").status == 0)
    #expect(try await workspace.run("build", "--quiet").status == 0)
    let run = try await workspace.run("doctor", "--probe", "--json")
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    let lines = try Self.lines(run)
    #expect(lines.filter { $0.state == "failure" }.map(\.what) == [])
    for check in [
      "configuration", "file modes", "folders", "zone data", "client id", "client secret",
      "signing key",
      "contract northline", "archive northline", "silence southquay", "sign in", "clock",
      "least privilege", "limits", "masking", "zone names", "queues northline", "granularity",
      "target northline",
    ] {
      #expect(lines.contains { $0.check == check && $0.state == "ok" }, "\(check): \(run.output)")
    }
    #expect(lines.first { $0.check == "target southquay" }?.state == "warning")
    // On the evening of Sunday, 24 October nobody called; whether that is real, nobody has said.
    let silence = lines.filter { $0.check == "silence northline" }
    #expect(silence.map(\.state) == ["warning"])
    #expect(silence.first?.what.contains("1999-10-24T21:15 to 1999-10-25T00:00") == true)
    #expect(lines.allSatisfy { ($0.state == "ok") == ($0.remedy == nil) }, "\(run.output)")

    let table = try await workspace.run("doctor")
    #expect(table.output.hasSuffix("0 failures\n"), "\(table.output)")
    #expect(!table.output.contains("\u{1B}"), "no colours but on a terminal")
  }

  @Test(arguments: [
    ("write-grant", "least privilege", "may do more than read"),
    ("skew", "clock", "from the service's"),
  ])
  func `what is wrong with client and clock is a failure`(
    fault: String, check: String, what: String
  ) async throws {
    let workspace = try DemoWorkspace(faults: "\(fault)@1+1")
    let run = try await workspace.run("doctor", "--json")
    #expect(run.status == 1, "\(run.errors)")
    let lines = try Self.lines(run)
    #expect(
      lines.contains { $0.check == check && $0.state == "failure" && $0.what.contains(what) },
      "\(run.output)")
  }

  @Test func `a coarser granularity is a warning that took few requests`() async throws {
    let workspace = try DemoWorkspace(faults: "no-5m@1+1")
    let plain = try await workspace.run("doctor", "--quiet")
    #expect(plain.status == 0, "\(plain.output)\(plain.errors)")
    let before = workspace.tenant.log.count
    let run = try await workspace.run("doctor", "--probe", "--json")
    let more = workspace.tenant.log.count - before - before
    #expect((1...10).contains(more))
    let line = try #require(try Self.lines(run).first { $0.check == "granularity" })
    #expect(line.state == "warning")
    #expect(line.what.contains("PT5M refused, PT15M is answered"), "\(line.what)")
  }

  @Test func `a configuration that cannot be read is the only line`() async throws {
    let folder = try TemporaryFolder()
    let run = try await Program.run(["doctor", "--json"], in: folder.url)
    #expect(run.status == 1)
    let lines = try Self.lines(run)
    #expect(lines.map(\.check) == ["configuration"])
    #expect(lines.first?.remedy?.contains("tallysheet init") == true)
  }

  @Test func `what only this machine shows is found, too`() async throws {
    let workspace = try DemoWorkspace(edits: [
      DemoWorkspace.Edit("tallysheet.yml", "00000000104, label", "00000000199, label"),
      DemoWorkspace.Edit(
        "tallysheet.yml", "clientSecret: {command: [printf, demo]}",
        "clientSecret: {env: TALLYSHEET_NO_SUCH_SECRET}"),
    ])
    let key = workspace.url.appending(path: "keys/evidence_ed25519").path
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: key)
    let contract = workspace.url.appending(path: "contracts/northline.yml").path
    try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: contract)
    let run = try await workspace.run("doctor", "--json")
    #expect(run.status == 1)
    let lines = try Self.lines(run)
    #expect(lines.contains { $0.check == "client secret" && $0.state == "failure" })
    #expect(lines.contains { $0.check == "signing key" && $0.what.contains("mode 644") })
    #expect(
      lines.contains {
        $0.check == "file modes" && $0.state == "warning" && $0.what.contains("mode 666")
      }, "\(run.output)")
    #expect(lines.contains { $0.check == "sign in" && $0.state == "failure" })
  }

  /// `/proc` takes no files, whoever asks.
  @Test func `a folder that cannot be written is found before anything is fetched`() async throws {
    let workspace = try DemoWorkspace(edits: [
      DemoWorkspace.Edit(
        "tallysheet.yml", "partners:", "paths: {public: /proc/public}\npartners:")
    ])
    let run = try await workspace.run("doctor", "--json")
    #expect(run.status == 1)
    let line = try #require(try Self.lines(run).first { $0.check == "folders" })
    #expect(line.state == "failure")
    #expect(line.what == "nothing can be written to /proc/public")
  }

  @Test func `a queue that cannot be seen is the partner's failure`() async throws {
    let workspace = try DemoWorkspace(edits: [
      DemoWorkspace.Edit("tallysheet.yml", "00000000104, label", "00000000199, label")
    ])
    let lines = try Self.lines(try await workspace.run("doctor", "--json"))
    #expect(lines.contains { $0.check == "queues northline" && $0.state == "ok" })
    #expect(lines.contains { $0.check == "queues southquay" && $0.state == "failure" })
  }
}
