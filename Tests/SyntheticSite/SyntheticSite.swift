import DemoTenant
package import Foundation

/// A workspace for the partners of an organization that is made up: one contract for all.
package struct SyntheticSite: Sendable {
  package let folder: URL
  package let partners: [String]

  /// Writes configuration and contract into a folder that exists.
  ///
  /// Only queues with the medium are listed. `options` are lines of the organization, such as
  /// `granularity: PT5M`.
  package init(
    in folder: URL, recording: String, servedAt address: String, dialect: String = "published",
    medium: String = "voice", secret: String = "demo", options: [String] = []
  ) throws {
    let divisions = try DemoTenant.partners(recording: recording)
    self.folder = folder
    partners = divisions.indices.map { "partner-\($0 + 1)" }
    var lines = [
      "organization:", "  name: Made up", "  dialect: \(dialect)", "  loginURL: \(address)",
      "  apiURL: \(address)", "  timeZone: Europe/Berlin", "  credentials:",
      "    clientID: {command: [printf, demo]}",
      "    clientSecret: {command: [printf, \(secret)]}",
    ]
    lines += options.map { "  " + $0 }
    lines.append("partners:")
    for (id, division) in zip(partners, divisions) {
      lines += [
        "  - id: \(id)", "    name: \(division.name)", "    contract: contract.yml",
        "    media: [\(medium)]", "    directions: [inbound]", "    queues:",
      ]
      for queue in division.queues where queue.media.contains(medium) {
        lines.append("      - {id: \(queue.id)}")
      }
    }
    try write(lines, "tallysheet.yml")
    try write(
      [
        "title: Services", "zone: Europe/Berlin", "currency: EUR", "answeredWithin: 20 s",
        "shortAbandon: 5 s", "hours:", "  monday to sunday: 00:00-24:00", "holidays: []",
        "coverage: 90 %", "terms:", "  - from: 2026-01-01", "    measures:",
        "      - id: service-level", "        clause: \"1\"", "        title: Service level",
        "        metric: service level", "        formula: answered_plus_abandoned",
        "        target: at least 80 %", "    fees:",
        "      - {item: Answered, each: answered, rate: 2.50}",
      ], "contract.yml")
  }

  private func write(_ lines: [String], _ name: String) throws {
    try (lines.joined(separator: "\n") + "\n").write(
      to: folder.appending(path: name), atomically: true, encoding: .utf8)
  }
}
