package import Figures

/// Who seals: the key of today, and the keys that sealed before it.
package struct SealSigner: Sendable {
  /// The one whose signature a new seal bears.
  package let signer: AllowedSigner
  /// Those of earlier seals; their public halves stay published.
  package let earlier: [AllowedSigner]
  /// `nil` where a folder is built again without the private key: it gets no signatures.
  let key: SigningKey?

  package init(signer: AllowedSigner, earlier: [AllowedSigner] = [], key: SigningKey? = nil) {
    self.signer = signer
    self.earlier = earlier
    self.key = key
  }

  /// The text of `allowed_signers`: the newest key first.
  package var list: String { ([signer] + earlier).map { $0.line + "\n" }.joined() }

  /// Whether a seal bears signatures.
  package var canSign: Bool { key != nil }
}

/// Closes files that belong together: a list with digests, signed in two ways, and how to check it.
package struct FolderSeal: Sendable {
  /// `nil` where nothing is signed.
  package let signer: SealSigner?

  package init(signer: SealSigner?) { self.signer = signer }

  /// The files with their record, instructions, manifest and signatures.
  package func files(_ files: [OutputFile], record: SealRecord) throws -> [OutputFile] {
    let instructions = SealInstructions(
      manifest: Manifest.fileName, signer: signer?.signer,
      captured: try Instant(record.capturedTo))
    guard let signer else {
      let inner = files + [instructions.output, try record.output()]
      return inner + [OutputFile(path: Manifest.fileName, text: try Manifest(inner).text)]
    }
    let signers = OutputFile(path: "allowed_signers", text: signer.list)
    let inner =
      files + [
        instructions.output, try record.signed(by: signer.signer, among: signers).output(),
      ]
    let manifest = OutputFile(path: Manifest.fileName, text: try Manifest(inner).text)
    return inner + [manifest] + keys + signatures(over: manifest)
  }

  /// Whether a file of a sealed folder came with the seal.
  package static func brings(_ path: String) -> Bool {
    ManifestCheck.sealFiles.contains(path)
      || [SealRecord.fileName, SealInstructions.fileName].contains(path)
  }

  /// The keys to check signatures with.
  var keys: [OutputFile] {
    guard let signer else { return [] }
    return [
      OutputFile(path: "allowed_signers", text: signer.list),
      OutputFile(path: "signing-key.pem", text: signer.signer.publicKey.pem),
    ]
  }

  /// Both signatures over a list; none where the private key is not here.
  func signatures(over list: OutputFile) -> [OutputFile] {
    guard let key = signer?.key else { return [] }
    return [
      OutputFile(path: list.path + ".sig", text: SSHSignature(of: list.bytes, by: key).text),
      OutputFile(path: list.path + ".ed25519", bytes: key.rawSignature(of: list.bytes)),
    ]
  }
}
