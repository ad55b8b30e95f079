import DemoTenant
import Foundation
import SyntheticSite
import Testing

/// A thousand texts of twenty partners, looked for in the sites of all others by another program.
@Suite struct PlantedSecretTests {
  private static let partners = 20
  private static let recording =
    "synthetic:partners=20,queues=2,agents=2,calls=8,from=2026-10-05,to=2026-10-07,"
    + "now=2026-12-01T00:00:00Z"

  /// The texts of a partner: a kind of place, and a word that stands nowhere else.
  private struct Planted {
    let partner: Int
    private(set) var words: [String] = []

    init(_ partner: Int) { self.partner = partner }

    mutating func word() -> String {
      let number = partner * 1000 + words.count
      words.append("zq\(String(number * 7_368_787 % 0x7FFF_FFFF, radix: 16))qz")
      return words[words.count - 1]
    }
  }

  /// `TALLYSHEET_PLANTED_SITE=DIR` also leaves the workspace in a new folder, for other tools to judge.
  @Test func `a thousand planted secrets are in nobody else's site`() async throws {
    let folder = try TemporaryFolder()
    let tenant = try DemoTenant.start(TenantOptions(recording: Self.recording))
    let made = try DemoTenant.partners(recording: Self.recording)
    try #require(made.count == Self.partners)
    var planted: [Planted] = []
    var lines = [
      "organization:", "  name: Made up", "  loginURL: \(tenant.baseURL)",
      "  apiURL: \(tenant.baseURL)", "  timeZone: Europe/Berlin", "  credentials:",
      "    clientID: {command: [printf, demo]}", "    clientSecret: {command: [printf, demo]}",
      "partners:",
    ]
    for (index, partner) in made.enumerated() {
      var words = Planted(index + 1)
      let id = words.word()
      lines += [
        "  - id: \(id)", "    name: Firm \(words.word())", "    contract: contracts/\(id).yml",
        "    gaps:",
        "      - {from: 2026-10-05T03:00, to: 2026-10-05T04:00, reason: \(words.word()), "
          + "evidence: \(words.word())}",
        "    silences:",
        "      - {from: 2026-10-05T06:00, to: 2026-10-05T09:00, reason: \(words.word())}",
        "    queues:",
      ]
      for queue in partner.queues {
        lines.append("      - {id: \(queue.id), label: Line \(words.word())}")
      }
      try Self.write(
        """
        title: Services \(words.word())
        zone: Europe/Berlin
        currency: EUR
        answeredWithin: 20 s
        shortAbandon: 5 s
        hours: {monday to sunday: 00:00-24:00}
        holidays: []
        coverage: 90 %
        terms:
          - from: 2026-01-01
            reference: Annex \(words.word())
            measures:
              - id: \(words.word())
                clause: "\(words.word())"
                title: Level \(words.word())
                metric: service level
                formula: answered_plus_abandoned
                target: at least 80 %
            fees:
              - {item: Answered \(words.word()), each: answered, rate: 2.50}

        """, "contracts/\(id).yml", in: folder.url)
      var remarks = ""
      while words.words.count < 50 { remarks += "- About \(words.word()) and\n" }
      try Self.write(remarks, "commentary/\(id)/2026-10-05.md", in: folder.url)
      planted.append(words)
    }
    try Self.write(lines.joined(separator: "\n") + "\n", "tallysheet.yml", in: folder.url)
    #expect(Set(planted.flatMap(\.words)).count == 1000)

    let options = ["--workspace", folder.url.path]
    let fetch = try await Program.run(["fetch", "--period", "2026-10-05"] + options)
    try #require(fetch.status == 0, "\(fetch.errors)")
    let build = try await Program.run(["build"] + options)
    try #require(build.status == 0, "\(build.errors)")

    let list = planted.map { $0.words.joined(separator: " ") }.joined(separator: "\n")
    try Self.write(list, "planted.txt", in: folder.url)
    if let keep = ProcessInfo.processInfo.environment["TALLYSHEET_PLANTED_SITE"] {
      try FileManager.default.copyItem(atPath: folder.url.path, toPath: keep)
    }
    let look = try await Program.independent(
      "planted.py",
      [
        folder.url.appending(path: "public").path, folder.url.appending(path: "planted.txt").path,
      ])
    #expect(look.status == 0, "\(look.output)\(look.errors)")
    // Its own texts are there: the program can see.
    #expect(look.output.contains("sites: 20\n"), "\(look.output)")
    let own = look.output.split(separator: "\n").compactMap { line in
      line.hasPrefix("own: ") ? Int(line.dropFirst(5)) : nil
    }
    #expect((own.first ?? 0) > 800, "\(look.output)")
  }

  private static func write(_ text: String, _ name: String, in folder: URL) throws {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
  }
}
