import Figures
import Foundation
import Glibc
import Testing
import Workspace

@Suite struct StagedSiteTests {
  private func files(_ texts: [String: String]) -> [OutputFile] {
    texts.sorted { $0.key < $1.key }.map { OutputFile(path: $0.key, text: $0.value) }
  }

  private func names(in folder: TemporaryFolder, _ name: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.file(name)).sorted()
  }

  @Test(arguments: [true, false])
  func `the new site replaces the old one as a whole`(canExchange: Bool) throws {
    let folder = try TemporaryFolder()
    try folder.write("old", to: "public/northline/index.html")
    try folder.write("gone", to: "public/northline/2026-09/index.html")

    var staged = try StagedSite(replacing: folder.file("public/northline"))
    try staged.write(OutputFile(path: "index.html", text: "new"))
    try staged.write(OutputFile(path: "2026-10/data/days.csv", text: "a\r\n"))
    #expect(try folder.contents(below: "public/northline")["index.html"] == "old")
    try staged.publish(canExchange: canExchange)

    #expect(
      try folder.contents(below: "public/northline")
        == ["index.html": "new", "2026-10/data/days.csv": "a\r\n"])
    #expect(try names(in: folder, "public") == ["northline"])
  }

  @Test func `the first site needs nothing to replace`() throws {
    let folder = try TemporaryFolder()
    let site = ["index.html": "x", "a/b/c.csv": "y", "a/b/d.csv": "z", "a/e.csv": ""]
    try SiteWriter.write(files(site), to: folder.file("deep/public/northline/"))
    #expect(try folder.contents(below: "deep/public/northline") == site)
  }

  @Test func `a site that is dropped leaves no trace and the old one in place`() throws {
    let folder = try TemporaryFolder()
    try folder.write("old", to: "public/northline/index.html")
    do {
      var staged = try StagedSite(replacing: folder.file("public/northline"))
      try staged.write(OutputFile(path: "a/index.html", text: "new"))
      #expect(try names(in: folder, "public").count == 2)
    }
    #expect(try names(in: folder, "public") == ["northline"])
    #expect(try folder.contents(below: "public/northline") == ["index.html": "old"])
  }

  @Test func `what killed runs left is cleared, for this site alone`() throws {
    let folder = try TemporaryFolder()
    try folder.write("half", to: "public/.northline.staged-1/index.html")
    try folder.write("half", to: "public/.northline-2.staged-1/index.html")
    try folder.write("older", to: "public/.northline.old-1/index.html")
    try folder.write("old", to: "public/northline/index.html")
    try SiteWriter.write(files(["index.html": "new"]), to: folder.file("public/northline"))
    #expect(try names(in: folder, "public") == [".northline-2.staged-1", "northline"])
    #expect(try folder.contents(below: "public/northline") == ["index.html": "new"])
  }

  @Test func `an old site that was set aside is put back first`() throws {
    let folder = try TemporaryFolder()
    try folder.write("old", to: "public/.northline.old-1/index.html")
    do { _ = try StagedSite(replacing: folder.file("public/northline")) }
    #expect(try folder.contents(below: "public/northline") == ["index.html": "old"])
    #expect(try names(in: folder, "public") == ["northline"])
  }

  @Test(arguments: ["../x", "/x", "A", "a//b", "", "a/../../b", "x\u{0}y"])
  func `an unsafe name stops the site`(path: String) throws {
    let folder = try TemporaryFolder()
    let destination = folder.file("public/northline")
    #expect(throws: SealError.unsafePath(path)) {
      try SiteWriter.write([OutputFile(path: path, text: "")], to: destination)
    }
    #expect(try names(in: folder, "public") == [])
  }

  @Test func `the same name twice stops the site`() throws {
    let folder = try TemporaryFolder()
    let twice = files(["a": "1"]) + files(["a": "2"])
    #expect(throws: SealError.repeatedPath("a")) {
      try SiteWriter.write(twice, to: folder.file("northline"))
    }
    #expect(try names(in: folder) == [])
  }

  @Test func `a file where a folder is needed cannot be created`() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "public")
    let destination = folder.file("public/northline")
    let found = try #require(explanation { try SiteWriter.write([], to: destination) })
    #expect(found.status == .cannotCreate)
    #expect(found.place?.hasPrefix(folder.file("public")) == true)
  }

  @Test func `a full disk is an I/O error with its path`() throws {
    let folder = try TemporaryFolder()
    let found = DiskError.failed(folder.file("x"), code: ENOSPC).explanation
    #expect(found.status == .inputOutput)
    #expect(found.what == "'\(folder.file("x"))' cannot be written: No space left on device")
    #expect(found.remedy?.hasPrefix("make room on the disk") == true)
  }
}
