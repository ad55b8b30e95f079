package import Figures

/// A line of `allowed_signers`: who may sign manifests, with which key, and in which time.
package struct AllowedSigner: Sendable, Hashable {
  /// An e-mail address or another name without spaces, as in `signing.identity`.
  package let identity: String
  package let publicKey: PublicKey
  /// The first moment at which the key may sign; `nil` for no such bound.
  package let validAfter: Instant?
  /// The moment at which it may no longer sign.
  package let validBefore: Instant?

  package init(
    identity: String, publicKey: PublicKey, validAfter: Instant? = nil, validBefore: Instant? = nil
  ) {
    self.identity = identity
    self.publicKey = publicKey
    self.validAfter = validAfter
    self.validBefore = validBefore
  }

  /// Reads a line as ``line`` writes it; anything else is `nil`.
  package init?(line: String) {
    let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
    guard parts.count == 3, let key = PublicKey(line: parts[2]) else { return nil }
    var options = parts[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard options.first == Self.namespaces else { return nil }
    options.removeFirst()
    func moment(_ name: String) -> Instant?? {
      guard let option = options.first, option.hasPrefix("\(name)=\"") else { return .some(nil) }
      options.removeFirst()
      guard option.hasSuffix("\""),
        let moment = Self.moment(String(option.dropFirst(name.count + 2).dropLast()))
      else { return nil }
      return moment
    }
    guard let after = moment("valid-after"), let before = moment("valid-before"), options.isEmpty
    else { return nil }
    self.init(identity: parts[0], publicKey: key, validAfter: after, validBefore: before)
  }

  /// Reads a whole file; empty lines and remarks are passed over, and `nil` is what holds anything
  /// else, or no signer.
  package static func list(_ bytes: [UInt8]) -> [AllowedSigner]? {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    var signers: [AllowedSigner] = []
    for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
      guard let signer = AllowedSigner(line: String(line)) else { return nil }
      signers.append(signer)
    }
    return signers.isEmpty ? nil : signers
  }

  /// `identity namespaces="tallysheet-manifest" ssh-ed25519 AAAA…`, without a line end.
  package var line: String {
    let key = PublicKey(checked: publicKey.bytes, comment: "")
    var options = Self.namespaces
    if let validAfter { options += ",valid-after=\"\(Self.text(validAfter))\"" }
    if let validBefore { options += ",valid-before=\"\(Self.text(validBefore))\"" }
    return "\(identity) \(options) \(key.line)"
  }

  private static let namespaces = "namespaces=\"\(SSHSignature.manifestNamespace)\""

  /// `20261014080500Z`, the one form that means the same in every zone.
  package static func text(_ moment: Instant) -> String {
    String(moment.text.filter { $0.isNumber }) + "Z"
  }

  private static func moment(_ text: String) -> Instant? {
    let digits = Array(text)
    guard digits.count == 15, digits.last == "Z" else { return nil }
    func part(_ range: Range<Int>) -> String { String(digits[range]) }
    return try? Instant(
      "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(8..<10)):\(part(10..<12)):\(part(12..<14))Z"
    )
  }
}
