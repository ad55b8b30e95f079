import Figures
import Workspace

/// Lists a period's files with their digests, signs the list, and puts all in place at once.
struct SiteSeal: Sendable {
  let key: SigningKey?
  let identity: String?

  /// Writes a period's folder below `folder`, and says how many files it holds.
  ///
  /// The old folder stays until the new one is whole. Paths of files begin with the period's id.
  func write(
    _ files: [OutputFile], of period: Period, record: SealRecord, to folder: String
  ) throws -> Int {
    let inner =
      files.map {
        OutputFile(path: String($0.path.dropFirst(period.id.count + 1)), bytes: $0.bytes)
      } + [instructions, try record.output()]
    let manifest = try Manifest(inner)
    var sealed = inner + [OutputFile(path: Manifest.fileName, text: manifest.text)]
    if let key, let identity {
      let message = Array(manifest.text.utf8)
      sealed += [
        OutputFile(
          path: Manifest.fileName + ".sig",
          text: SSHSignature(of: message, by: key).text),
        OutputFile(
          path: "allowed_signers",
          text: AllowedSigner(identity: identity, publicKey: key.publicKey).line + "\n"),
      ]
    }
    try SiteWriter.write(sealed, to: "\(folder)/\(period.id)")
    return sealed.count
  }

  /// How a reader checks the folder with programs that come with the system.
  private var instructions: OutputFile {
    var lines = [
      "How to check that nothing in this folder was changed since it was published.",
      "Open a terminal in this folder. Each command must end without a complaint.",
      "",
      "1. Every file is the one that was listed:",
      "",
      "   sha256sum -c --strict --quiet manifest-sha256.txt",
      "",
      "2. No file was added (prints nothing):",
      "",
      "   { cut -c67- manifest-sha256.txt; find . -type f | cut -c3- \\",
      "     | grep -vxE 'manifest-sha256[.]txt([.]sig)?|allowed_signers'; } \\",
      "     | LC_ALL=C sort | uniq -u",
      "",
    ]
    if let key, let identity {
      lines += [
        "3. The list was signed by \(identity):",
        "",
        "   ssh-keygen -Y verify -f allowed_signers -I \(identity) \\",
        "     -n \(SSHSignature.manifestNamespace) -s manifest-sha256.txt.sig \\",
        "     < manifest-sha256.txt",
        "",
        "The key's fingerprint is \(key.publicKey.fingerprint).",
        "Compare it with the one that you received by another road, such as the contract.",
        "",
      ]
    }
    return OutputFile(path: "VERIFY.txt", text: lines.joined(separator: "\n"))
  }
}
