import Figures
import Glibc

/// A folder of this machine that a web server serves: replaced as a whole, by one rename.
struct DirectoryTarget: Sendable {
  let source: String
  /// Where a link leads to, so that the link stays.
  private let destination: String

  init(source: String, destination: String) {
    self.source = source
    self.destination = Self.resolved(destination)
  }

  func changes() throws -> SiteChanges {
    // What publishing would refuse is no plan either.
    try refuseForeignFolder()
    return SiteChanges(from: try present(), to: try SiteListing(of: source))
  }

  /// Copies beside the target, verifies the copy, swaps, verifies again, and only then lets go of
  /// the old site.
  func publish(_ listing: SiteListing) throws {
    try refuseForeignFolder()
    var staged = try StagedSite(replacing: destination)
    for path in listing.paths {
      try Task.checkCancellation()
      let bytes = try DiskFile(joined(source, path)).bytes(limit: SiteListing.limit)
      guard SHA256.hex(of: bytes) == listing.digests[path] else {
        throw PublishError.changedMeanwhile(joined(source, path))
      }
      try staged.write(OutputFile(path: path, bytes: bytes))
    }
    for path in SiteListing.volatile.sorted() {
      let file = DiskFile(joined(source, path))
      guard file.exists else { continue }
      try staged.write(OutputFile(path: path, bytes: try file.bytes(limit: SiteListing.limit)))
    }
    try staged.publish { folder in
      let changes = SiteChanges(from: try SiteListing(of: folder), to: listing)
      let example = changes.added.first ?? changes.changed.first ?? changes.stale.first
      guard let example else { return }
      throw PublishError.notVerified(folder, example: example)
    }
  }

  func clearLeftovers() throws { try PublishedSite(destination).clearLeftovers() }

  /// Replaces single files of a site that stands there; before the first site, nothing.
  func put(_ files: [OutputFile]) throws {
    guard DiskFile(destination).exists else { return }
    for file in files { try SiteWriter.replace(file, in: destination) }
  }

  /// Makes and removes a folder beside the target, as publishing does.
  func checkIsWritable() throws {
    try refuseForeignFolder()
    let site = PublishedSite(destination)
    try site.parent.createIfMissing()
    try site.parent.checkIsWritable()
  }

  private func present() throws -> SiteListing {
    guard DiskFile(destination).exists else { return SiteListing(digests: [:]) }
    return try SiteListing(of: destination)
  }

  /// Whatever else stands in the folder would be gone after the swap.
  private func refuseForeignFolder() throws {
    guard DiskFile(destination).exists else { return }
    let names = try DiskFolder(destination).names()
    let isSite = names.contains { name in
      DiskFile(joined(destination, "\(name)/\(Manifest.fileName)")).exists
    }
    let foreign = isSite ? names.first { $0.hasPrefix(".") } : names.first
    if let foreign { throw PublishError.foreignFolder(destination, example: foreign) }
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}
