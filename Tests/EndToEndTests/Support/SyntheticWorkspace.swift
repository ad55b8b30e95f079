import DemoTenant
import Foundation

/// A workspace for the first partner of an organization that is made up.
struct SyntheticWorkspace {
  let folder: TemporaryFolder
  let tenant: DemoTenant
  let queues: [DemoQueue]

  var url: URL { folder.url }

  /// Starts a tenant and configures the partner's first `count` queues; without a count, all.
  ///
  /// `more` are further lines of the partner, such as `agents: {of: queues}`.
  init(
    _ options: String, queues count: Int? = nil, dialect: String = "published", more: String = "",
    faults: String? = nil
  ) throws {
    let recording = "synthetic:" + options
    folder = try TemporaryFolder()
    tenant = try DemoTenant.start(TenantOptions(recording: recording, faults: faults))
    let all = try DemoTenant.partners(recording: recording)[0].queues
    queues = Array(all.prefix(count ?? all.count))
    if more.contains("agents:") || more.contains("records:") {
      try Self.writeKey(to: url.appending(path: "keys/pseudonyms"), seed: 1)
    }
    let list = queues.enumerated().map { "      - {id: \($1.id), label: Queue \($0 + 1)}" }
    try write(
      """
      organization:
        name: Synthetic
        dialect: \(dialect)
        loginURL: \(tenant.baseURL)
        apiURL: \(tenant.baseURL)
        timeZone: Europe/Berlin
        credentials:
          clientID: {command: [printf, demo]}
          clientSecret: {command: [printf, demo]}
      partners:
        - id: one
          name: Partner One
          contract: contracts/one.yml
          \(more)
          queues:
      \(list.joined(separator: "\n"))

      """, to: "tallysheet.yml")
    try write(Self.contract, to: "contracts/one.yml")
  }

  /// One measure of service level and a fee for each answer.
  static let contract = """
    title: Services
    zone: Europe/Berlin
    currency: EUR
    answeredWithin: 20 s
    shortAbandon: 5 s
    hours:
      monday to sunday: 08:00-18:00
    coverage: 90 %
    finalAfter: 4 days
    terms:
      - from: 2026-01-01
        measures:
          - id: service-level
            clause: "1"
            title: Service level
            metric: service level
            formula: genesys
            target: at least 80 %
        fees:
          - {item: Answered calls, each: answered, rate: 1.00}

    """

  /// A key of pseudonyms: 64 digits that only its owner can read.
  static func writeKey(to file: URL, seed: Int) throws {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    let digits = (0..<64).map { String(($0 * 7 + seed) % 16, radix: 16) }.joined()
    try Data((digits + "\n").utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
  }

  private func write(_ text: String, to name: String) throws {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
  }

  func run(_ arguments: String...) async throws -> Program.Run {
    try await Program.run([arguments[0], "--workspace", url.path] + arguments.dropFirst())
  }

  func text(of name: String) throws -> String {
    try String(contentsOf: url.appending(path: name), encoding: .utf8)
  }
}
