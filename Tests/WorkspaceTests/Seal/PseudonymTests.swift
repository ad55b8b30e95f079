import Figures
import Testing
import Workspace

/// The cases pii-01 to pii-04 of the worked examples: one key, four values.
private struct PseudonymExample: Sendable, CustomTestStringConvertible {
  let id: String
  let scope: String
  let field: String
  let value: String
  let spelling: Pseudonyms.Spelling
  let pseudonym: String

  var testDescription: String { id }

  static let key = Array(UInt8(0)...31)

  static let all = [
    PseudonymExample(
      id: "pii-01", scope: "partner:acme", field: "ani", value: "+1 (415) 555-0123",
      spelling: .phone, pseudonym: "p_rjko6r62udvgz4s26gdkh4f24e"),
    PseudonymExample(
      id: "pii-02", scope: "partner:acme", field: "ani", value: "tel:+14155550123",
      spelling: .phone, pseudonym: "p_rjko6r62udvgz4s26gdkh4f24e"),
    PseudonymExample(
      id: "pii-03", scope: "partner:zeta", field: "ani", value: "+14155550123",
      spelling: .phone, pseudonym: "p_2ee3sdaszyibo6w7shj4lukl54"),
    PseudonymExample(
      id: "pii-04", scope: "partner:acme", field: "address", value: "Ada@Example.com",
      spelling: .email, pseudonym: "p_x65onyp2ay7xxuuijtpvmqiyfy"),
  ]
}

@Suite struct PseudonymTests {
  @Test(arguments: PseudonymExample.all)
  private func `one value has one pseudonym for each partner`(example: PseudonymExample) {
    let pseudonyms = Pseudonyms(
      scope: example.scope, key: PseudonymExample.key, hmac: HMAC.sha256(key:message:))
    let found = pseudonyms.pseudonym(of: example.value, field: example.field, example.spelling)
    #expect(found == example.pseudonym)
  }

  /// Test cases 1, 2 and 6 of RFC 4231; the last key is longer than a block.
  @Test(arguments: [
    (
      [UInt8](repeating: 0x0B, count: 20), "Hi There",
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      Array("Jefe".utf8), "what do ya want for nothing?",
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      [UInt8](repeating: 0xAA, count: 131),
      "Test Using Larger Than Block-Size Key - Hash Key First",
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
  ])
  func `a keyed digest follows its standard`(key: [UInt8], message: String, hex: String) {
    #expect(HMAC.sha256(key: key, message: Array(message.utf8)).hex == hex)
  }
}
