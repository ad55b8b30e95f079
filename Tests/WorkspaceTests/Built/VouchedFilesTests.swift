import Testing
import Workspace

/// Which files need not be searched and verified again.
@Suite struct VouchedFilesTests {
  private static let package = "data/datapackage.json"

  private static func manifest(_ files: [String: Character]) throws -> Manifest {
    try Manifest(
      files.map { Manifest.Entry(path: $0.key, sha256: String(repeating: $0.value, count: 64)) })
  }

  private static func digests(_ files: [String: Character]) -> [String: String] {
    files.mapValues { String(repeating: $0, count: 64) }
  }

  /// A period of two editions, whose tables and pages differ.
  private static func standing() throws -> VouchedFiles {
    VouchedFiles(
      try manifest([
        "index.html": "a", package: "b", "data/days.csv": "c", "seal.json": "d",
        "editions/1/index.html": "1", "editions/1/\(package)": "2",
        "editions/1/data/days.csv": "3", "editions/1/seal.json": "4",
      ]))
  }

  @Test func `the same files are, wherever the edition that they belong to stands now`() throws {
    let standing = try Self.standing()
    let next = try Self.manifest([
      "index.html": "e", Self.package: "f", "data/days.csv": "0", "seal.json": "5",
      "editions/2/index.html": "a", "editions/2/\(Self.package)": "b",
      "editions/2/data/days.csv": "c", "editions/2/seal.json": "6",
      "editions/1/index.html": "1", "editions/1/\(Self.package)": "2",
      "editions/1/data/days.csv": "3", "editions/1/seal.json": "4",
    ])
    #expect(
      standing.lookedThrough(in: next) == [
        "editions/2/index.html", "editions/2/\(Self.package)", "editions/2/data/days.csv",
        "editions/1/index.html", "editions/1/\(Self.package)", "editions/1/data/days.csv",
        "editions/1/seal.json",
      ])
  }

  @Test func `a table is searched again beside another description of its columns`() throws {
    let next = try Self.manifest([
      "index.html": "a", Self.package: "f", "data/days.csv": "c",
    ])
    #expect(try Self.standing().lookedThrough(in: next) == ["index.html"])
  }

  @Test func `pages are verified again where one table is another`() throws {
    let standing = try Self.standing()
    let same: [String: Character] = ["index.html": "a", Self.package: "b", "data/days.csv": "c"]
    #expect(
      standing.verified(Self.digests(same)) == ["index.html", Self.package, "data/days.csv"])
    let page = same.merging(["index.html": "9"]) { $1 }
    #expect(standing.verified(Self.digests(page)) == [Self.package, "data/days.csv"])
    // A page of the first edition was never held against the tables of the second.
    let foreign = same.merging(["index.html": "1"]) { $1 }
    #expect(standing.verified(Self.digests(foreign)) == [Self.package, "data/days.csv"])
    for other in [
      ["data/days.csv": "3"], [Self.package: "2"], ["data/more.csv": "7"],
    ] as [[String: Character]] {
      #expect(standing.verified(Self.digests(same.merging(other) { $1 })) == nil, "\(other)")
    }
    let fewer = same.filter { $0.key != "data/days.csv" }
    #expect(standing.verified(Self.digests(fewer)) == nil)
    #expect(standing.verified(Self.digests(["index.html": "a"])) == nil)
  }
}
