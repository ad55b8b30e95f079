import Figures
import Testing

@testable import Workspace

@Suite struct FileBundleTests {
  private static let files = [
    OutputFile(path: "index.html", text: "<p>a\nb</p>\n"),
    OutputFile(path: "data/a.csv", bytes: []),
    OutputFile(path: "data/b.csv", bytes: [0x0A, 0xFF, 0x0A]),
  ]

  @Test func `a bundle of earlier versions, a frame for each file, is read`() {
    let packed = Self.files.flatMap { Zstandard.compress(Array("\($0.path)\n".utf8) + $0.bytes) }
    #expect(FileBundle.unpack(packed) == Self.files)
  }

  @Test func `a table takes a frame for each piece`() throws {
    let table = OutputFile(
      path: "data/t.csv",
      bytes: (0..<FileBundle.piece * 2 + 1).map { UInt8(truncatingIfNeeded: $0) })
    let packed = FileBundle.pack([table])
    var frames: [Int] = []
    var rest = packed[...]
    while let (content, length) = Zstandard.firstFrame(of: rest) {
      frames.append(content.count)
      rest = rest.dropFirst(length)
    }
    let line = "data/t.csv \(table.bytes.count)\n".utf8.count
    #expect(frames == [line + FileBundle.piece, 1 + FileBundle.piece, 2])
    #expect(FileBundle.unpack(packed) == [table])
  }

  @Test(arguments: [
    "", "no line", "\nbytes of no file", "a.csv -1\n", "a.csv 9 9\n", "a.csv x\n", "a.csv 2\nb",
  ])
  func `what is no bundle is not read`(text: String) {
    #expect(FileBundle.unpack(Zstandard.compress(Array(text.utf8))) == nil)
    #expect(FileBundle.unpack(Array(text.utf8)) == (text.isEmpty ? [] : nil))
  }
}
