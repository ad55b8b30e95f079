import Glibc

/// What the file system says of a file: it differs once somebody has written to the file.
///
/// The time at which the file's own entry was last changed is in it, and no program can set that back.
struct FileStamp: Sendable, Hashable {
  enum Kind: Sendable { case file, folder, other }

  let text: String
  let kind: Kind
  /// Nanoseconds since 1970.
  let changed: Int

  /// `nil` where there is no such file; a link is looked at itself unless it is to be followed.
  init?(_ path: String, followsLinks: Bool = false) {
    var status = stat()
    guard followsLinks ? stat(path, &status) == 0 : lstat(path, &status) == 0 else { return nil }
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFDIR: .folder
      case S_IFREG: .file
      default: .other
      }
    changed = Self.nanoseconds(status.st_ctim)
    text =
      "\(status.st_dev) \(status.st_ino) \(status.st_mode) \(status.st_size) "
      + "\(Self.nanoseconds(status.st_mtim)) \(changed)"
  }

  private static func nanoseconds(_ time: timespec) -> Int {
    time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  /// The longest that the clock of a file system stands still, in nanoseconds, and as much again.
  private static let tick = 20_000_000

  /// Waits until nothing that is written from now on can bear the time `changed`.
  static func outwait(_ changed: Int) {
    var now = timespec()
    while clock_gettime(CLOCK_REALTIME, &now) == 0 {
      let left = changed + tick - nanoseconds(now)
      // A time far ahead is that of another clock, which nobody can wait for.
      guard left > 0, left <= tick else { return }
      usleep(UInt32(left / 1000 + 1))
    }
  }
}

/// The stamps of many files as one digest.
///
/// A link or a device has none: what it leads to may change without it.
package struct StampedFiles: Sendable, Hashable {
  package let digest: String
  /// When the last of them was changed.
  private let changed: Int

  /// Everything below a folder; `nil` where there is no such folder.
  package init?(folder: String) throws {
    guard let own = FileStamp(folder), own.kind == .folder else { return nil }
    var key = BuildKey()
    guard let changed = try Self.add(folder, below: "", to: &key) else { return nil }
    self.changed = changed
    digest = key.digest
  }

  /// Single files below a folder, each of which must be there.
  package init?(_ paths: [String], in folder: String) {
    var key = BuildKey()
    var changed = 0
    for path in paths {
      guard let stamp = FileStamp(joined(folder, path)), stamp.kind == .file else { return nil }
      key.add(path, stamp.text)
      changed = max(changed, stamp.changed)
    }
    self.changed = changed
    digest = key.digest
  }

  /// A file, where a link leads.
  init?(file path: String) {
    guard let stamp = FileStamp(path, followsLinks: true), stamp.kind == .file else { return nil }
    digest = stamp.text
    changed = stamp.changed
  }

  private static func add(
    _ folder: String, below prefix: String, to key: inout BuildKey
  ) throws -> Int? {
    var changed = 0
    for name in try DiskFolder(folder).names() {
      let path = "\(folder)/\(name)"
      guard let stamp = FileStamp(path) else { throw DiskError.unreadable(path, code: errno) }
      switch stamp.kind {
      case .folder:
        // A folder's own times say when names came and went, which the names say as well.
        key.add(prefix + name, "folder")
        guard let inner = try add(path, below: prefix + name + "/", to: &key) else { return nil }
        changed = max(changed, inner)
      case .file:
        key.add(prefix + name, stamp.text)
        changed = max(changed, stamp.changed)
      case .other: return nil
      }
    }
    return changed
  }

  /// Waits until a later change of one of them must show in its stamp.
  package func outwait() { FileStamp.outwait(changed) }
}
