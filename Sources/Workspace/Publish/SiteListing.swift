import Glibc

/// The files of a finished site with their digests: what must stand at its target in the end.
///
/// Hidden names are no part of a site: they are what a build or a host keeps for itself. Nor is what
/// `live` writes anew every minute; it goes to the target by itself.
package struct SiteListing: Sendable, Hashable {
  /// SHA-256 in hexadecimal by the path below the folder.
  package let digests: [String: String]

  package init(digests: [String: String]) { self.digests = digests }

  /// Reads every file below a folder; links and devices are refused, never followed.
  package init(of folder: String) throws {
    var digests: [String: String] = [:]
    try Self.visit(folder, "") { path in
      digests[path] = SHA256.hex(of: try DiskFile(joined(folder, path)).bytes(limit: Self.limit))
    }
    self.digests = digests
  }

  static let limit = 268_435_456

  /// What `live` writes.
  package static let volatile: Set<String> = [
    "live.html", "assets/live.js", "data/live.csv", "data/today.csv",
  ]

  /// The paths in byte order.
  package var paths: [String] { digests.keys.sorted() }

  /// One digest for the whole, the same for the same files.
  package var digest: String {
    SHA256.hex(of: Array(paths.map { "\(digests[$0] ?? "")  \($0)\n" }.joined().utf8))
  }

  private static func visit(
    _ folder: String, _ below: String, _ body: (String) throws -> Void
  ) throws {
    for name in try DiskFolder(joined(folder, below)).names() where !name.hasPrefix(".") {
      let path = below.isEmpty ? name : "\(below)/\(name)"
      let place = joined(folder, path)
      var status = stat()
      guard lstat(place, &status) == 0 else { throw DiskError.unreadable(place, code: errno) }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: try visit(folder, path, body)
      case S_IFREG: if !volatile.contains(path) { try body(path) }
      default: throw PublishError.notAFile(place)
      }
    }
  }
}

/// What publishing does to a target.
package struct SiteChanges: Sendable, Hashable {
  package let added: [String]
  package let changed: [String]
  /// Files of an earlier site, which go last.
  package let stale: [String]

  package init(added: [String], changed: [String], stale: [String]) {
    self.added = added.sorted()
    self.changed = changed.sorted()
    self.stale = stale.sorted()
  }

  /// What leads from the files at a target to those of the site.
  package init(from old: SiteListing, to new: SiteListing) {
    self.init(
      added: new.paths.filter { old.digests[$0] == nil },
      changed: new.paths.filter { old.digests[$0] != nil && old.digests[$0] != new.digests[$0] },
      stale: old.paths.filter { new.digests[$0] == nil })
  }

  package var isEmpty: Bool { added.isEmpty && changed.isEmpty && stale.isEmpty }
  package var count: Int { added.count + changed.count + stale.count }
}
