/// The contents of an OpenSSH private key file (`openssh-key-v1`) that has no passphrase.
struct OpenSSHKeyFile {
  let seed: [UInt8]
  let publicKey: [UInt8]
  let comment: String

  private static let label = "OPENSSH PRIVATE KEY"
  private static let magic = Array("openssh-key-v1\0".utf8)

  init(seed: [UInt8], publicKey: [UInt8], comment: String) {
    self.seed = seed
    self.publicKey = publicKey
    self.comment = comment
  }

  init(reading text: String, place: String) throws(SealError) {
    guard let bytes = Armor.unwrap(text, label: Self.label) else {
      throw SealError.notKey(place)
    }
    var reader = WireReader(bytes)
    guard reader.raw(Self.magic.count) == Self.magic, let cipher = reader.text(),
      let derivation = reader.text(), reader.string() != nil
    else { throw SealError.notKey(place) }
    guard cipher == "none", derivation == "none" else { throw SealError.passphrase(place) }
    guard reader.number() == 1, reader.string() != nil, let inner = reader.string() else {
      throw SealError.notKey(place)
    }
    var secret = WireReader(inner)
    guard let first = secret.number(), first == secret.number(), let kind = secret.text() else {
      throw SealError.notKey(place)
    }
    guard kind == PublicKey.kind else { throw SealError.otherKind(place, kind: kind) }
    guard let publicKey = secret.string(), let pair = secret.string(), pair.count == 64,
      let comment = secret.text()
    else { throw SealError.notKey(place) }
    seed = Array(pair.prefix(32))
    guard publicKey == Array(pair.suffix(32)), publicKey == Ed25519.publicKey(ofSeed: seed) else {
      throw SealError.notKey(place)
    }
    self.publicKey = publicKey
    self.comment = comment
  }

  /// The file's text; `check` is a random number by which readers see a wrong passphrase.
  func text(check: UInt32) -> String {
    var secret = WireWriter()
    secret.number(check)
    secret.number(check)
    secret.string(PublicKey.kind)
    secret.string(publicKey)
    secret.string(seed + publicKey)
    secret.string(comment)
    let padding = (8 - secret.bytes.count % 8) % 8
    secret.raw((0..<padding).map { UInt8($0 + 1) })

    var writer = WireWriter()
    writer.raw(Self.magic)
    writer.string("none")
    writer.string("none")
    writer.string("")
    writer.number(1)
    writer.string(PublicKey(checked: publicKey, comment: "").blob)
    writer.string(secret.bytes)
    return Armor.wrap(writer.bytes, label: Self.label)
  }
}
