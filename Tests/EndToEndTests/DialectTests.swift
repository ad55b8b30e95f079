import DemoTenant
import Foundation
import Testing

/// The same organization, asked in both dialects.
@Suite struct DialectTests {
  @Test func `either dialect brings the same figures, byte for byte`() async throws {
    let published = try DemoWorkspace()
    let guide = try DemoWorkspace(edits: [
      .init("tallysheet.yml", "dialect: published", "dialect: guide")
    ])
    for workspace in [published, guide] {
      let fetch = try await workspace.run("fetch", "--period", "1999-10")
      #expect(fetch.status == 0, "\(fetch.errors)")
      let build = try await workspace.run("build")
      #expect(build.status == 0, "\(build.errors)")
    }
    for partner in ["northline", "southquay"] {
      let place = "public/\(partner)/1999-10/data"
      let left = try DemoWorkspace.files(in: published.url.appending(path: place))
      let right = try DemoWorkspace.files(in: guide.url.appending(path: place))
      #expect(left.keys.sorted() == right.keys.sorted())
      #expect(left.count >= 10)
      // The requests are the one thing in which the dialects differ.
      for (name, bytes) in left where name.hasSuffix(".csv") && name != "requests.csv" {
        #expect(bytes == right[name], "\(partner) \(name)")
      }
    }
  }

  @Test func `a client whose scope may write stops the run and names it`() async throws {
    let workspace = try DemoWorkspace(
      faults: "write-scope@1",
      edits: [
        .init("tallysheet.yml", "dialect: published", "dialect: guide")
      ])
    let fetch = try await workspace.run("fetch", "--period", "1999-10")
    #expect(fetch.status == 77, "\(fetch.errors)")
    #expect(fetch.errors.contains(":write"), "\(fetch.errors)")
    #expect(!FileManager.default.fileExists(atPath: workspace.url.appending(path: "archive").path))
  }
}
