import COpenSSL

/// A signature that `ssh-keygen -Y verify` checks (SSHSIG, Ed25519, SHA-512).
package struct SSHSignature: Sendable, Hashable {
  /// What the signatures of our manifests are good for.
  package static let manifestNamespace = "tallysheet-manifest"

  package let publicKey: PublicKey
  package let namespace: String
  private let signature: [UInt8]

  private static let label = "SSH SIGNATURE"
  private static let magic = Array("SSHSIG".utf8)
  private static let digest = "sha512"

  /// Signs a message; the same key and message give the same bytes, always.
  package init(
    of message: [UInt8], by key: SigningKey, namespace: String = manifestNamespace
  ) {
    publicKey = key.publicKey
    self.namespace = namespace
    signature = key.rawSignature(of: Self.signedBytes(message, namespace: namespace))
  }

  /// Reads the text form; `nil` when it is not an Ed25519 signature over SHA-512.
  package init?(reading text: String) {
    guard let bytes = Armor.unwrap(text, label: Self.label) else { return nil }
    var reader = WireReader(bytes)
    guard reader.raw(6) == Self.magic, reader.number() == 1,
      let key = reader.string().flatMap({ PublicKey(blob: $0) }),
      let namespace = reader.text(), reader.string() != nil, reader.text() == Self.digest,
      let inner = reader.string(), reader.isAtEnd
    else { return nil }
    var parts = WireReader(inner)
    guard parts.text() == PublicKey.kind, let signature = parts.string(), signature.count == 64,
      parts.isAtEnd
    else { return nil }
    publicKey = key
    self.namespace = namespace
    self.signature = signature
  }

  /// Whether the message is the one that was signed, by the key that the signature names.
  ///
  /// Whose key that is, ``AllowedSigner`` says.
  package func isValid(of message: [UInt8]) -> Bool {
    Ed25519.isValid(
      signature, of: Self.signedBytes(message, namespace: namespace), publicKey: publicKey.bytes)
  }

  /// The text of the `.sig` file.
  package var text: String {
    var inner = WireWriter()
    inner.string(PublicKey.kind)
    inner.string(signature)
    var writer = WireWriter()
    writer.raw(Self.magic)
    writer.number(1)
    writer.string(publicKey.blob)
    writer.string(namespace)
    writer.string("")
    writer.string(Self.digest)
    writer.string(inner.bytes)
    return Armor.wrap(writer.bytes, label: Self.label)
  }

  private static func signedBytes(_ message: [UInt8], namespace: String) -> [UInt8] {
    var hash = [UInt8](repeating: 0, count: 64)
    guard EVP_Digest(message, message.count, &hash, nil, EVP_sha512(), nil) == 1 else {
      preconditionFailure("libcrypto has no SHA-512")
    }
    var writer = WireWriter()
    writer.raw(magic)
    writer.string(namespace)
    writer.string("")
    writer.string(digest)
    writer.string(hash)
    return writer.bytes
  }
}
