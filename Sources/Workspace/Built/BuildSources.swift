import Figures
import Glibc

/// What sites are built from, as far as it lies in the workspace's files.
extension WorkspaceFolder {
  /// Where the record of a partner's part of an output folder is kept; another folder has another one.
  package func recordPath(of partner: String, output: String) -> String {
    let place = SHA256.hex(of: Self.absolute(output).utf8).prefix(16)
    return joined(configuration.runs.folder, "built/\(partner)-\(place).json")
  }

  /// Contract, remarks and a partner's own figures, as one digest.
  package func sourcesDigest(of settings: PartnerSettings) throws -> String {
    var key = BuildKey()
    key.add("contract", SHA256.hex(of: try DiskFile(settings.contractFile).bytes()))
    for folder in [configuration.paths.commentary, configuration.paths.theirs] {
      let place = DiskFile(joined(folder, settings.partner.id))
      guard place.isFolder else {
        key.add("none", place.path)
        continue
      }
      for name in try DiskFolder(place.path).names() {
        let file = DiskFile(joined(place.path, name))
        guard !file.isFolder else { continue }
        key.add(file.path, SHA256.hex(of: try file.bytes(limit: 268_435_456)))
      }
    }
    return key.digest
  }

  /// Differs once the system's file of a zone is another.
  package func zoneStamp(of zone: String) -> String? { zones.stamp(of: zone) }

  /// The stamp of a partner's archive; `nil` while a change of it is half done.
  package func archiveStamp(of partner: String) -> StampedFiles? {
    let path = archivePath(of: partner)
    guard !DiskFile(path + "-journal").exists else { return nil }
    return StampedFiles(file: path)
  }

  private static func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
    defer { free(folder) }
    return joined(String(cString: folder), path)
  }
}
