/// A line of `allowed_signers`: who may sign manifests, and with which key.
package struct AllowedSigner: Sendable, Hashable {
  /// An e-mail address or another name without spaces, as in `signing.identity`.
  package let identity: String
  package let publicKey: PublicKey

  package init(identity: String, publicKey: PublicKey) {
    self.identity = identity
    self.publicKey = publicKey
  }

  /// Reads a line as ``line`` writes it; anything else is `nil`.
  package init?(line: String) {
    let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
    guard parts.count == 3, parts[1] == Self.option, let key = PublicKey(line: parts[2]) else {
      return nil
    }
    self.init(identity: parts[0], publicKey: key)
  }

  /// `identity namespaces="tallysheet-manifest" ssh-ed25519 AAAA…`, without a line end.
  package var line: String {
    let key = PublicKey(checked: publicKey.bytes, comment: "")
    return "\(identity) \(Self.option) \(key.line)"
  }

  private static let option = "namespaces=\"\(SSHSignature.manifestNamespace)\""
}
