import DemoTenant
import Foundation
import SyntheticSite
import Testing

/// Builds that would show somebody else's names, a secret or a person, and so do not happen.
@Suite struct LeakTests {
  private static let recording =
    "synthetic:partners=2,queues=2,agents=3,calls=30,from=2026-10-05,to=2026-10-07,"
    + "now=2026-12-01T00:00:00Z"
  private static let secret = "hush-7f3a9c1d5e"

  private struct Site {
    let folder: TemporaryFolder
    let tenant: DemoTenant
    /// The other partner's queue.
    let queue: String

    func text(_ name: String) throws -> String {
      try String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
    }

    func write(_ text: String, _ name: String) throws {
      let file = folder.url.appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }

    func remark(_ text: String) throws { try write(text, "commentary/partner-1/2026-10-05.md") }

    func build() async throws -> Program.Run {
      try await Program.run(
        ["build", "--partner", "partner-1", "--workspace", folder.url.path])
    }

    /// What stands where the partner's site is published.
    func published() throws -> [String: Data] {
      try DemoWorkspace.files(in: folder.url.appending(path: "public/partner-1"))
    }
  }

  /// A built site of two partners; the second has a name, labels and an agent that tell it.
  private static func site() async throws -> Site {
    let folder = try TemporaryFolder()
    let tenant = try DemoTenant.start(TenantOptions(recording: recording, secret: secret))
    let made = try SyntheticSite(
      in: folder.url, recording: recording, servedAt: tenant.baseURL, secret: secret)
    let queue = try #require(try DemoTenant.partners(recording: recording).last?.queues.first)
    let site = Site(folder: folder, tenant: tenant, queue: queue.id)
    var text = try site.text("tallysheet.yml")
      .replacing("name: Partner 2", with: "name: Südkai GmbH")
      .replacing("{id: \(queue.id)}", with: "{id: \(queue.id), label: Yachten & Boote}")
    text +=
      "    agents: {ids: [40fe0000-0000-4000-8000-000000000401], shared: accepted}\n"
      + "privacy: {canaries: [zebra-crossing-7731]}\n"
    try site.write(text, "tallysheet.yml")
    let fetch = try await Program.run(
      [
        "fetch", "--period", "2026-10-05", "--partner", "partner-1", "--workspace",
        made.folder.path,
      ])
    try #require(fetch.status == 0, "\(fetch.errors)")
    try site.remark("A quiet day.\n")
    let build = try await site.build()
    try #require(build.status == 0, "\(build.errors)")
    return site
  }

  @Test func `each rule stops the seal, and the old site stands`() async throws {
    let site = try await Self.site()
    let old = try site.published()
    #expect(old.count > 20)
    let pair = Data("x:\(Self.secret)".utf8).base64EncodedString()
    let cases: [(remark: String, rule: String)] = [
      ("Calls went to Südkai GmbH.", "the name of another partner"),
      ("Calls went to **SÜD**kai gmbh.", "the name of another partner"),
      ("See [there](https://example.org/partner%2D2).", "the name of another partner"),
      ("More in Yachten &amp; Boote.", "the name of another partner's queue"),
      ("`\(site.queue.uppercased())`", "the id of another partner's queue"),
      ("40fe0000-0000-4000-8000-000000000401", "the id of another partner's agent"),
      ("A zebra crossing 7731.", "a canary"),
      ("The secret is \(Self.secret).", "a secret"), ("Basic \(pair)", "a secret"),
      ("Mrs. Example rang from +44 20 7946 0018.", "what looks like a telephone number"),
      ("Write to ada&#64;example.org.", "what looks like an e-mail address"),
      ("She paid by 4111 1111 1111 1111.", "the number of a payment card"),
      ("From GB82 WEST 1234 5698 7654 32.", "what looks like an IBAN"),
      ("She rang from 192.0.2.45 twice.", "what looks like an IP address"),
    ]
    for (remark, rule) in cases {
      try site.remark(remark + "\n")
      let build = try await site.build()
      #expect(build.status == 65, "\(remark): \(build.errors)")
      #expect(build.errors.contains(rule), "\(remark): \(build.errors)")
      #expect(build.errors.contains("2026-10-05/index.html, line "), "\(build.errors)")
      for word in ["Südkai", "Yachten", Self.secret, "7946 00", "ada@", "1111 1111", "5698"] {
        let isSaid = build.errors.contains(word)
        #expect(!isSaid, "\(word)")
      }
      #expect(try site.published() == old)
    }
    try site.remark("A quiet day.\n")
    #expect(try await site.build().status == 0)
    #expect(try site.published() == old)
  }

  /// The same text from every place that brings texts to a page.
  @Test func `every source of texts is scanned`() async throws {
    let site = try await Self.site()
    let old = try site.published()
    let edits: [(file: String, old: String, new: String)] = [
      ("tallysheet.yml", "name: Made up\n", "name: Made up\n  notice: See Südkai GmbH.\n"),
      ("contract.yml", "title: Services", "title: Services like Südkai GmbH"),
      ("contract.yml", "clause: \"1\"", "clause: \"1, Südkai GmbH\""),
      ("contract.yml", "title: Service level", "title: Level as Südkai GmbH"),
    ]
    for edit in edits {
      let text = try site.text(edit.file)
      try #require(text.contains(edit.old), "\(edit.old)")
      try site.write(text.replacing(edit.old, with: edit.new), edit.file)
      let build = try await site.build()
      #expect(build.status == 65, "\(edit.new): \(build.errors)")
      #expect(build.errors.contains("the name of another partner"), "\(build.errors)")
      #expect(try site.published() == old)
      try site.write(text, edit.file)
    }
  }

  @Test func `an exception lets its text pass, and the method page says why`() async throws {
    let site = try await Self.site()
    try site.remark("The hotline is +44 20 7946 0018, as at Südkai GmbH; zebra-crossing-7731.\n")
    let text = try site.text("tallysheet.yml")
    let allowed = """
          privacy:
            allow:
              - {text: +44 20 7946 0018, reason: the public hotline}
              - {text: Südkai GmbH, reason: its name is in the contract}

      """
    let place = "    contract: contract.yml\n"
    let parts = text.components(separatedBy: place)
    try site.write(
      parts[0] + place + allowed + parts[1] + place + parts[2], "tallysheet.yml")
    let refused = try await site.build()
    #expect(refused.status == 65, "\(refused.errors)")
    #expect(refused.errors.contains("a canary"))
    #expect(!refused.errors.contains("another partner"))
    #expect(!refused.errors.contains("'privacy.allow'"), "a canary has no exception")
    try site.remark("The hotline is +44 20 7946 0018, as at Südkai GmbH.\n")
    let build = try await site.build()
    try #require(build.status == 0, "\(build.errors)")
    let method = try site.text("public/partner-1/2026-10-05/method.html")
    #expect(method.contains("the public hotline"))
    #expect(method.contains("its name is in the contract"))
  }
}
