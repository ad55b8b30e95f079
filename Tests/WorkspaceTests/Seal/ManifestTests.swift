import Figures
import Testing
import Workspace

@Suite struct ManifestTests {
  private let text = """
    7b49b9e063bd91a4f9252b413261f5557b9c570aa61516989499f64a62dbcdd6  data/Z.csv
    e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  data/a/1.csv
    73cb3858a687a8494ca3323053016282f3dad39d42cf62ca4e79dda2aac7d9ac  data/b.csv

    """

  @Test func `lists files as sha256sum does, in byte order of their paths`() throws {
    let manifest = try Manifest([
      OutputFile(path: "data/b.csv", text: "x\n"), OutputFile(path: "data/Z.csv", text: "café\n"),
      OutputFile(path: "data/a/1.csv", text: ""),
    ])
    #expect(manifest.text == text)
    #expect(
      SHA256.hex(of: manifest.text.utf8)
        == "a9e75c112e54492700381fba537d079aa6ead4e92383cab56e06c2e4257b4ec1")
    #expect(try Manifest(reading: text) == manifest)
    #expect(manifest["data/b.csv"]?.hasPrefix("73cb3858") == true)
    #expect(manifest["data/c.csv"] == nil)
  }

  @Test func `a digest fed in pieces is the digest of the whole`() {
    var hash = SHA256()
    for piece in ["ca", "f", "é\n"] { hash.update(Array(piece.utf8)) }
    #expect(
      hash.finish().hex == "7b49b9e063bd91a4f9252b413261f5557b9c570aa61516989499f64a62dbcdd6")
  }

  private static let digest = String(repeating: "0", count: 64)

  static let flaws: [(String, SealError)] = [
    ("zz", .unreadableManifest(line: 1)),
    ("\(digest)  a", .unreadableManifest(line: 1)),
    ("\(digest)  a\n\(digest) *b\n", .unreadableManifest(line: 2)),
    ("A\(digest.dropLast())  a\n", .unreadableManifest(line: 1)),
    ("\(digest)  b\n\(digest)  a\n", .unsortedManifest),
    ("\(digest)  a\n\(digest)  a\n", .repeatedPath("a")),
  ]

  @Test(arguments: flaws)
  func `a manifest with a flaw is refused`(text: String, error: SealError) {
    #expect(throws: error) { try Manifest(reading: text) }
  }

  @Test(arguments: [
    ("index.html", true), ("2026-10/data/intervals.csv", true), ("a..b", true), ("", false),
    ("/etc/passwd", false), ("../x", false), ("a/../b", false), ("a/./b", false), ("a//b", false),
    ("A.html", false), ("a b", false), ("ü", false), ("a\\b", false), ("con", false),
    ("x/nul.txt", false), ("a/", false), ("com1.csv", false), ("console", true),
  ])
  func `a published name works on every host`(path: String, isSafe: Bool) {
    #expect(OutputPath.isSafe(path) == isSafe)
  }
}
