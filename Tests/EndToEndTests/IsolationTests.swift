import DemoTenant
import Foundation
import SyntheticSite
import Testing

/// What a partner's site is made from, and what it holds of others: nothing.
@Suite struct IsolationTests {
  private static let recording =
    "synthetic:partners=2,queues=2,agents=3,calls=30,from=2026-10-05,to=2026-10-07,"
    + "now=2026-12-01T00:00:00Z"

  /// Two partners whose day is fetched, each with a contract of its own.
  private static func workspace() async throws -> (folder: TemporaryFolder, options: [String]) {
    let folder = try TemporaryFolder()
    let tenant = try DemoTenant.start(TenantOptions(recording: recording))
    let site = try SyntheticSite(in: folder.url, recording: recording, servedAt: tenant.baseURL)
    let contract = site.folder.appending(path: "contract.yml")
    try FileManager.default.copyItem(
      at: contract, to: site.folder.appending(path: "contract-2.yml"))
    let file = site.folder.appending(path: "tallysheet.yml")
    let parts = try String(contentsOf: file, encoding: .utf8)
      .components(separatedBy: "contract: contract.yml")
    try #require(parts.count == 3)
    try "\(parts[0])contract: contract.yml\(parts[1])contract: contract-2.yml\(parts[2])".write(
      to: file, atomically: true, encoding: .utf8)
    let options = ["--workspace", site.folder.path]
    let fetch = try await Program.run(["fetch", "--period", "2026-10-05"] + options)
    try #require(fetch.status == 0, "\(fetch.errors)")
    try write("Remarks on the day.\n", "commentary/partner-1/2026-10-05.md", in: folder.url)
    return (folder, options)
  }

  private static func write(_ text: String, _ name: String, in folder: URL) throws {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
  }

  /// Rubbish in the place of everything of another partner would stop a build that reads it.
  @Test func `a site is built from its partner's own archive, contract and remarks`() async throws {
    let (folder, options) = try await Self.workspace()
    let build = ["build", "--partner", "partner-1"] + options
    let one = try TemporaryFolder()
    let two = try TemporaryFolder()
    let whole = try await Program.run(build + ["--output", one.url.path])
    try #require(whole.status == 0, "\(whole.errors)")
    for name in [
      "archive/partner-2.sqlite", "contract-2.yml", "commentary/partner-2/2026-10-05.md",
      "theirs/partner-2/2026-10-05.csv",
    ] {
      try Self.write("\u{0}\u{1} no such thing {{{", name, in: folder.url)
    }
    let alone = try await Program.run(build + ["--output", two.url.path])
    try #require(alone.status == 0, "\(alone.errors)")
    let left = try DemoWorkspace.files(in: one.url)
    let right = try DemoWorkspace.files(in: two.url)
    #expect(left.count > 20)
    #expect(left == right)
    // The rubbish is real: who reads it stops.
    let other = try await Program.run(["build", "--partner", "partner-2"] + options)
    #expect(other.status != 0)
  }

  private static let strace = ["/usr/bin/strace", "/bin/strace"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// Whether a program may be watched here; some machines forbid it.
  private static let canWatch: Bool = {
    guard let strace else { return false }
    let process = Process()
    process.executableURL = URL(filePath: strace)
    process.arguments = ["-qq", "-e", "trace=none", "true"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  /// The lines of the system calls that a run made.
  private static func calls(_ kinds: String, _ arguments: [String]) async throws -> [Substring] {
    let log = try TemporaryFolder()
    let file = log.url.appending(path: "calls")
    let run = try await Program.run(
      arguments,
      prefix: [strace ?? "", "-f", "-qq", "-s", "400", "-e", "trace=\(kinds)", "-o", file.path])
    try #require(run.status == 0, "\(run.errors)")
    return try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline)
  }

  @Test(.enabled(if: canWatch, "strace is not here or may not watch: make test installs it"))
  func `a build opens no file of another partner and no connection`() async throws {
    let (folder, options) = try await Self.workspace()
    let both = try await Program.run(["build"] + options)
    try #require(both.status == 0, "\(both.errors)")
    // Without the record of what stands, all is made again.
    try FileManager.default.removeItem(at: folder.url.appending(path: "runs/built"))
    let calls = try await Self.calls(
      "open,openat,openat2,connect", ["build", "--partner", "partner-1"] + options)
    let opened = calls.filter { $0.contains(folder.url.path) }
    #expect(opened.contains { $0.contains("partner-1.sqlite") })
    // Only the operator's own list of partners looks whether the other site is there.
    for line in opened where line.contains("partner-2") || line.contains("contract-2") {
      Issue.record("\(line)")
    }
    #expect(calls.filter { $0.contains("connect(") && $0.contains("AF_INET") } == [])
  }

  /// No telemetry, no look for updates: only the hosts that the configuration names.
  @Test(
    .enabled(if: canWatch, "strace is not here or may not watch: make test installs it"),
    arguments: ["published", "guide"])
  func `no connection leaves the configured hosts`(dialect: String) async throws {
    let folder = try TemporaryFolder()
    let tenant = try DemoTenant.start(TenantOptions(recording: Self.recording))
    let site = try SyntheticSite(
      in: folder.url, recording: Self.recording, servedAt: tenant.baseURL, dialect: dialect)
    let port = try #require(tenant.baseURL.split(separator: ":").last)
    let options = ["--workspace", site.folder.path]
    var connections = 0
    for command in [["doctor"], ["fetch", "--period", "2026-10-05"], ["build"]] {
      let lines: [Substring]
      if command == ["doctor"] {
        // It exits with 1 where it has something to say.
        let log = folder.url.appending(path: "calls")
        _ = try await Program.run(
          command + options,
          prefix: [
            Self.strace ?? "", "-f", "-qq", "-e", "trace=connect,sendto,sendmsg", "-o", log.path,
          ])
        lines = try String(contentsOf: log, encoding: .utf8).split(whereSeparator: \.isNewline)
      } else {
        lines = try await Self.calls("connect,sendto,sendmsg", command + options)
      }
      let away = lines.filter { $0.contains("sa_family=AF_INET") }
      connections += away.count
      for line in away {
        #expect(
          line.contains("htons(\(port))") && line.contains("\"127.0.0.1\""), "\(command): \(line)")
      }
    }
    #expect(connections >= 2)
  }
}
