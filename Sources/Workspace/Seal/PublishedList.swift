package import Figures

/// The list with which an edition was published, beside the list of its files alone.
///
/// The folder of a later edition also held the editions before it, and its manifest listed them. Where
/// it is superseded those lie beside it, so it has a manifest of its own files; the one that readers
/// saw, noted and verified stays under this name, with its signatures.
package enum PublishedList {
  package static let fileName = Manifest.fileName + ".published"

  /// Of the list itself and of both signatures over it.
  private static let endings = ["", ".sig", ".ed25519"]

  static let files = Set(endings.map { fileName + $0 })

  /// The list of sealed files and its signatures, under their names in a superseded edition.
  package static func files(of sealed: [OutputFile]) -> [OutputFile] {
    sealed.compactMap { file in
      guard file.path.hasPrefix(Manifest.fileName) else { return nil }
      let ending = file.path.dropFirst(Manifest.fileName.count)
      guard endings.contains(String(ending)) else { return nil }
      return OutputFile(path: fileName + ending, bytes: file.bytes)
    }
  }

  /// The digest by which later seals name an edition: of the list that was published.
  package static func sha256(of kept: [OutputFile], alone: String) -> String {
    kept.first { $0.path == fileName }.map { SHA256.hex(of: $0.bytes) } ?? alone
  }
}
