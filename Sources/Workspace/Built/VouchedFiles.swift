/// The files of a sealed folder that stand as they were looked through and verified by this program.
///
/// Whether tables agree is a question to all of them: what stood together vouches for what stands
/// together, and a table of one edition for none of another.
package struct VouchedFiles: Sendable, Hashable {
  /// Digests by path of the newest edition, then of each superseded one.
  private var editions: [[String: String]] = []

  /// Takes the list of a folder when it is the one with that digest.
  package init?(folder: String, manifest digest: String) throws {
    let file = DiskFile(joined(folder, Manifest.fileName))
    guard file.exists else { return nil }
    let bytes = try file.bytes(limit: 268_435_456)
    guard SHA256.hex(of: bytes) == digest else { return nil }
    self.init(try Manifest(reading: String(decoding: bytes, as: UTF8.self)))
  }

  package init(_ manifest: Manifest) {
    var editions: [String: [String: String]] = [:]
    for entry in manifest.entries {
      let (edition, path) = Self.parts(entry.path)
      editions[edition, default: [:]][path] = entry.sha256
    }
    self.editions = Array(editions.values)
  }

  /// `editions/2/` and the path below it; nothing and the path for a file of the newest edition.
  private static func parts(_ path: String) -> (edition: String, path: String) {
    guard path.hasPrefix("editions/"),
      let slash = path.dropFirst("editions/".count).firstIndex(of: "/")
    else { return ("", path) }
    let after = path.index(after: slash)
    return (String(path[..<after]), String(path[after...]))
  }

  /// The paths of a list whose files were looked through as they are, under this or another edition.
  ///
  /// What a table's columns are, the description of the tables beside it says.
  package func lookedThrough(in manifest: Manifest) -> Set<String> {
    var descriptions: [String: String] = [:]
    for entry in manifest.entries {
      let (edition, path) = Self.parts(entry.path)
      if path == DescribedPackage.path { descriptions[edition] = entry.sha256 }
    }
    var found: Set<String> = []
    for entry in manifest.entries {
      let (edition, path) = Self.parts(entry.path)
      let isKnown = editions.contains { known in
        known[path] == entry.sha256
          && (!path.hasSuffix(".csv") || known[DescribedPackage.path] == descriptions[edition])
      }
      if isKnown { found.insert(entry.path) }
    }
    return found
  }

  /// The files beside which the same tables stood: those that need not be verified again.
  ///
  /// `digests` are those of one edition's folder. `nil` where its tables stood nowhere together.
  package func verified(_ digests: [String: String]) -> Set<String>? {
    func tables(_ files: [String: String]) -> [String: String] {
      files.filter { $0.key.hasPrefix("data/") }
    }
    let own = tables(digests)
    guard own[DescribedPackage.path] != nil,
      let known = editions.first(where: { tables($0) == own })
    else { return nil }
    return Set(digests.filter { known[$0.key] == $0.value }.keys)
  }
}
