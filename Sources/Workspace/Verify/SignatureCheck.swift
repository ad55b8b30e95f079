import Figures

/// Whose signatures count.
package struct TrustedSigners: Sendable {
  /// As `ssh-keygen -l` prints it; `nil` where any listed key will do.
  package let fingerprint: String?
  /// From a file that came by another road; `nil` where the folder's own list is taken.
  package let signers: [AllowedSigner]?

  package init(fingerprint: String? = nil, signers: [AllowedSigner]? = nil) {
    self.fingerprint = fingerprint
    self.signers = signers
  }

  var isAny: Bool { fingerprint == nil && signers == nil }
}

/// Holds the signatures over a manifest against the keys that may sign it.
struct SignatureCheck {
  let folder: String
  let label: String
  let message: [UInt8]
  let trusted: TrustedSigners
  /// The file that was signed: the manifest, or the tag manifest of a bag.
  var signedFile = Manifest.fileName

  /// The signer, when all is well; `nil` for a folder without a signature.
  func run(_ record: SealRecord?, _ findings: inout SiteFindings) throws -> AllowedSigner? {
    func exists(_ name: String) -> Bool { DiskFile(joined(folder, name)).exists }
    let names = [
      signedFile + ".sig", "allowed_signers", signedFile + ".ed25519", "signing-key.pem",
    ]
    guard names.contains(where: exists) || record?.signer != nil || !trusted.isAny else {
      return nil
    }
    for name in names where !exists(name) {
      findings.add(SiteFinding(.signature, label + name, "the file of the signature is not there"))
    }
    guard names.allSatisfy(exists) else { return nil }
    func bytes(_ name: String) throws -> [UInt8] {
      try DiskFile(joined(folder, name)).bytes(limit: 1_048_576)
    }
    func add(_ name: String, _ what: String) {
      findings.add(SiteFinding(.signature, label + name, what))
    }
    try stamp(of: try bytes(names[0]), &findings)
    let own = AllowedSigner.list(try bytes("allowed_signers"))
    if own == nil { add("allowed_signers", "is not a list of signers") }
    if let expected = record?.signer?.allowedSignersSHA256 {
      let found = SHA256.hex(of: try bytes("allowed_signers"))
      if found != expected {
        findings.add(
          SiteFinding(
            .signature, label + "allowed_signers", "is not the list of the sealed folder (SHA-256)",
            found: found, expected: expected))
      }
    }
    let signature = String(validating: try bytes(names[0]), as: UTF8.self).flatMap { text in
      SSHSignature(reading: text).flatMap {
        $0.text == text && $0.namespace == SSHSignature.manifestNamespace ? $0 : nil
      }
    }
    if signature == nil { add(names[0], "is not an Ed25519 signature of OpenSSH over a manifest") }
    guard let key = signature?.publicKey ?? own?.first?.publicKey else { return nil }
    if try bytes("signing-key.pem") != Array(key.pem.utf8) {
      add("signing-key.pem", "is not the key that signed")
    }
    if !Ed25519.isValid(try bytes(names[2]), of: message, publicKey: key.bytes) {
      add(names[2], "the plain signature does not fit \(signedFile)")
    }
    guard let signature else { return nil }
    guard signature.isValid(of: message) else {
      add(names[0], "the signature does not fit \(signedFile)")
      return nil
    }
    guard let signer = own?.first(where: { $0.publicKey.bytes == key.bytes }) else {
      if own != nil {
        add("allowed_signers", "does not list the key that signed (\(key.fingerprint))")
      }
      return nil
    }
    if let expected = record?.signer,
      expected.fingerprint != key.fingerprint || expected.identity != signer.identity
    {
      add(
        SealRecord.fileName,
        "names another signer than \(signer.identity) with \(key.fingerprint)")
    }
    trust(signer, key, record, names[0], &findings)
    return signer
  }

  /// A time stamp that lies beside the signature is of this signature: its token holds the SHA-256.
  ///
  /// Who stamped it is for `openssl ts -verify` to say, which needs the authority's certificate.
  private func stamp(of signature: [UInt8], _ findings: inout SiteFindings) throws {
    let name = signedFile + ".sig.tsr"
    let file = DiskFile(joined(folder, name))
    guard file.exists else { return }
    let token = try file.bytes(limit: 1_048_576)
    let digest = SHA256.digest(of: signature)
    // A reply is a sequence of ASN.1.
    let isReply = token.first == 0x30
    if !isReply || token.firstRange(of: digest) == nil {
      findings.add(
        SiteFinding(
          .signature, label + name, "is no time stamp of \(signedFile).sig by its SHA-256",
          expected: SHA256.hex(of: signature)))
    }
  }

  /// Whether the signer is one that the reader trusts, at the time of the data.
  private func trust(
    _ signer: AllowedSigner, _ key: PublicKey, _ record: SealRecord?, _ name: String,
    _ findings: inout SiteFindings
  ) {
    func add(_ what: String, _ expected: String? = nil) {
      findings.add(
        SiteFinding(
          .signature, label + name, what, found: expected == nil ? nil : key.fingerprint,
          expected: expected))
    }
    if let fingerprint = trusted.fingerprint, fingerprint != key.fingerprint {
      add("was made with another key", fingerprint)
    }
    var signer = signer
    if let signers = trusted.signers {
      guard let found = signers.first(where: { $0.publicKey.bytes == key.bytes }) else {
        add("was made with a key that the given list does not name (\(key.fingerprint))")
        return
      }
      signer = found
    }
    // Data that were captured after a key's end cannot have been sealed in time.
    if let end = signer.validBefore, let captured = record.flatMap({ try? Instant($0.capturedTo) }),
      captured >= end
    {
      add("was made with a key whose time had ended on \(end.text), before the data were captured")
    }
  }
}
