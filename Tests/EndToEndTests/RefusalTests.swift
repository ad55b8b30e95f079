import DemoTenant
import Foundation
import Testing

/// Wrong input of every kind: one message with place and remedy, its exit code, and nothing written.
@Suite struct RefusalTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let file: String
    let old: String
    let new: String
    let status: Int32
    let says: [String]

    init(
      _ name: String, _ file: String = "tallysheet.yml", _ old: String, _ new: String,
      _ status: Int32, _ says: String...
    ) {
      self.name = name
      self.file = file
      self.old = old
      self.new = new
      self.status = status
      self.says = says
    }

    var testDescription: String { name }
  }

  @Test(arguments: [
    Case(
      "an unknown key", "tallysheet.yml", "timeZone:", "timeZon:", 78, "timeZon", "timeZone",
      "tallysheet.yml:"),
    Case(
      "an unknown key of a contract", "contracts/northline.yml", "currency:", "curency:", 78,
      "curency", "currency", "northline.yml:"),
    Case(
      "a zone that does not exist", "contracts/northline.yml", "Asia/Jerusalem", "Asia/Jerusalm",
      78, "Asia/Jerusalm", "northline.yml:"),
    Case(
      "two partners with one id", "tallysheet.yml", "id: southquay", "id: northline", 78,
      "northline", "tallysheet.yml:"),
    Case(
      "a queue name that fits no queue", "tallysheet.yml",
      "{id: 90e0e000-0000-4000-8000-000000000101,", "{name: Everyday bankin,", 78,
      "Everyday bankin", "Everyday banking"),
    Case(
      "a queue that the client cannot see", "tallysheet.yml",
      "90e0e000-0000-4000-8000-000000000101", "90e0e000-0000-4000-8000-000000000999", 77,
      "90e0e000-0000-4000-8000-000000000999"),
    Case(
      "a wrong secret", "tallysheet.yml", "clientSecret: {command: [printf, demo]}",
      "clientSecret: {command: [printf, guess]}", 77, "credentials"),
    Case(
      "plain http to another machine", "tallysheet.yml", "apiURL: http://127.0.0.1",
      "apiURL: http://192.0.2.1", 78, "http"),
    Case(
      "broken YAML", "tallysheet.yml", "partners:", "partners: [", 78, "tallysheet.yml:"),
  ])
  func `is one message with place and remedy, and nothing is written`(example: Case) async throws {
    let workspace = try DemoWorkspace(edits: [.init(example.file, example.old, example.new)])
    let before = try DemoWorkspace.files(in: workspace.url)

    let run = try await workspace.run("fetch", "--period", "1999-02")

    #expect(run.status == example.status, "\(run.errors)")
    #expect(run.output.isEmpty)
    let lines = run.errors.split(separator: "\n")
    #expect(lines.count { $0.hasPrefix("tallysheet: ") } == 1, "\(run.errors)")
    #expect(lines.contains { $0.hasPrefix("  do:    ") }, "\(run.errors)")
    for word in example.says { #expect(run.errors.contains(word), "\(word): \(run.errors)") }
    #expect(!run.errors.contains("guess"))
    #expect(try DemoWorkspace.files(in: workspace.url) == before)
  }

  @Test
  func `a client that may do more is let through by an explicit word, which the page repeats`()
    async throws
  {
    let workspace = try DemoWorkspace(faults: "write-grant@1+1")
    let fetch = ["fetch", "--period", "1999-02", "--partner", "southquay"]
    let refused = try await Program.run(fetch + ["--workspace", workspace.url.path])
    #expect(refused.status == 77, "\(refused.errors)")
    #expect(refused.errors.contains("routing:queue:edit"), "\(refused.errors)")

    let allowed = try await Program.run(
      fetch + ["--workspace", workspace.url.path, "--allow-over-privileged"])
    #expect(allowed.status == 0, "\(allowed.errors)")
    #expect(allowed.errors.contains("routing:queue:edit"), "\(allowed.errors)")
    #expect(try await workspace.run("build", "--partner", "southquay").status == 0)
    let page = try String(
      contentsOf: workspace.url.appending(path: "public/southquay/1999-02/method.html"),
      encoding: .utf8)
    #expect(page.contains("routing:queue:edit"))
  }

  @Test func `an unreachable host is named`() async throws {
    let workspace = try DemoWorkspace()
    workspace.tenant.stop()
    let before = try DemoWorkspace.files(in: workspace.url)
    let run = try await workspace.run("fetch", "--period", "1999-02")
    #expect(run.status == 69, "\(run.errors)")
    #expect(run.errors.contains("127.0.0.1"))
    #expect(try DemoWorkspace.files(in: workspace.url) == before)
  }

  @Test func `a period that was not fetched is not built`() async throws {
    let workspace = try DemoWorkspace()
    let run = try await workspace.run("build", "--period", "1999-02")
    #expect(run.status == 66, "\(run.errors)")
    #expect(run.errors.contains("tallysheet fetch --period 1999-02"))
    #expect(
      !FileManager.default.fileExists(atPath: workspace.url.appending(path: "public").path))
  }

  @Test func `a figure that commentary does not know stops the build and leaves the old site`()
    async throws
  {
    let workspace = try DemoWorkspace()
    #expect(try await workspace.run("fetch", "--period", "1999-02").status == 0)
    #expect(try await workspace.run("build").status == 0)
    let site = workspace.url.appending(path: "public")
    let before = try DemoWorkspace.files(in: site)
    let remarks = workspace.url.appending(path: "commentary/northline/1999-02.md")
    try "Quiet.\n\nThe level was {{service-levl.result}}.\n".write(
      to: remarks, atomically: true, encoding: .utf8)

    let run = try await workspace.run("build")
    #expect(run.status == 65, "\(run.errors)")
    #expect(run.errors.contains("commentary/northline/1999-02.md:3:"))
    #expect(run.errors.contains("service-level.result"))
    #expect(try DemoWorkspace.files(in: site) == before)
  }

  @Test(arguments: [
    (["fetch", "--period", "1999-13"], "1999-13"),
    (["fetch"], "--period"),
    (["build", "--colour"], "--colour"),
    (["demo-tenant", "--recording", "nobody"], "anonymous-bank-1999"),
  ])
  func `wrong usage exits with 64`(arguments: [String], says: String) async throws {
    let run = try await Program.run(arguments)
    #expect(run.status == 64)
    #expect(run.errors.contains(says), "\(run.errors)")
  }

  @Test func `a folder without a configuration is named`() async throws {
    let folder = try TemporaryFolder()
    let run = try await Program.run(["build", "--workspace", folder.url.path])
    #expect(run.status == 66)
    #expect(run.errors.contains("tallysheet.yml"))
  }
}
