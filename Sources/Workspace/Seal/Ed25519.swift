import COpenSSL

/// The three operations of Ed25519 that a seal needs, by libcrypto.
enum Ed25519 {
  /// A fresh seed from the operating system's random numbers.
  static func makeSeed() -> [UInt8] {
    let context = EVP_PKEY_CTX_new_id(EVP_PKEY_ED25519, nil)
    defer { EVP_PKEY_CTX_free(context) }
    var key: OpaquePointer?
    defer { EVP_PKEY_free(key) }
    var seed = [UInt8](repeating: 0, count: 32)
    var count = seed.count
    guard EVP_PKEY_keygen_init(context) == 1, EVP_PKEY_keygen(context, &key) == 1,
      EVP_PKEY_get_raw_private_key(key, &seed, &count) == 1, count == 32
    else { preconditionFailure("libcrypto cannot make an Ed25519 key") }
    return seed
  }

  static func publicKey(ofSeed seed: [UInt8]) -> [UInt8] {
    withKey(seed) { key in
      var bytes = [UInt8](repeating: 0, count: 32)
      var count = bytes.count
      guard EVP_PKEY_get_raw_public_key(key, &bytes, &count) == 1, count == 32 else {
        preconditionFailure("libcrypto cannot derive a public key")
      }
      return bytes
    }
  }

  /// The 64 bytes of the signature; the same for the same seed and message, always.
  static func sign(_ message: [UInt8], seed: [UInt8]) -> [UInt8] {
    withKey(seed) { key in
      let context = EVP_MD_CTX_new()
      defer { EVP_MD_CTX_free(context) }
      var signature = [UInt8](repeating: 0, count: 64)
      var count = signature.count
      guard EVP_DigestSignInit(context, nil, nil, nil, key) == 1,
        EVP_DigestSign(context, &signature, &count, message, message.count) == 1, count == 64
      else { preconditionFailure("libcrypto cannot sign") }
      return signature
    }
  }

  static func isValid(_ signature: [UInt8], of message: [UInt8], publicKey: [UInt8]) -> Bool {
    let key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, publicKey, publicKey.count)
    defer { EVP_PKEY_free(key) }
    let context = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(context) }
    return key != nil && EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1
      && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
  }

  private static func withKey<Result>(_ seed: [UInt8], _ body: (OpaquePointer) -> Result) -> Result
  {
    guard let key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count) else {
      preconditionFailure("an Ed25519 seed has 32 bytes, as its reader has checked")
    }
    defer { EVP_PKEY_free(key) }
    return body(key)
  }
}
