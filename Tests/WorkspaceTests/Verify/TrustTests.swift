import Figures
import Foundation
import Testing
import Workspace

@Suite struct TrustTests {
  private func texts(
    _ folder: TemporaryFolder, _ trusted: TrustedSigners = TrustedSigners()
  ) throws -> [String] {
    try SiteVerifier(trusted: trusted).verify(folder.file("site")).findings.kept.map(\.text)
  }

  private static let stranger: SigningKey = {
    guard let key = SigningKey(seed: [UInt8](repeating: 7, count: 32)) else {
      preconditionFailure("a seed has 32 bytes")
    }
    return key
  }()

  @Test func `a fingerprint from another road must be that of the signer`() throws {
    let folder = try TemporaryFolder()
    try SealedExample.write(to: folder.file("site"))
    #expect(try texts(folder, TrustedSigners(fingerprint: SignatureExample.fingerprint)) == [])
    let found = try texts(
      folder, TrustedSigners(fingerprint: Self.stranger.publicKey.fingerprint))
    #expect(found.count == 1)
    #expect(found.first?.contains("was made with another key") == true)
  }

  @Test func `a site that a stranger sealed again is told by a list from another road`() throws {
    let folder = try TemporaryFolder()
    let stranger = AllowedSigner(
      identity: "evidence@bank.example", publicKey: Self.stranger.publicKey)
    try SealedExample.write(
      signer: SealSigner(signer: stranger, key: Self.stranger), to: folder.file("site"))
    // By itself the folder is whole: it names the stranger's key.
    #expect(try texts(folder) == [])
    let ours = folder.file("signers")
    try folder.write(
      "# from the contract\n" + SealedExample.signer.signer.line + "\n", to: "signers")
    let found = try texts(folder, TrustedSigners(signers: try SignersFile.read(ours)))
    #expect(found.count == 1)
    #expect(found.first?.contains("a key that the given list does not name") == true)
  }

  @Test func `a signature that was taken away is missed`() throws {
    let folder = try TemporaryFolder()
    try SealedExample.write(to: folder.file("site"))
    for name in [
      "manifest-sha256.txt.sig", "manifest-sha256.txt.ed25519", "allowed_signers",
      "signing-key.pem",
    ] {
      try FileManager.default.removeItem(atPath: folder.file("site/\(name)"))
    }
    #expect(try texts(folder).count == 4)
  }

  @Test func `an unsigned site verifies, but not for one who expects a key`() throws {
    let folder = try TemporaryFolder()
    try SealedExample.write(signer: nil, to: folder.file("site"))
    #expect(try texts(folder) == [])
    #expect(
      try texts(folder, TrustedSigners(fingerprint: SignatureExample.fingerprint)).count == 4)
  }

  @Test func `a period that was exchanged no longer fits the next`() throws {
    let folder = try TemporaryFolder()
    try SealedExample.write(to: folder.file("site/2026-09-30"))
    let link = try #require(
      try SealRecord.Link(period: "2026-09-30", in: folder.file("site")))
    try SealedExample.write(
      record: SealedExample.record(previousPeriod: link), to: folder.file("site/2026-10-01"))
    func chain() throws -> [SiteFinding] {
      try SiteVerifier().verify(folder.file("site")).findings.kept.filter { $0.kind == .chain }
    }
    // The older folder says that it is another period.
    #expect(try chain().map(\.place) == ["period"])
    try SealedExample.write(signer: nil, to: folder.file("site/2026-09-30"))
    let found = try #require(try chain().first { $0.place == "previousPeriod" })
    #expect(found.file == "2026-10-01/seal.json")
    #expect(found.found == link.manifestSHA256)
    // A superseded edition of it counts as well.
    try SealedExample.write(to: folder.file("site/2026-09-30/editions/1"))
    #expect(try !chain().contains { $0.place == "previousPeriod" })
  }
}
