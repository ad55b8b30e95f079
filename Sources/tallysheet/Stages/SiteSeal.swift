import Figures
import Workspace

/// Lists a period's files with their digests, signs the list, and puts all in place at once.
struct SiteSeal: Sendable {
  let key: SigningKey?
  let identity: String?

  /// The files with how to check them, their list and its signature.
  func sealed(_ files: [OutputFile]) throws -> [OutputFile] {
    let inner = files + [instructions]
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
    return sealed
  }

  /// Puts sealed files in the place of a folder, unless they stand there already.
  ///
  /// The old folder stays until the new one is whole.
  func write(_ sealed: [OutputFile], to folder: String) throws {
    guard try !SiteWriter.holds(sealed, at: folder) else { return }
    try SiteWriter.write(sealed, to: folder)
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
