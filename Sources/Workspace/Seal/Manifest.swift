package import Figures

/// The list of a site's files with their digests, in the format of `sha256sum`.
package struct Manifest: Sendable, Hashable {
  package static let fileName = "manifest-sha256.txt"

  package struct Entry: Sendable, Hashable {
    package let path: String
    /// 64 lower-case hexadecimal digits.
    package let sha256: String

    package init(path: String, sha256: String) {
      self.path = path
      self.sha256 = sha256
    }
  }

  /// Sorted by path, byte by byte.
  package let entries: [Entry]

  /// Lists files; their paths must be ones that ``OutputPath`` allows, each once.
  ///
  /// A digest that a file brings is taken as it is: what was written is held against the list.
  package init(_ files: [OutputFile]) throws(SealError) {
    try self.init(
      files.map { Entry(path: $0.path, sha256: $0.sha256 ?? SHA256.hex(of: $0.bytes)) })
  }

  package init(_ entries: [Entry]) throws(SealError) {
    self.entries = entries.sorted {
      Array($0.path.utf8).lexicographicallyPrecedes(Array($1.path.utf8))
    }
    for (one, next) in zip(self.entries, self.entries.dropFirst()) where one.path == next.path {
      throw SealError.repeatedPath(one.path)
    }
    for entry in entries {
      // A backslash or a line feed would change the format of the line.
      guard !entry.path.isEmpty, !entry.path.utf8.contains(where: { $0 < 0x20 || $0 == 0x5C })
      else { throw SealError.unsafePath(entry.path) }
    }
  }

  /// Reads what `sha256sum` writes; the text mode's two spaces only, in byte order of the paths.
  package init(reading text: String) throws(SealError) {
    var entries: [Entry] = []
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.last == "" else { throw SealError.unreadableManifest(line: lines.count) }
    for (index, line) in lines.dropLast().enumerated() {
      let digest = line.prefix(64)
      let rest = line.dropFirst(64)
      guard digest.utf8.count == 64, digest.utf8.allSatisfy(Self.isLowerHexadecimal),
        rest.hasPrefix("  "), rest.count > 2
      else { throw SealError.unreadableManifest(line: index + 1) }
      entries.append(Entry(path: String(rest.dropFirst(2)), sha256: String(digest)))
    }
    try self.init(entries)
    guard self.entries == entries else { throw SealError.unsortedManifest }
  }

  /// One line for each file, the last one ended as well.
  package var text: String { entries.map { "\($0.sha256)  \($0.path)\n" }.joined() }

  package subscript(path: String) -> String? { entries.first { $0.path == path }?.sha256 }

  private static func isLowerHexadecimal(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
  }
}
