package import Figures

/// Where a partner's site goes.
package struct SiteTarget: Sendable {
  /// The partner's finished folder.
  package let source: String
  package let target: PartnerSettings.PublishTarget

  package init(source: String, target: PartnerSettings.PublishTarget) {
    self.source = source
    self.target = target
  }

  /// How messages call it.
  package var name: String {
    switch target {
    case .directory(let path): path
    case .rclone(let remote): "rclone \(remote)"
    case .rsync(let remote): "rsync \(remote)"
    }
  }

  /// What publishing would change; nothing is written.
  package func changes() async throws -> SiteChanges {
    switch target {
    case .directory(let path):
      try DirectoryTarget(source: source, destination: path).changes()
    case .rclone(let remote): try await RcloneTarget(source: source, remote: remote).changes()
    case .rsync(let remote): try await RsyncTarget(source: source, remote: remote).changes()
    }
  }

  /// Puts the listed files at the target and verifies them there, or throws.
  package func publish(_ listing: SiteListing) async throws {
    switch target {
    case .directory(let path):
      try DirectoryTarget(source: source, destination: path).publish(listing)
    case .rclone(let remote): try await RcloneTarget(source: source, remote: remote).publish()
    case .rsync(let remote): try await RsyncTarget(source: source, remote: remote).publish()
    }
  }

  /// Removes what a killed run left beside a site that is in order.
  package func clearLeftovers() throws {
    guard case .directory(let path) = target else { return }
    try DirectoryTarget(source: source, destination: path).clearLeftovers()
  }

  /// Puts single files, which stand in the source already, in their places at the target.
  package func put(_ files: [OutputFile]) async throws {
    switch target {
    case .directory(let path):
      try DirectoryTarget(source: source, destination: path).put(files)
    case .rclone(let remote):
      try await RcloneTarget(source: source, remote: remote).put(files.map(\.path))
    case .rsync(let remote):
      try await RsyncTarget(source: source, remote: remote).put(files.map(\.path))
    }
  }

  /// Whether the target can be reached and, where that can be told, written; throws when not.
  package func check() async throws {
    switch target {
    case .directory(let path):
      try DirectoryTarget(source: source, destination: path).checkIsWritable()
    case .rclone, .rsync: _ = try await changes()
    }
  }
}
