import DemoTenant
import Figures
import Foundation
import Testing
import Workspace

/// Ids of agents and conversations on their way from the tenant to disk.
@Suite struct PseudonymTests {
  private static let options = "partners=2,queues=2,agents=6,calls=15,from=2026-10-24,to=2026-10-27"
  private static let more = "agents: {of: queues}\n    records: pages"
  private static let period = "2026-10-26"

  private func workspace(_ privacy: String = "", faults: String? = nil) throws -> SyntheticWorkspace
  { try SyntheticWorkspace(Self.options, more: Self.more + privacy, faults: faults) }

  private struct Kept {
    var naming: CapturedNaming
    var agents: [String] = []
    var conversations: Set<String> = []
    /// Every answer and request as it is kept.
    var texts: [String] = []
    var masked = 0
  }

  private func kept(_ workspace: SyntheticWorkspace) throws -> Kept {
    let path = workspace.url.appending(path: "archive/one.sqlite").path
    let archive = try Archive.open(at: path, partner: "one")
    defer { try? archive.close() }
    let capture = try #require(try archive.latestComplete(period: Self.period))
    var kept = Kept(naming: capture.header.naming)
    kept.agents = try archive.agents(of: capture)?.members.map(\.agent.text) ?? []
    try archive.forEachRecord(of: capture) { kept.conversations.insert($0.conversation) }
    for answer in try archive.answers(of: capture) {
      let bytes = try #require(try archive.rawAnswer(of: capture, key: answer.key))
      kept.texts += [String(decoding: bytes, as: UTF8.self), answer.body]
      if answer.keptSHA256 != nil { kept.masked += 1 }
    }
    kept.texts += try archive.receipts(of: capture).map(\.body)
    return kept
  }

  private func fetch(_ workspace: SyntheticWorkspace) async throws -> Program.Run {
    try await workspace.run("fetch", "--period", Self.period, "--log-level", "trace")
  }

  @Test func `by default nothing on disk has an id of a person or a conversation`() async throws {
    let plain = try workspace("\n    privacy: {agents: id, conversations: id, smallCell: 2}")
    try #require(try await fetch(plain).status == 0)
    let known = try kept(plain)
    #expect(known.naming == CapturedNaming(agents: .id, conversations: .id, keyID: nil))
    let people = Set(known.agents)
    #expect(people.count > 1 && known.conversations.count > 20)
    #expect(known.texts.contains { text in people.contains { text.contains($0) } })

    let masked = try workspace("\n    privacy: {smallCell: 2}")
    let run = try await fetch(masked)
    try #require(run.status == 0, "\(run.errors)")
    let build = try await masked.run("build", "--log-level", "trace")
    try #require(build.status == 0, "\(build.errors)")
    let found = try kept(masked)
    #expect(found.agents.count == known.agents.count)
    #expect(found.conversations.count == known.conversations.count)
    #expect((found.agents + found.conversations).allSatisfy { $0.hasPrefix("p_") })
    #expect(found.masked > 0)
    let key = try masked.text(of: "keys/pseudonyms").trimmingCharacters(in: .newlines)
    let keyID = try #require(found.naming.keyID)
    #expect(try PseudonymKey(Secret(key), place: "").id == keyID)

    let secret = people.union(known.conversations)
    var traces = found.texts + [run.errors, run.output, build.errors, build.output]
    for (name, bytes) in try DemoWorkspace.files(in: masked.url) where name != "keys/pseudonyms" {
      traces.append(String(decoding: bytes, as: UTF8.self))
    }
    for (index, text) in traces.enumerated() {
      let isNamed = secret.contains { text.contains($0) }
      #expect(!isNamed, "trace \(index)")
      let isKey = text.contains(key)
      #expect(!isKey, "trace \(index)")
    }
    // The key has a name, and the seal, the method page and the list of requests say what is kept.
    let day = "public/one/\(Self.period)"
    #expect(try masked.text(of: "\(day)/seal.json").contains("\"pseudonymKey\" : \"\(keyID)\""))
    let method = try masked.text(of: "\(day)/method.html")
    #expect(method.contains("<code>\(keyID)</code>"))
    #expect(method.contains("<code>piiMaskingEnabled</code>"))
    #expect(!(try plain.text(of: "archive/known-names.json")).contains("p_"))
    #expect(try masked.text(of: "archive/known-names.json").contains("\"p_"))

    // An id that got onto a page all the same stops the seal, the partner's own agents' too.
    let person = try #require(people.min())
    let remark = masked.url.appending(path: "commentary/one/\(Self.period).md")
    try FileManager.default.createDirectory(
      at: remark.deletingLastPathComponent(), withIntermediateDirectories: true)
    try "Ask \(person.uppercased()).\n".write(to: remark, atomically: true, encoding: .utf8)
    let leaking = try await masked.run("build")
    #expect(leaking.status == 65, "\(leaking.errors)")
    #expect(leaking.errors.contains("an agent's id: ***"), "\(leaking.errors)")
    #expect(!leaking.errors.lowercased().contains(person))

    let check = try await Program.run(
      ["archive", "verify", "--workspace", masked.url.path])
    #expect(check.status == 0, "\(check.output)\(check.errors)")
  }

  @Test func `a new key changes names and no figure, so nothing is published anew`() async throws {
    let workspace = try workspace()
    try #require(try await fetch(workspace).status == 0)
    let first = try kept(workspace)
    let settings = try workspace.text(of: "tallysheet.yml")
    let keys = """
      privacy:
        pseudonyms:
          - {key: {file: keys/pseudonyms}, validUntil: 2020-12-31}
          - {key: {file: keys/newer}, validFrom: 2021-01-01}

      """
    try (settings + keys).write(
      to: workspace.url.appending(path: "tallysheet.yml"), atomically: true, encoding: .utf8)
    try SyntheticWorkspace.writeKey(to: workspace.url.appending(path: "keys/newer"), seed: 7)
    let again = try await fetch(workspace)
    #expect(again.status == 0, "\(again.errors)")
    #expect(again.output.contains("unchanged since capture"), "\(again.output)")
    let second = try kept(workspace)
    #expect(second.naming.keyID == first.naming.keyID)
    #expect(second.agents == first.agents)
  }

  @Test func `without its key nothing is asked, and a key that others can read is none`()
    async throws
  {
    let workspace = try workspace()
    let key = workspace.url.appending(path: "keys/pseudonyms")
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: key.path)
    let open = try await fetch(workspace)
    #expect(open.status == 78, "\(open.errors)")
    #expect(open.errors.contains("mode 644"), "\(open.errors)")
    try FileManager.default.removeItem(at: key)
    let missing = try await fetch(workspace)
    #expect(missing.status == 78, "\(missing.errors)")
    #expect(missing.errors.contains("their key is not there"), "\(missing.errors)")
    #expect(missing.errors.contains("openssl rand -hex 32"), "\(missing.errors)")
    #expect(workspace.tenant.log.isEmpty)
    let doctor = try await workspace.run("doctor")
    #expect(doctor.output.contains("pseudonym key"), "\(doctor.output)")
  }

  @Test func `dropped agents leave their time and nobody's name`() async throws {
    let workspace = try workspace("\n    privacy: {agents: drop, conversations: id, smallCell: 2}")
    try FileManager.default.removeItem(at: workspace.url.appending(path: "keys"))
    let run = try await fetch(workspace)
    try #require(run.status == 0, "\(run.errors)")
    let found = try kept(workspace)
    #expect(found.naming == CapturedNaming(agents: .drop, conversations: .id, keyID: nil))
    #expect(found.agents.isEmpty)
    #expect(!found.texts.contains { $0.contains("\"userId\":\"") })
    let build = try await workspace.run("build")
    #expect(build.status == 0, "\(build.errors)")
    let method = try workspace.text(of: "public/one/\(Self.period)/method.html")
    #expect(method.contains("ids were dropped before anything was kept"))
  }
}
