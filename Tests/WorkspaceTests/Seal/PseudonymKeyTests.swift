import Figures
import Foundation
import Testing
import Workspace

@Suite struct PseudonymKeyTests {
  private static let digits = (0..<32).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()

  /// Worked out by Python's hmac and base64 from the bytes 0 to 31.
  @Test func `a key is 64 digits, makes stand-ins for each partner and has a mark of its own`()
    throws
  {
    let key = try PseudonymKey(Secret(Self.digits.uppercased()), place: "here")
    #expect(key.id == "k_3jvadqzq")
    let names = key.pseudonyms(for: "acme")
    #expect(
      names.pseudonym(
        of: "05e40000-0000-4000-8000-000000000201", field: Pseudonyms.agentField, .exact)
        == "p_6apvv5kaaf4onn3mp3g3iwp42a")
    #expect(
      names.pseudonym(
        of: "c0ffee00-0000-4000-8000-000000000001", field: "conversationId", .exact)
        == "p_i3amvf75uqawlwh33njogxjuam")
    var dumped = ""
    dump(key, to: &dumped)
    #expect(!(dumped + "\(key)").contains("30"))
  }

  @Test(arguments: [
    "", "00", digits + "00", digits.replacing("1f", with: "1g"), "\u{FF10}" + digits,
  ])
  func `what is no key is refused, and not repeated`(text: String) throws {
    let error = #expect(throws: PseudonymKeyError.malformed("here")) {
      try PseudonymKey(Secret(text), place: "here")
    }
    #expect(error.map { !"\($0.explanation)".contains(Self.digits) } == true)
  }

  @Test func `a new key is its owner's, and another each time`() throws {
    let folder = try TemporaryFolder()
    for name in ["a", "b"] { try PseudonymKey.generate(at: folder.file("keys/\(name)")) }
    let texts = try ["a", "b"].map { name in
      let path = folder.file("keys/\(name)")
      #expect(
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
      return try String(contentsOfFile: path, encoding: .utf8)
    }
    #expect(texts[0] != texts[1])
    #expect(texts.allSatisfy { $0.count == 65 && $0.hasSuffix("\n") })
    #expect(throws: DiskError.self) { try PseudonymKey.generate(at: folder.file("keys/a")) }
  }

  // MARK: - Rotation

  private func workspace(
    _ keys: String, in folder: TemporaryFolder, signing: String = ""
  ) throws -> WorkspaceFolder {
    try folder.write(
      """
      organization:
        name: Example
        region: mypurecloud.de
        timeZone: Europe/Berlin
        credentials: {clientID: {env: A}, clientSecret: {env: B}}
      \(signing)
      \(keys)
      partners:
        - id: one
          name: One
          contract: one.yml
          queues: [{name: Cards}]
          agents: {of: queues}

      """, to: "tallysheet.yml")
    return try WorkspaceFolder(at: folder.path)
  }

  private static let three = """
    privacy:
      pseudonyms:
        - {key: {file: keys/old}, validUntil: 2026-06-30}
        - {key: {file: keys/new}, validFrom: 2026-07-01, validUntil: 2026-12-31}
        - {key: {file: keys/next}, validFrom: 2026-12-01, validUntil: 2027-12-31}
    """

  @Test(arguments: [
    ("2026-06-30T23:59:59Z", "old"), ("2026-07-01T00:00:00Z", "new"),
    ("2026-12-01T00:00:00Z", "next"), ("2027-12-31T23:59:59Z", "next"),
  ])
  func `a capture uses the key that became valid last`(at: String, name: String) async throws {
    let folder = try TemporaryFolder()
    let workspace = try workspace(Self.three, in: folder)
    for name in ["old", "new", "next"] {
      try PseudonymKey.generate(at: folder.file("keys/\(name)"))
    }
    let text = try String(contentsOfFile: folder.file("keys/\(name)"), encoding: .utf8)
    let expected = try PseudonymKey(Secret(String(text.dropLast())), place: name)
    #expect(try await workspace.pseudonymKey(at: Instant(at)).id == expected.id)
    #expect(try await workspace.pseudonymKeys().count == 3)
  }

  @Test func `without a valid key, a file or its mode, nothing is made up`() async throws {
    let folder = try TemporaryFolder()
    let rotated = try workspace(Self.three, in: folder)
    await #expect(throws: PseudonymKeyError.self) {
      try await rotated.pseudonymKey(at: Instant("2028-01-01T00:00:00Z"))
    }
    // Beside the signing key, where nothing else is said.
    let plain = try workspace(
      "", in: folder,
      signing: "signing: {key: {file: safe/evidence}, identity: evidence@bank.example}")
    let path = folder.file("safe/pseudonyms")
    let now = try Instant("2026-11-05T06:00:00Z")
    await #expect(throws: PseudonymKeyError.missing(path)) {
      try await plain.pseudonymKey(at: now)
    }
    try PseudonymKey.generate(at: path)
    _ = try await plain.pseudonymKey(at: now)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    await #expect(throws: SecretError.self) { try await plain.pseudonymKey(at: now) }
  }

  @Test func `only who asks for persons by stand-ins needs a key`() throws {
    let folder = try TemporaryFolder()
    func needs(_ lines: String) throws -> Bool {
      try folder.write(
        """
        organization:
          name: Example
          region: mypurecloud.de
          timeZone: Europe/Berlin
          credentials: {clientID: {env: A}, clientSecret: {env: B}}
        partners:
          - id: one
            name: One
            contract: one.yml
            queues: [{name: Cards}]
        \(lines)

        """, to: "tallysheet.yml")
      let settings = try WorkspaceFolder(at: folder.path).partner("one")
      if !settings.needsPseudonyms { #expect(settings.mask(with: nil) != nil) }
      return settings.needsPseudonyms
    }
    #expect(try !needs(""))
    #expect(try !needs("    privacy: {agents: pseudonym}"))
    #expect(try needs("    agents: {of: queues}"))
    #expect(try !needs("    agents: {of: queues}\n    privacy: {agents: drop}"))
    #expect(try !needs("    agents: {of: queues}\n    privacy: {agents: id}"))
    #expect(try needs("    records: pages\n    privacy: {agents: id}"))
    #expect(try !needs("    records: pages\n    privacy: {conversations: id}"))
    #expect(throws: SettingError.self) {
      try needs("    records: pages\n    privacy: {conversations: drop}")
    }
  }
}
