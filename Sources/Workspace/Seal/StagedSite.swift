package import Figures
import Glibc

/// A site being written next to the published one; dropped before publishing, it removes itself.
///
/// The published folder is whole at any moment: it is swapped by one rename once every byte of
/// the new one is on the disk.
package struct StagedSite: ~Copyable {
  private let site: PublishedSite
  private let folder: DiskFolder
  private var folders: Set<String> = []
  private var paths: Set<String> = []
  private var isPublished = false

  /// Begins a site that will stand at `destination`, and clears what killed runs left there.
  ///
  /// Only one process may stage a site at a time: ``WorkspaceLock`` sees to that.
  package init(replacing destination: String) throws {
    let site = PublishedSite(destination)
    try site.parent.createIfMissing()
    try site.clearLeftovers()
    let folder = DiskFolder(site.name(.staged))
    guard mkdir(folder.path, 0o755) == 0 else { throw DiskError.creating(folder.path, errno) }
    self.site = site
    self.folder = folder
  }

  /// Writes a file; its path must be safe and new.
  package mutating func write(_ file: OutputFile) throws {
    guard OutputPath.isSafe(file.path) else { throw SealError.unsafePath(file.path) }
    guard paths.insert(file.path).inserted else { throw SealError.repeatedPath(file.path) }
    var parts = file.path.split(separator: "/").dropLast()
    while !parts.isEmpty, folders.insert(parts.joined(separator: "/")).inserted {
      parts.removeLast()
    }
    let path = joined(folder.path, file.path)
    if let slash = path.lastIndex(of: "/") {
      try DiskFolder(String(path[..<slash])).createIfMissing()
    }
    try DiskFile(path).create(file.bytes, waits: false)
  }

  /// Where the site stands until it is published, for a last look.
  package var path: String { folder.path }

  /// Puts the site in the place of the old one, which is removed afterwards.
  package consuming func publish() throws {
    try publish(canExchange: true)
  }

  /// Publishes; without `canExchange`, in the two steps that old file systems need.
  package consuming func publish(canExchange: Bool) throws {
    try publish(canExchange: canExchange, checking: { _ in })
  }

  /// Publishes what `check` lets pass.
  ///
  /// It gets a folder, twice: the new one beside the site, and then the site itself. When it throws,
  /// the old site stands.
  package consuming func publish(
    canExchange: Bool = true, checking check: (_ folder: String) throws -> Void
  ) throws {
    try synchronize()
    try check(folder.path)
    try site.swap(with: folder, canExchange: canExchange, checking: check)
    isPublished = true
  }

  private func synchronize() throws {
    guard !FileSystemSync.isThere else { return try FileSystemSync.wait(for: folder.path) }
    // Inner folders first, so that no name reaches the disk before what it names.
    for name in folders.sorted().reversed() {
      try DiskFolder(joined(folder.path, name)).synchronize()
    }
    try folder.synchronize()
  }

  deinit {
    // Nothing can be reported here; the next run clears what stays behind.
    if !isPublished { try? folder.removeTree() }
  }
}

/// Writes a whole site at once.
package enum SiteWriter {
  /// Replaces the site at `destination` by these files and no others.
  ///
  /// `check` sees the finished folder before it takes the old one's place; what it throws leaves
  /// the old one there.
  package static func write(
    _ files: [OutputFile], to destination: String, check: (String) throws -> Void = { _ in }
  ) throws {
    var staged = try StagedSite(replacing: destination)
    for file in files { try staged.write(file) }
    try check(staged.path)
    try staged.publish()
  }

  /// Whether the files of a site stand at `destination` as they are here, and no others.
  package static func holds(_ files: [OutputFile], at destination: String) throws -> Bool {
    guard DiskFile(destination).exists else { return false }
    guard try DiskFolder(destination).files().sorted() == files.map(\.path).sorted() else {
      return false
    }
    return try files.allSatisfy { file in
      try DiskFile(joined(destination, file.path)).bytes(limit: .max) == file.bytes
    }
  }

  /// Puts files below `folder`, each in the place of an older one that stays until all are whole.
  ///
  /// A file that holds the same bytes is left alone.
  package static func replace(_ files: [OutputFile], in folder: String) throws {
    var beside: [(staged: String, path: String)] = []
    var parents: Set<String> = []
    do {
      for file in files {
        guard OutputPath.isSafe(file.path) else { throw SealError.unsafePath(file.path) }
        let path = joined(folder, file.path)
        if DiskFile(path).exists, try DiskFile(path).bytes(limit: .max) == file.bytes { continue }
        let parent = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        if parents.insert(parent).inserted { try DiskFolder(parent).createIfMissing() }
        let staged = "\(path).new-\(getpid())"
        // A process with this number may have been killed here before.
        unlink(staged)
        beside.append((staged, path))
        try DiskFile(staged).create(file.bytes, waits: false)
      }
      guard !beside.isEmpty else { return }
      try FileSystemSync.wait(for: folder)
      for (staged, path) in beside {
        guard rename(staged, path) == 0 else { throw DiskError.failed(path, code: errno) }
      }
    } catch {
      for (staged, _) in beside { unlink(staged) }
      throw error
    }
    for parent in parents.sorted() { try DiskFolder(parent).synchronize() }
  }

  /// Puts one file below `folder`, in the place of an older one that stays until then.
  ///
  /// A file that holds the same bytes is left alone.
  package static func replace(_ file: OutputFile, in folder: String) throws {
    guard OutputPath.isSafe(file.path) else { throw SealError.unsafePath(file.path) }
    try replace(file.bytes, at: joined(folder, file.path))
  }

  /// Puts bytes in the place of a file, which stays as it is until they are whole.
  package static func replace(
    _ bytes: [UInt8], at path: String, mode: UInt32 = 0o644
  ) throws {
    let slash = path.lastIndex(of: "/") ?? path.startIndex
    let parent = DiskFolder(slash == path.startIndex ? "." : String(path[..<slash]))
    try parent.createIfMissing()
    if DiskFile(path).exists, try DiskFile(path).bytes(limit: .max) == bytes { return }
    let beside = DiskFile("\(path).new-\(getpid())")
    // A process with this number may have been killed here before.
    unlink(beside.path)
    do {
      try beside.create(bytes, mode: mode)
      guard rename(beside.path, path) == 0 else { throw DiskError.failed(path, code: errno) }
    } catch {
      unlink(beside.path)
      throw error
    }
    try parent.synchronize()
  }

  /// Puts a text at any path that the operator has named, in the place of an older file.
  package static func replace(_ text: String, at path: String) throws {
    let beside = DiskFile("\(path).new-\(getpid())")
    unlink(beside.path)
    do {
      try beside.create(Array(text.utf8))
      guard rename(beside.path, path) == 0 else { throw DiskError.failed(path, code: errno) }
    } catch {
      unlink(beside.path)
      throw error
    }
  }

  package static func exists(_ path: String) -> Bool { DiskFile(path).exists }

  /// Whether a folder, or the nearest one above where it is still to be made, takes files.
  package static func canWrite(below path: String) -> Bool {
    var folder = path
    while !DiskFile(folder).exists, folder != "/", folder != "." {
      let parent = folder.lastIndex(of: "/").map { String(folder[..<$0]) } ?? "."
      folder = parent.isEmpty ? "/" : parent
    }
    do { try DiskFolder(folder).checkIsWritable() } catch { return false }
    return true
  }
}
