/// The public half of a signing key.
package struct PublicKey: Sendable, Hashable {
  /// 32 bytes.
  package let bytes: [UInt8]
  package let comment: String

  init(checked bytes: [UInt8], comment: String) {
    self.bytes = bytes
    self.comment = comment
  }

  /// Reads `ssh-ed25519 AAAA… comment`; anything else is `nil`.
  package init?(line: String) {
    let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
    guard parts.count >= 2, parts[0] == Self.kind, let blob = [UInt8](base64: parts[1]) else {
      return nil
    }
    self.init(blob: blob, comment: parts.count == 3 ? parts[2] : "")
  }

  /// Reads SSH's binary form; `nil` for another kind of key.
  init?(blob: [UInt8], comment: String = "") {
    var reader = WireReader(blob)
    guard reader.text() == Self.kind, let bytes = reader.string(), bytes.count == 32,
      reader.isAtEnd
    else { return nil }
    self.init(checked: bytes, comment: comment)
  }

  static let kind = "ssh-ed25519"

  /// SSH's binary form.
  var blob: [UInt8] {
    var writer = WireWriter()
    writer.string(Self.kind)
    writer.string(bytes)
    return writer.bytes
  }

  /// `ssh-ed25519 AAAA…`, with the comment when there is one.
  package var line: String {
    "\(Self.kind) \(blob.base64)" + (comment.isEmpty ? "" : " \(comment)")
  }

  /// `SHA256:…` as `ssh-keygen -l` prints it.
  package var fingerprint: String {
    var hash = SHA256()
    hash.update(blob)
    return "SHA256:" + hash.finish().base64.prefix { $0 != "=" }
  }

  /// The PEM form that OpenSSL reads.
  package var pem: String {
    let prefix: [UInt8] = [
      0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00,
    ]
    return "-----BEGIN PUBLIC KEY-----\n\((prefix + bytes).base64)\n-----END PUBLIC KEY-----\n"
  }
}
