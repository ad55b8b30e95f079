package import Figures

/// `VERIFY.txt`: how a reader checks a folder with programs that come with the system, by commands
/// to paste.
package struct SealInstructions: Sendable {
  package static let fileName = "VERIFY.txt"

  /// The signed list: the manifest of a site, or the tag manifest of a bag.
  let manifest: String
  /// All lists: that one first, and in a bag that of the payload.
  let lists: [String]
  /// `nil` for what is not signed.
  let signer: AllowedSigner?
  /// When the last answer came that the figures rest on.
  let captured: Instant

  package init(manifest: String, signer: AllowedSigner?, captured: Instant) {
    self.manifest = manifest
    lists = [manifest]
    self.signer = signer
    self.captured = captured
  }

  /// The same for a bag, whose list of tags lists that of the payload.
  package init(bagSignedBy signer: AllowedSigner?, captured: Instant) {
    manifest = Bag.tagManifest
    lists = [Bag.tagManifest, Manifest.fileName]
    self.signer = signer
    self.captured = captured
  }

  package var output: OutputFile {
    OutputFile(path: Self.fileName, text: lines.joined(separator: "\n") + "\n")
  }

  /// The names that no list holds, as a pattern of both grep and PowerShell.
  private var unlisted: String {
    let list = manifest.replacing(".", with: "[.]")
    let endings = "sig|sig[.]tsr|ed25519"
    guard lists.count == 1 else { return list + "([.](\(endings)))?" }
    return list + "([.](\(endings)|published([.](sig|ed25519))?))?"
      + "|allowed_signers|signing-key[.]pem"
  }

  private var lines: [String] {
    var lines = [
      "How to check that nothing in this folder was changed since it was sealed.",
      "Open a terminal in this folder and paste the commands of your system, one after another.",
      "",
      "Linux",
      "-----",
      "1. Every file is the one that was listed (prints nothing):",
      "",
      "    " + checks("sha256sum"),
      "",
      "2. No file was added (prints nothing):",
      "",
      "    { cut -c67- \(lists.joined(separator: " ")); find . ! -type d | cut -c3- | grep -vxE '\(unlisted)'; } "
        + "| LC_ALL=C sort | uniq -u",
      "",
    ]
    if let signer {
      lines += [
        "3. The list was signed by \(signer.identity) (says Good):", "", "    " + ssh(signer), "",
        "4. The same by another program, OpenSSL 3 (says Verified):", "", "    " + openssl, "",
      ]
    }
    lines += [
      "macOS",
      "-----",
      "1. Every file is the one that was listed (prints nothing):",
      "",
      "    " + checks("shasum -a 256"),
      "",
      "2. The commands 2\(signer == nil ? "" : " and 3") of Linux.",
      "",
      "Windows (PowerShell)",
      "--------------------",
      "1. Every file is the one that was listed (prints nothing):",
      "",
      "    Get-Content \(lists.joined(separator: ", ")) | % { $d, $f = $_ -split '  ', 2; "
        + "if ((Get-FileHash -Algorithm SHA256 $f).Hash -ne $d) { \"CHANGED $f\" } }",
      "",
      "2. No file was added (prints nothing):",
      "",
      "    $l = Get-Content \(lists.joined(separator: ", ")) | % { $_.Substring(66) }; Get-ChildItem -Recurse -File -Force -Name "
        + "| % { $_ -replace '\\\\', '/' } | ? { $l -notcontains $_ -and $_ -notmatch '^(\(unlisted))$' }",
      "",
    ]
    if let signer {
      lines += [
        "3. The list was signed by \(signer.identity) (says Good):", "",
        "    cmd /c \"\(ssh(signer))\"", "",
        "The key",
        "-------",
        "Its fingerprint is \(signer.publicKey.fingerprint).",
        "Compare it with the one that you received by another road, such as the contract: the files",
        "here say who signed, but only you can know whose key it is.",
      ]
      if lists.count == 1 {
        lines += [
          "",
          "A superseded edition",
          "--------------------",
          "An edition that was replaced stands in a folder of its own. If it was not the first, the",
          "list with which it was published, when it still held the editions before it, is kept as",
          "\(PublishedList.fileName). It was signed in the same way (says Good):",
          "",
          "    " + ssh(signer, PublishedList.fileName),
        ]
      }
    }
    return lines
  }

  private func checks(_ program: String) -> String {
    lists.map { "\(program) -c --strict --quiet \($0)" }.joined(separator: " && ")
  }

  private func ssh(_ signer: AllowedSigner, _ list: String? = nil) -> String {
    let list = list ?? manifest
    return "ssh-keygen -Y verify -f allowed_signers -I \(signer.identity) "
      + "-n \(SSHSignature.manifestNamespace)\(time(signer)) -s \(list).sig < \(list)"
  }

  /// A key with dates is judged at the moment of the data, not at that of the reader.
  private func time(_ signer: AllowedSigner) -> String {
    guard signer.validAfter != nil || signer.validBefore != nil else { return "" }
    return " -Overify-time=" + AllowedSigner.text(max(captured, signer.validAfter ?? captured))
  }

  private var openssl: String {
    "openssl pkeyutl -verify -pubin -inkey signing-key.pem -rawin -in \(manifest) "
      + "-sigfile \(manifest).ed25519"
  }
}
