import Figures
import Foundation
import Testing
import Workspace

@Suite struct WorkspaceFolderTests {
  private func make() throws -> (TemporaryFolder, WorkspaceFolder) {
    let folder = try TemporaryFolder()
    try folder.write(ConfigurationRefusalTests.valid, to: "tallysheet.yml")
    return (folder, try WorkspaceFolder(at: folder.path))
  }

  @Test func `knows the place of everything`() throws {
    let (folder, workspace) = try make()
    #expect(workspace.archivePath(of: "northline") == folder.file("store/northline.sqlite"))
    #expect(workspace.publicPath(of: "northline") == folder.file("www/northline"))
    let archive = try workspace.archive(of: "northline")
    #expect(archive.path == folder.file("store/northline.sqlite"))
    #expect(try archive.periods() == [])
  }

  @Test func `an unknown partner names the nearest`() throws {
    let (folder, workspace) = try make()
    let found = try #require(explanation { try workspace.partner("nortline") })
    #expect(found.status == .configuration)
    #expect(found.what == "there is no partner 'nortline'")
    #expect(found.place == folder.file("tallysheet.yml"))
    #expect(found.remedy == "did you mean 'northline'?")
  }

  @Test func `finds the remarks on a period, and none where there are none`() throws {
    let (folder, workspace) = try make()
    try folder.write("# March\n", to: "commentary/northline/2026-03.md")
    let march = try workspace.commentary(of: "northline", period: try Period("2026-03"))
    #expect(march?.markdown == "# March\n")
    #expect(march?.file == folder.file("commentary/northline/2026-03.md"))
    #expect(try workspace.commentary(of: "northline", period: try Period("2026-04")) == nil)
  }

  @Test func `remarks that are no text are refused with their file`() throws {
    let (folder, workspace) = try make()
    try folder.write("", to: "commentary/northline/keep")
    let path = folder.file("commentary/northline/2026-03.md")
    try Data([0x23, 0xFF, 0xFE]).write(to: URL(filePath: path))
    let found = try #require(
      explanation {
        try workspace.commentary(of: "northline", period: try Period("2026-03"))
      })
    #expect(found.status == .badData)
    #expect(found.place == path)
  }

  @Test func `one run at a time changes a workspace`() throws {
    let (folder, workspace) = try make()
    do {
      let lock = try workspace.lock()
      let found = try #require(explanation { _ = try workspace.lock() })
      #expect(found.status == .tryAgainLater)
      #expect(found.place == folder.file(".tallysheet.lock"))
      _ = lock
    }
    _ = try workspace.lock()
  }

  @Test func `signs with the key that the configuration names`() async throws {
    let (folder, workspace) = try make()
    let made = try SigningKey.generate(
      at: folder.file("keys/evidence_ed25519"), comment: "evidence@bank.example")
    let key = try #require(try await workspace.signingKey())
    #expect(key.publicKey == made.publicKey)
  }
}
