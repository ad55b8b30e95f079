/// A folder on another machine that rsync writes to.
///
/// New files come first, then what changed with the index pages, at last stale files go; each step
/// is verified by the digests that rsync computes on both sides.
struct RsyncTarget: Sendable {
  let source: String
  /// As rsync takes it, such as `host:/srv/www/northline`.
  let remote: String

  private static let program = StartedProgram(name: "rsync", variables: ["SSH_AUTH_SOCK"])
  /// The host's own hidden files are neither sent nor removed.
  private static let hidden =
    ["--exclude=.*"] + SiteListing.volatile.sorted().map { "--exclude=/\($0)" }
  private static let noIndex = ["--exclude=index.html"]

  func changes() async throws -> SiteChanges { try await changes(Self.hidden) }

  func publish() async throws {
    let send = ["--recursive", "--times", "--checksum", "--chmod=D755,F644", "--delay-updates"]
    _ = try await run(send + ["--ignore-existing"] + Self.noIndex + Self.hidden)
    let missing = try await changes(Self.noIndex + Self.hidden).added
    try verify(missing)
    _ = try await run(send + Self.hidden)
    _ = try await run(send + ["--delete-after"] + Self.hidden)
    let rest = try await changes()
    try verify(rest.added + rest.changed + rest.stale)
  }

  /// Sends single files, each to its place.
  func put(_ paths: [String]) async throws {
    let ending = try await Self.program.run(
      ["--times", "--relative", "--chmod=D755,F644", "--delay-updates", "--"]
        + paths.map { "\(source)/./\($0)" } + [remote])
    guard ending.status == 0 else { throw failure(ending) }
  }

  private func verify(_ differing: [String]) throws {
    guard let example = differing.first else { return }
    throw PublishError.notVerified(remote, example: example)
  }

  /// What a run would do, by comparing digests.
  private func changes(_ filters: [String]) async throws -> SiteChanges {
    let output = try await run(
      ["--recursive", "--checksum", "--dry-run", "--delete", "--out-format=%i %n"] + filters)
    return Self.changes(in: output)
  }

  /// Reads lines such as `<f+++++++++ 2026-10/index.html` and `*deleting   old.html`.
  static func changes(in output: String) -> SiteChanges {
    var added: [String] = []
    var changed: [String] = []
    var stale: [String] = []
    for line in output.split(separator: "\n") {
      guard let space = line.firstIndex(of: " ") else { continue }
      let code = line[..<space]
      let path = String(line[space...].drop { $0 == " " })
      guard !path.hasSuffix("/") else { continue }
      if code == "*deleting" {
        stale.append(path)
      } else if code.count == 11, code.dropFirst().first == "f" {
        if code.hasSuffix("+++++++++") { added.append(path) } else { changed.append(path) }
      }
    }
    return SiteChanges(added: added, changed: changed, stale: stale)
  }

  private func run(_ options: [String]) async throws -> String {
    let folder = source.hasSuffix("/") ? source : source + "/"
    let ending = try await Self.program.run(options + ["--", folder, remote])
    guard ending.status == 0 else { throw failure(ending) }
    return ending.output
  }

  private func failure(_ ending: StartedProgram.Ending) -> PublishError {
    .programFailed("rsync", status: ending.status, said: ending.lastLine, target: remote)
  }
}
