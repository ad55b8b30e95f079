import Foundation
import Testing

/// What the program is made of, as `make sbom` tells it.
@Suite struct SupplyChainTests {
  private struct Document: Decodable {
    struct Package: Decodable {
      let name: String
      let versionInfo: String
      let licenseDeclared: String
    }
    struct Relationship: Decodable { let relatedSpdxElement: String }

    let spdxVersion: String
    let packages: [Package]
    let relationships: [Relationship]
  }

  private struct Pins: Decodable {
    struct Pin: Decodable {
      struct State: Decodable { let version: String }
      let identity: String
      let state: State
    }
    let pins: [Pin]
  }

  @Test func `the list of parts names every pinned package with its version and licence`()
    async throws
  {
    let root = Program.repository
    let run = try await Program.system([root.appending(path: "packaging/sbom").path])
    try #require(run.status == 0, "\(run.errors)")
    let document = try JSONDecoder().decode(Document.self, from: Data(run.output.utf8))
    #expect(document.spdxVersion == "SPDX-2.3")
    let pins = try JSONDecoder().decode(
      Pins.self, from: Data(contentsOf: root.appending(path: "Package.resolved"))
    ).pins
    #expect(pins.count == 7)
    for pin in pins {
      let package = document.packages.first { $0.name == pin.identity }
      #expect(package?.versionInfo == pin.state.version, "\(pin.identity)")
    }
    for library in ["libcurl4-openssl-dev", "libssl-dev", "libsqlite3-dev", "tzdata"] {
      #expect(document.packages.contains { $0.name == library }, "\(library)")
    }
    #expect(document.packages.allSatisfy { !$0.licenseDeclared.contains("NOASSERTION") })
    #expect(document.relationships.count == document.packages.count)
    // The same sources give the same list.
    let again = try await Program.system([root.appending(path: "packaging/sbom").path])
    #expect(again.output == run.output)
  }

  /// A dependency that may float would be another program tomorrow.
  @Test func `every dependency of the package is pinned by a revision`() throws {
    let root = Program.repository
    let package = try String(
      contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)
    let names = package.components(separatedBy: ".package(url: \"").dropFirst().compactMap { part in
      part.prefix { $0 != "\"" }.split(separator: "/").last.map { $0.lowercased() }
    }
    #expect(names.count == 6)
    let pins = try String(
      contentsOf: root.appending(path: "Package.resolved"), encoding: .utf8)
    for name in names {
      #expect(pins.contains("\"identity\" : \"\(name)\""), "\(name)")
    }
    #expect(pins.components(separatedBy: "\"revision\" : \"").count == 8)
    #expect(!pins.contains("\"branch\""))
  }
}
