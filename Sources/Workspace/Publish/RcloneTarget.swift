/// A remote of rclone's configuration: object storage, SFTP and what else it knows.
///
/// The order is that of ``RsyncTarget``. Verifying reads every file back, because not every remote
/// knows digests.
struct RcloneTarget: Sendable {
  let source: String
  /// As rclone takes it, such as `remote:bucket/northline`.
  let remote: String

  private static let program = StartedProgram(
    name: "rclone", variables: ["RCLONE_CONFIG", "XDG_CONFIG_HOME", "SSH_AUTH_SOCK"])
  /// The host's own hidden files are neither sent nor removed.
  private static let hidden =
    ["--exclude", ".*", "--exclude", ".*/**"]
    + SiteListing.volatile.sorted().flatMap { ["--exclude", "/\($0)"] }
  private static let noIndex = ["--exclude", "index.html"]

  func changes() async throws -> SiteChanges { try await changes(Self.hidden) }

  func publish() async throws {
    try await send("copy", ["--ignore-existing"] + Self.noIndex + Self.hidden)
    try verify(try await changes(Self.noIndex + Self.hidden).added)
    try await send("copy", Self.hidden)
    try await send("sync", Self.hidden)
    let rest = try await changes()
    try verify(rest.added + rest.changed + rest.stale)
  }

  /// Sends single files, each to its place.
  func put(_ paths: [String]) async throws {
    for path in paths {
      let ending = try await Self.program.run([
        "copyto", "--log-level", "ERROR", "--", "\(source)/\(path)",
        remote.hasSuffix(":") || remote.hasSuffix("/") ? remote + path : "\(remote)/\(path)",
      ])
      guard ending.status == 0 else { throw failure(ending) }
    }
  }

  private func verify(_ differing: [String]) throws {
    guard let example = differing.first else { return }
    throw PublishError.notVerified(remote, example: example)
  }

  private func send(_ command: String, _ options: [String]) async throws {
    let ending = try await Self.program.run(
      [command, "--checksum", "--log-level", "ERROR"] + options + ["--", source, remote])
    guard ending.status == 0 else { throw failure(ending) }
  }

  /// Compares byte by byte; exit code 1 says that something differs, or that something failed.
  private func changes(_ filters: [String]) async throws -> SiteChanges {
    let ending = try await Self.program.run(
      ["check", "--download", "--combined", "-", "--log-level", "ERROR"] + filters
        + ["--", source, remote])
    guard let changes = Self.changes(in: ending.output), [0, 1].contains(ending.status),
      ending.status == 0 || !changes.isEmpty
    else { throw failure(ending) }
    return changes
  }

  /// Reads lines such as `+ 2026-10/index.html`; `nil` when one could not be compared.
  static func changes(in output: String) -> SiteChanges? {
    var paths: [Character: [String]] = [:]
    for line in output.split(separator: "\n") {
      guard let mark = line.first else { continue }
      paths[mark, default: []].append(String(line.dropFirst(2)))
    }
    guard Set(paths.keys).isSubset(of: ["+", "-", "*", "="]) else { return nil }
    return SiteChanges(
      added: paths["+"] ?? [], changed: paths["*"] ?? [], stale: paths["-"] ?? [])
  }

  private func failure(_ ending: StartedProgram.Ending) -> PublishError {
    .programFailed("rclone", status: ending.status, said: ending.lastLine, target: remote)
  }
}
