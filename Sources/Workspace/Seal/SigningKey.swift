package import Figures

/// The Ed25519 key that signs manifests.
///
/// Neither its description nor its mirror shows the seed.
package struct SigningKey: Sendable, CustomStringConvertible, CustomReflectable {
  private let seed: [UInt8]
  /// What partners check signatures with.
  package let publicKey: PublicKey

  /// Takes the 32 bytes of a seed; `nil` for any other number.
  package init?(seed: [UInt8], comment: String = "") {
    guard seed.count == 32 else { return nil }
    self.seed = seed
    publicKey = PublicKey(checked: Ed25519.publicKey(ofSeed: seed), comment: comment)
  }

  /// Reads an unencrypted OpenSSH private key from a file that nobody else may read.
  package init(file path: String) throws {
    try self.init(
      openSSH: try SecretFile(path: path, purpose: "private key").read(), place: path)
  }

  /// Reads the text of an unencrypted OpenSSH private key.
  ///
  /// `place` says where the text comes from, for messages.
  package init(openSSH text: Secret, place: String) throws(SealError) {
    let file = try OpenSSHKeyFile(reading: text.reveal(), place: place)
    seed = file.seed
    publicKey = PublicKey(checked: file.publicKey, comment: file.comment)
  }

  /// Makes a key and writes it as OpenSSH does: `path` with mode 0600, and `path.pub`.
  ///
  /// An existing file is never overwritten.
  package static func generate(at path: String, comment: String) throws -> SigningKey {
    guard let key = SigningKey(seed: Ed25519.makeSeed(), comment: comment) else {
      preconditionFailure("libcrypto makes seeds of 32 bytes")
    }
    for name in [path, path + ".pub"] where DiskFile(name).exists {
      throw SealError.keyExists(name)
    }
    let file = OpenSSHKeyFile(
      seed: key.seed, publicKey: key.publicKey.bytes, comment: comment)
    if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
      try DiskFolder(String(path[..<slash])).createIfMissing(mode: 0o700)
    }
    try DiskFile(path).create(
      Array(file.text(check: .random(in: .min ... .max)).utf8), mode: 0o600)
    try DiskFile(path + ".pub").create(Array((key.publicKey.line + "\n").utf8))
    return key
  }

  /// The plain Ed25519 signature, for `openssl pkeyutl -verify -rawin`.
  package func rawSignature(of message: [UInt8]) -> [UInt8] {
    Ed25519.sign(message, seed: seed)
  }

  package var description: String { "SigningKey(\(publicKey.fingerprint))" }
  package var customMirror: Mirror { Mirror(self, children: ["publicKey": publicKey.line]) }
}
