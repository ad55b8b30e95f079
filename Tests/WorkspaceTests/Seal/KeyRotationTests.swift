import Figures
import Foundation
import Testing
import Workspace

@Suite struct KeyRotationTests {
  private static func instant(_ text: String) throws -> Instant { try Instant(text) }

  /// A workspace with a key that may sign in 2026, and one that signed before it.
  private func workspace(in folder: TemporaryFolder) throws -> (WorkspaceFolder, SigningKey) {
    let key = try SigningKey.generate(at: folder.file("keys/new"), comment: "new")
    try folder.write(
      """
      organization:
        name: Example
        region: mypurecloud.de
        timeZone: Europe/Berlin
        credentials: {clientID: {env: A}, clientSecret: {env: B}}
      signing:
        key: {file: keys/new}
        identity: evidence@bank.example
        validFrom: 2026-01-01
        validUntil: 2026-12-31
        earlier:
          - {key: "\(SignatureExample.publicLine)", validFrom: 2024-01-01, validUntil: 2025-12-31}
      partners:
        - id: one
          name: One
          contract: one.yml
          queues: [{name: Cards}]
          media: [voice]
          directions: [inbound]

      """, to: "tallysheet.yml")
    return (try WorkspaceFolder(at: folder.path), key)
  }

  @Test func `every key that ever signed stands in the list with its dates`() async throws {
    let folder = try TemporaryFolder()
    let (workspace, key) = try workspace(in: folder)
    let signer = try #require(
      try await workspace.sealSigner(at: Self.instant("2026-11-05T06:00:00Z")))
    let files = try FolderSeal(signer: signer).files([], record: SealedExample.record())
    let list = try #require(files.first { $0.path == "allowed_signers" })
    let blob = key.publicKey.line.split(separator: " ").prefix(2).joined(separator: " ")
    #expect(
      String(decoding: list.bytes, as: UTF8.self) == """
        evidence@bank.example namespaces="tallysheet-manifest",valid-after="20260101000000Z",\
        valid-before="20270101000000Z" \(blob)
        evidence@bank.example namespaces="tallysheet-manifest",valid-after="20240101000000Z",\
        valid-before="20260101000000Z" \(SignatureExample.publicLine)

        """)
    #expect(AllowedSigner.list(list.bytes)?.count == 2)
  }

  @Test(arguments: [
    ("2025-12-31T23:59:59Z", "the signing key may not sign before 2026-01-01T00:00:00Z"),
    ("2027-01-01T00:00:00Z", "the signing key may no longer sign since 2027-01-01T00:00:00Z"),
  ])
  func `a key outside its dates seals nothing`(now: String, what: String) async throws {
    let folder = try TemporaryFolder()
    let (workspace, _) = try workspace(in: folder)
    let found = try #require(
      await laterExplanation { try await workspace.sealSigner(at: Self.instant(now)) })
    #expect(found.status == .configuration)
    #expect(found.what == what)
  }

  @Test func `a private key that others may read is refused`() async throws {
    let folder = try TemporaryFolder()
    let (workspace, _) = try workspace(in: folder)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o640], ofItemAtPath: folder.file("keys/new"))
    let found = try #require(
      await laterExplanation {
        try await workspace.sealSigner(at: Self.instant("2026-11-05T06:00:00Z"))
      })
    #expect(found.status == .configuration)
    #expect(found.what.contains("open to other accounts (mode 640)"))
  }

  @Test func `ssh-keygen and verify agree on a key with dates`() async throws {
    let folder = try TemporaryFolder()
    let (workspace, _) = try workspace(in: folder)
    let signer = try #require(
      try await workspace.sealSigner(at: Self.instant("2026-11-05T06:00:00Z")))
    // The data of the example were captured on 5 November 2026.
    try SealedExample.write(signer: signer, to: folder.file("site"))
    #expect(try SiteVerifier().verify(folder.file("site")).findings.kept.map(\.text) == [])
    let site = folder.file("site")
    func check(_ time: String) throws -> Int32 {
      let manifest = try String(contentsOfFile: site + "/manifest-sha256.txt", encoding: .utf8)
      return try runProgram(
        "/usr/bin/ssh-keygen",
        [
          "-Y", "verify", "-f", site + "/allowed_signers", "-I", "evidence@bank.example",
          "-n", "tallysheet-manifest", "-Overify-time=\(time)", "-s",
          site + "/manifest-sha256.txt.sig",
        ], input: manifest
      ).0
    }
    #expect(try check("20261105060100Z") == 0)
    #expect(try check("20270101000001Z") != 0)
    #expect(try check("20251231235959Z") != 0)
    let text = try String(contentsOfFile: site + "/VERIFY.txt", encoding: .utf8)
    #expect(text.contains("-Overify-time=20261105060100Z"))
  }

  @Test func `data that are younger than the key's end were not sealed in time`() throws {
    let folder = try TemporaryFolder()
    let late = SealSigner(
      signer: AllowedSigner(
        identity: "evidence@bank.example", publicKey: SealedExample.key.publicKey,
        validBefore: try Self.instant("2026-11-05T06:01:00Z")), key: SealedExample.key)
    try SealedExample.write(signer: late, to: folder.file("site"))
    let found = try SiteVerifier().verify(folder.file("site")).findings.kept
    #expect(found.map(\.kind) == [.signature])
    #expect(found.first?.what.contains("whose time had ended on 2026-11-05T06:01:00Z") == true)
  }
}
