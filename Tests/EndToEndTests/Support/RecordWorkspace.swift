import DemoTenant
import Foundation

/// A workspace of one partner that has its conversations fetched from a made-up organization.
struct RecordWorkspace {
  let folder: TemporaryFolder

  /// Writes the configuration; `records` is the value of that key, `nil` leaves it out.
  init(tenant: DemoTenant, recording: String, records: String?) throws {
    folder = try TemporaryFolder()
    if records != nil {
      try SyntheticWorkspace.writeKey(to: folder.url.appending(path: "keys/pseudonyms"), seed: 1)
    }
    let queues = try DemoTenant.partners(recording: recording).flatMap(\.queues)
      .map { "      - {id: \($0.id), label: Queue}" }.joined(separator: "\n")
    let text = """
      organization:
        name: Example
        loginURL: \(tenant.baseURL)
        apiURL: \(tenant.baseURL)
        timeZone: Europe/Berlin
        credentials:
          clientID: {command: [printf, demo]}
          clientSecret: {command: [printf, demo]}
      partners:
        - id: north
          name: North
          contract: north.yml
      \(records.map { "    records: \($0)" } ?? "")
          media: [voice, chat, callback, email]
          directions: [inbound, outbound]
          queues:
      \(queues)

      """
    let contract = """
      title: Services
      zone: Europe/Berlin
      currency: EUR
      answeredWithin: 20 s
      shortAbandon: 5 s
      hours: {monday to sunday: 08:00-20:00}
      holidays: []
      coverage: 90 %
      finalAfter: 4 days
      terms:
        - from: 2026-01-01
          measures:
            - {id: level, clause: "1", title: Service level, metric: service level,
               formula: genesys, target: at least 70 %, within: 45 s}
          fees: []

      """
    for (name, text) in [("tallysheet.yml", text), ("north.yml", contract)] {
      try text.write(to: folder.url.appending(path: name), atomically: true, encoding: .utf8)
    }
  }

  func run(_ arguments: String...) async throws -> Program.Run {
    try await Program.run(
      [arguments[0], "--workspace", folder.url.path] + arguments.dropFirst())
  }

  /// The rows of a file of the period as cells, without the head.
  func table(_ name: String, _ period: String) throws -> [[String]] {
    let file = folder.url.appending(path: "public/north/\(period)/data/\(name).csv")
    return try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\r\n")
      .dropFirst().filter { !$0.isEmpty }.map { $0.components(separatedBy: ",") }
  }
}
