import DemoTenant
import Foundation
import Testing

@Suite struct InitTests {
  @Test func `a starter workspace runs at once against the demo organization`() async throws {
    let folder = try TemporaryFolder()
    let made = try await Program.run(["init", "acme"], in: folder.url)
    try #require(made.status == 0, "\(made.errors)")
    let tenant = try DemoTenant.start(TenantOptions(recording: "synthetic"))
    defer { tenant.stop() }
    let workspace = folder.url.appending(path: "acme")
    let file = workspace.appending(path: "tallysheet.yml")
    // The port is the one thing that a test cannot leave as it is.
    let text = try String(contentsOf: file, encoding: .utf8)
    try text.replacing("http://127.0.0.1:8085", with: tenant.baseURL)
      .write(to: file, atomically: true, encoding: .utf8)

    for command in [["fetch", "--period", "2026-10"], ["build"]] {
      let run = try await Program.run(command + ["--quiet"], in: workspace)
      #expect(run.status == 0, "\(run.errors)")
    }
    let period = workspace.appending(path: "public/northline/2026-10")
    let page = try String(contentsOf: period.appending(path: "index.html"), encoding: .utf8)
    #expect(page.contains("October was the first full month."))
    #expect(page.contains("Everyday banking"))

    // The key is the one of the seal, and OpenSSH takes both.
    let check = try await Program.system(
      [
        "sh", "-c",
        "ssh-keygen -Y verify -f allowed_signers -I evidence@example.com -n tallysheet-manifest "
          + "-s manifest-sha256.txt.sig < manifest-sha256.txt && ssh-keygen -lf \"$1\"", "sh",
        workspace.appending(path: "keys/evidence_ed25519").path,
      ], in: period)
    #expect(check.status == 0, "\(check.output)")
    let fingerprint = try #require(
      made.output.split(separator: " ").first { $0.hasPrefix("SHA256:") })
    #expect(check.output.contains(fingerprint.prefix { !$0.isWhitespace }), "\(check.output)")
  }

  @Test func `the key is its owner's, and nothing is overwritten`() async throws {
    let folder = try TemporaryFolder()
    #expect(try await Program.run(["init"], in: folder.url).status == 0)
    let key = folder.url.appending(path: "keys/evidence_ed25519").path
    let attributes = try FileManager.default.attributesOfItem(atPath: key)
    #expect(attributes[.posixPermissions] as? Int == 0o600)

    let before = try DemoWorkspace.files(in: folder.url)
    #expect(before.keys.contains(".gitignore"))
    let again = try await Program.run(["init"], in: folder.url)
    #expect(again.status == 73)
    #expect(again.errors.contains("tallysheet.yml' exists already"), "\(again.errors)")
    #expect(try DemoWorkspace.files(in: folder.url) == before)
  }

  @Test func `one foreign file keeps all others from being written`() async throws {
    let folder = try TemporaryFolder()
    try "mine".write(
      to: folder.url.appending(path: ".gitignore"), atomically: true, encoding: .utf8)
    let run = try await Program.run(["init", "."], in: folder.url)
    #expect(run.status == 73)
    #expect(run.errors.contains(".gitignore"), "\(run.errors)")
    #expect(try DemoWorkspace.files(in: folder.url).keys.sorted() == [".gitignore"])
  }

  @Test func `what a killed run left is finished`() async throws {
    let folder = try TemporaryFolder()
    #expect(try await Program.run(["init"], in: folder.url).status == 0)
    let key = try Data(contentsOf: folder.url.appending(path: "keys/evidence_ed25519"))
    for name in ["tallysheet.yml", "contracts/northline.yml"] {
      try FileManager.default.removeItem(at: folder.url.appending(path: name))
    }
    let again = try await Program.run(["init", "--json"], in: folder.url)
    #expect(again.status == 0, "\(again.errors)")
    #expect(again.output.contains("\"tallysheet.yml\""), "\(again.output)")
    #expect(try Data(contentsOf: folder.url.appending(path: "keys/evidence_ed25519")) == key)
  }
}
