import Foundation
import Testing

@Suite struct CoveredKindsTests {
  private static let tests = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Kinds that need the wall with OpenSSL: the file of its tests that holds their vectors, and the
  /// member of `expected` by which a vector is recognised.
  private static let elsewhere = [
    "sshsig": ("WorkspaceTests/Seal/SignatureExample.swift", "sshsig"),
    "manifest": ("WorkspaceTests/Seal/ManifestTests.swift", "sha256"),
    "pseudonym": ("WorkspaceTests/Seal/PseudonymTests.swift", "pseudonym"),
  ]

  @Test func `every kind of the worked examples has a test`() throws {
    let folder = Self.tests.appending(path: "FiguresTests")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix("Tests.swift") }
    var covered = Set<String>()
    for name in names {
      let source = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      for match in source.matches(of: /@Test\(arguments: try WorkedExamples.cases\("(\w+)"\)\)/) {
        covered.insert(String(match.1))
      }
    }
    for (kind, place) in Self.elsewhere {
      let source = try String(contentsOf: Self.tests.appending(path: place.0), encoding: .utf8)
      for example in try WorkedExamples.cases(kind) {
        let lines = try example.expected.requireText(place.1).split(separator: "\n")
        let vector = try #require(lines.last { !$0.hasPrefix("-----") })
        #expect(source.contains(vector), "\(example.id) is not in \(place.0)")
      }
      covered.insert(kind)
    }
    #expect(covered == (try WorkedExamples.kinds()))
  }
}
