import COpenSSL
package import Figures

/// A SHA-256 digest that is fed piece by piece.
package struct SHA256: ~Copyable {
  private let context: OpaquePointer

  package init() {
    guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
      preconditionFailure("libcrypto has no memory or no SHA-256")
    }
    self.context = context
  }

  deinit { EVP_MD_CTX_free(context) }

  package mutating func update(_ bytes: some Collection<UInt8>) {
    let isDone: Bool? = bytes.withContiguousStorageIfAvailable { buffer in
      EVP_DigestUpdate(context, buffer.baseAddress, buffer.count) == 1
    }
    switch isDone {
    case true?: return
    case false?: preconditionFailure("libcrypto refused to hash")
    case nil: update(Array(bytes))
    }
  }

  /// The 32 bytes of the digest.
  package consuming func finish() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    guard EVP_DigestFinal_ex(context, &digest, nil) == 1 else {
      preconditionFailure("libcrypto refused to finish a hash")
    }
    return digest
  }

  /// The 32 bytes of a digest at once.
  package static func digest(of bytes: some Collection<UInt8>) -> [UInt8] {
    var hash = SHA256()
    hash.update(bytes)
    return hash.finish()
  }

  /// The digest of bytes as 64 lower-case hexadecimal digits.
  package static func hex(of bytes: some Collection<UInt8>) -> String {
    digest(of: bytes).hex
  }
}

extension OutputFile {
  /// The file with its digest, for whoever lists it more than once.
  package var hashed: OutputFile {
    sha256 == nil
      ? OutputFile(path: path, bytes: bytes, sha256: SHA256.hex(of: bytes)) : self
  }
}

extension [UInt8] {
  /// Two lower-case hexadecimal digits for each byte.
  package var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    let text = flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }
}
