import Foundation
import Testing
import Workspace

/// What stands is believed while its stamps are the same: each way to change a folder must show.
@Suite struct StampedFilesTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("report", to: "site/index.html")
    try folder.write("day", to: "site/days/1.html")
  }

  private func stamp() throws -> String? {
    let stamped = try StampedFiles(folder: folder.file("site"))
    stamped?.outwait()
    return stamped?.digest
  }

  @Test func `a folder that nobody touched keeps its stamp, also under another name`() throws {
    let before = try #require(try stamp())
    #expect(try stamp() == before)
    try FileManager.default.moveItem(atPath: folder.file("site"), toPath: folder.file("aside"))
    #expect(try StampedFiles(folder: folder.file("aside"))?.digest == before)
    #expect(try stamp() == nil)
  }

  @Test func `as many bytes with the time of the old ones are noticed`() throws {
    let before = try stamp()
    let path = folder.file("site/days/1.html")
    let date = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate]
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.write(contentsOf: Data("DAY".utf8))
    try handle.close()
    try FileManager.default.setAttributes(
      [.modificationDate: try #require(date)], ofItemAtPath: path)
    #expect(try stamp() != before)
  }

  @Test func `what is new, gone or a copy of itself is noticed`() throws {
    let first = try stamp()
    try folder.write("more", to: "site/days/2.html")
    let second = try stamp()
    #expect(second != first)
    try FileManager.default.removeItem(atPath: folder.file("site/days/2.html"))
    #expect(try stamp() == first)
    let path = folder.file("site/index.html")
    try FileManager.default.copyItem(atPath: path, toPath: path + ".copy")
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.moveItem(atPath: path + ".copy", toPath: path)
    #expect(try stamp() != first)
  }

  @Test func `a link has no stamp, because what it leads to changes without it`() throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("site/link.html"), withDestinationPath: "index.html")
    #expect(try stamp() == nil)
    #expect(StampedFiles(["link.html"], in: folder.file("site")) == nil)
    #expect(StampedFiles(["days"], in: folder.file("site")) == nil)
    #expect(StampedFiles(["index.html"], in: folder.file("site")) != nil)
  }

  @Test func `no two lists of inputs have the same key`() {
    func key(_ inputs: [(String, String?)]) -> String {
      var key = BuildKey()
      for (name, value) in inputs { key.add(name, value) }
      return key.digest
    }
    let keys = [
      key([("a", "bc")]), key([("ab", "c")]), key([("a", "b"), ("c", "")]),
      key([("a", "b\nc 0\n")]), key([("a", nil)]), key([("a", "-")]), key([("a", "")]), key([]),
      key([("a", "b"), ("c", nil)]),
    ]
    #expect(Set(keys).count == keys.count)
  }
}
