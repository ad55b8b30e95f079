import COpenSSL

/// A digest that only the holder of a key can make, by libcrypto.
package enum HMAC {
  /// The 32 bytes of HMAC-SHA-256.
  package static func sha256(key: [UInt8], message: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    var count: UInt32 = 32
    guard
      COpenSSL.HMAC(
        EVP_sha256(), key, Int32(key.count), message, message.count, &digest, &count) != nil,
      count == 32
    else { preconditionFailure("libcrypto refused to authenticate a message") }
    return digest
  }
}
