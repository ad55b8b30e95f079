import Glibc

/// The place of a site, and the hidden names beside it that a swap needs.
struct PublishedSite: Sendable {
  enum Kind: String { case staged, old }

  let destination: String
  let parent: DiskFolder
  private let lastName: String

  init(_ destination: String) {
    var path = destination[...]
    while path.count > 1, path.last == "/" { path.removeLast() }
    self.destination = String(path)
    if let slash = path.lastIndex(of: "/") {
      parent = DiskFolder(slash == path.startIndex ? "/" : String(path[..<slash]))
      lastName = String(path[path.index(after: slash)...])
    } else {
      parent = DiskFolder(".")
      lastName = String(path)
    }
  }

  /// A hidden name on the same file system: `.northline.staged-4711`.
  func name(_ kind: Kind) -> String { joined(parent.path, "\(prefix(kind))\(getpid())") }

  private func prefix(_ kind: Kind) -> String { ".\(lastName).\(kind.rawValue)-" }

  /// Removes what a killed run left, and puts back an old site that was set aside.
  func clearLeftovers() throws(DiskError) {
    for name in try parent.names() {
      let path = joined(parent.path, name)
      if name.hasPrefix(prefix(.staged)) { try DiskFolder(path).removeTree() }
      guard name.hasPrefix(prefix(.old)) else { continue }
      if DiskFile(destination).exists {
        try DiskFolder(path).removeTree()
      } else {
        try move(path, to: destination)
      }
    }
  }

  /// Puts a folder in the place of the site, which is removed once `check` has let the new one pass.
  ///
  /// With `canExchange` both change places in one step. Otherwise the old one is set aside first;
  /// a process killed between the two steps leaves it there, and the next run puts it back.
  func swap(
    with folder: DiskFolder, canExchange: Bool, checking check: (_ folder: String) throws -> Void
  ) throws {
    if !DiskFile(destination).exists {
      try move(folder.path, to: destination)
      try parent.synchronize()
      do { try check(destination) } catch {
        try move(destination, to: folder.path)
        throw error
      }
      return
    }
    if canExchange, exchange(folder.path) {
      try parent.synchronize()
      do { try check(destination) } catch {
        guard exchange(folder.path) else { throw DiskError.failed(destination, code: errno) }
        throw error
      }
      try folder.removeTree()
      return
    }
    let aside = name(.old)
    try move(destination, to: aside)
    do {
      try move(folder.path, to: destination)
      do { try check(destination) } catch {
        try move(destination, to: folder.path)
        throw error
      }
    } catch {
      try move(aside, to: destination)
      throw error
    }
    try parent.synchronize()
    try DiskFolder(aside).removeTree()
  }

  private typealias Rename =
    @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32

  /// Lets two folders change places in one step, where system and file system can.
  private func exchange(_ path: String) -> Bool {
    // The C library's header shows renameat2 to GNU sources only, so it is looked up by name.
    guard let library = dlopen(nil, RTLD_LAZY) else { return false }
    defer { dlclose(library) }
    guard let address = dlsym(library, "renameat2") else { return false }
    let renameat2 = unsafeBitCast(address, to: Rename.self)
    let exchange: UInt32 = 2
    return renameat2(AT_FDCWD, path, AT_FDCWD, destination, exchange) == 0
  }

  private func move(_ path: String, to target: String) throws(DiskError) {
    guard rename(path, target) == 0 else { throw DiskError.failed(target, code: errno) }
  }
}
