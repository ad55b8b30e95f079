import Figures
import Foundation
import Testing
import Workspace

@Suite struct BagTests {
  private func bag() throws -> Bag {
    let site = try FolderSeal(signer: SealedExample.signer).files(
      try SealedExample.files(), record: SealedExample.record()
    ).map { OutputFile(path: "data/site/" + $0.path, bytes: $0.bytes) }
    return try Bag(
      site + [OutputFile(path: "data/custody.csv", text: "step\r\n1\r\n")],
      info: [(label: "Source-Organization", value: "Bank,\none line")],
      signer: SealedExample.signer,
      captured: Instant(seconds: 1_793_858_460))
  }

  private func write(_ bag: Bag, to folder: URL) throws {
    for file in bag.files {
      let place = folder.appending(path: file.path)
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.bytes).write(to: place)
    }
  }

  @Test func `a bag has the tags of BagIt`() throws {
    let bag = try bag()
    let files = Dictionary(
      uniqueKeysWithValues: bag.files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
    #expect(files["bagit.txt"] == "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    #expect(files["bag-info.txt"]?.hasPrefix("Source-Organization: Bank, one line\n") == true)
    let payload = bag.files.filter { $0.path.hasPrefix("data/") }
    let size = payload.reduce(0) { $0 + $1.bytes.count }
    #expect(files["bag-info.txt"]?.hasSuffix("Payload-Oxum: \(size).\(payload.count)\n") == true)
    let tags = try #require(files["tagmanifest-sha256.txt"])
    #expect(
      tags.split(separator: "\n").map { String($0.dropFirst(66)) }
        == [
          "VERIFY.txt", "allowed_signers", "bag-info.txt", "bagit.txt", "manifest-sha256.txt",
          "signing-key.pem",
        ])
  }

  /// The worked example of a manifest: its list, and the size and number of what it lists.
  @Test func `the payload's list and its size are those of the worked example`() throws {
    let payload = [("data/b.csv", "x\n"), ("data/Z.csv", "café\n"), ("data/a/1.csv", "")]
    let bag = try Bag(
      payload.map { OutputFile(path: $0.0, text: $0.1) }, info: [], signer: nil,
      captured: Instant(seconds: 1_793_858_460))
    let files = Dictionary(uniqueKeysWithValues: bag.files.map { ($0.path, $0.bytes) })
    #expect(files["bag-info.txt"] == Array("Payload-Oxum: 8.3\n".utf8))
    #expect(
      SHA256.hex(of: try #require(files["manifest-sha256.txt"]))
        == "a9e75c112e54492700381fba537d079aa6ead4e92383cab56e06c2e4257b4ec1")
  }

  @Test func `tar reads what was packed, as it was`() throws {
    let folder = try TemporaryFolder()
    let long = "data/" + String(repeating: "long-name/", count: 12) + "file.txt"
    let files = [
      OutputFile(path: "b.txt", text: "b"), OutputFile(path: "a.txt", text: ""),
      OutputFile(path: long, bytes: [UInt8](repeating: 7, count: 1025)),
    ]
    let packed = try Tarball(files, below: "bag", modified: Instant(seconds: 1_793_858_460))
    try Data(packed.compressed).write(to: URL(filePath: folder.file("x.tar.gz")))
    let (status, list) = try runProgram(
      "/usr/bin/tar", ["--utc", "--full-time", "-tvzf", folder.file("x.tar.gz")])
    #expect(status == 0)
    let lines = list.split(separator: "\n").map {
      $0.split(separator: " ").joined(separator: " ")
    }
    #expect(
      lines == [
        "-rw-r--r-- 0/0 0 2026-11-05 06:01:00 bag/a.txt",
        "-rw-r--r-- 0/0 1 2026-11-05 06:01:00 bag/b.txt",
        "-rw-r--r-- 0/0 1025 2026-11-05 06:01:00 bag/\(long)",
      ])
    #expect(
      try runProgram("/usr/bin/tar", ["-xzf", folder.file("x.tar.gz"), "-C", folder.path]).0 == 0)
    #expect(try folder.contents(below: "bag")["b.txt"] == "b")
  }

  @Test func `1000 random changes of a bag are all found, with the file named`() async throws {
    let folder = try TemporaryFolder()
    let place = URL(filePath: folder.file("bag"))
    try write(try bag(), to: place)
    try await RandomChanges(
      folder: place, lists: ["tagmanifest-sha256.txt", "manifest-sha256.txt"]
    )
    .run(1000, seed: 2004)
  }
}
