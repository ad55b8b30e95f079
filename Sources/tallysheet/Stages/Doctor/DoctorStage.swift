import Figures
import Logging
import Workspace

/// doctor: everything that a month from now would go wrong, looked at today.
///
/// A check that fails does not keep the others from being made, unless they need its result.
struct DoctorStage: Sendable {
  let folder: String
  let now: @Sendable () -> Instant
  let logger: Logger
  /// Whether granularities are tried by queries.
  let probes: Bool

  func run() async throws -> [DoctorLine] {
    var found = DoctorLines()
    var opened: WorkspaceFolder?
    try await found.check("configuration") {
      let workspace = try WorkspaceFolder(at: folder)
      opened = workspace
      return [
        .ok("configuration", "\(Configuration.fileName): \(workspace.partnerCount), no unknown key")
      ]
    }
    guard let workspace = opened else { return found.all }
    let local = WorkspaceDoctor(workspace: workspace, now: now())
    try await local.examine(&found)
    try await found.check("sign in") {
      try await workspace.configuration.organization.withSession(logger) { session in
        var remote = ServiceDoctor(
          workspace: workspace, session: session, now: now, probes: probes)
        try await remote.examine()
        return remote.found.all
      }
    }
    try await TargetDoctor(workspace: workspace).examine(&found)
    return found.all
  }
}

extension WorkspaceFolder {
  fileprivate var partnerCount: String {
    let count = configuration.partners.count
    return count == 1 ? "1 partner" : "\(count) partners"
  }
}

/// Whether each partner's target can be reached and written.
struct TargetDoctor: Sendable {
  let workspace: WorkspaceFolder

  func examine(_ found: inout DoctorLines) async throws {
    for settings in workspace.configuration.partners {
      let id = settings.partner.id
      let name = "target \(id)"
      guard let target = settings.publish else {
        found.add(
          .warning(
            name, "the partner has no target",
            do: "add 'publish', such as {directory: /srv/www/\(id)}"))
        continue
      }
      let site = SiteTarget(source: workspace.publicPath(of: id), target: target)
      guard SiteWriter.exists(site.source) else {
        found.add(
          .warning(
            name, "not tried, because nothing has been built yet",
            do: "run 'tallysheet build', then doctor again"))
        continue
      }
      try await found.check(name) {
        try await site.check()
        return [.ok(name, "\(site.name) can be reached and written")]
      }
    }
  }
}
