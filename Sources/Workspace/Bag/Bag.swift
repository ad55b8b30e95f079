package import Figures

/// A bag after BagIt 1.0 (RFC 8493): a payload with its list, tags with theirs, and signatures over
/// the list of tags.
///
/// The signatures cannot stand in the list that they sign. A time stamp of RFC 3161 can be laid
/// beside them later, as `tagmanifest-sha256.txt.sig.tsr`, without breaking anything.
package struct Bag: Sendable {
  package static let tagManifest = "tagmanifest-sha256.txt"
  package static let declaration = "bagit.txt"

  /// Everything in the bag, sorted as it was made.
  package let files: [OutputFile]

  /// Packs a payload, whose paths begin with `data/`.
  ///
  /// `info` are further lines of `bag-info.txt`.
  package init(
    _ payload: [OutputFile], info: [(label: String, value: String)], signer: SealSigner?,
    captured: Instant
  ) throws {
    let manifest = OutputFile(path: Manifest.fileName, text: try Manifest(payload).text)
    let size = payload.reduce(0) { $0 + $1.bytes.count }
    let lines = info + [(label: "Payload-Oxum", value: "\(size).\(payload.count)")]
    let seal = FolderSeal(signer: signer)
    let instructions = SealInstructions(bagSignedBy: signer?.signer, captured: captured)
    var tags = [
      manifest, instructions.output,
      OutputFile(
        path: Self.declaration, text: "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"),
      OutputFile(
        path: "bag-info.txt",
        text: lines.map { "\($0.label): \(Self.line($0.value))\n" }.joined()),
    ]
    tags += seal.keys
    let list = OutputFile(path: Self.tagManifest, text: try Manifest(tags).text)
    files = payload + tags + [list] + seal.signatures(over: list)
  }

  /// A value on one line.
  private static func line(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
