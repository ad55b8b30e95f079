import Foundation
import Testing

/// What pages print, worked out again by a program in another language that knows only the files.
@Suite struct PassportTests {
  /// A month with credits and one without a record on two of its days.
  @Test(arguments: [("southquay", "1999-03"), ("northline", "1999-01")])
  func `a stranger recomputes a thousand random figures of a month from the CSV files`(
    partner: String, month: String
  ) async throws {
    let workspace = try DemoWorkspace()
    try FileManager.default.removeItem(at: workspace.url.appending(path: "commentary"))
    let fetch = try await workspace.run(
      "fetch", "--period", month, "--partner", partner, "--quiet")
    try #require(fetch.status == 0, "\(fetch.errors)")
    let build = try await workspace.run("build", "--partner", partner, "--quiet")
    try #require(build.status == 0, "\(build.errors)")

    for (name, bytes) in try DemoWorkspace.files(in: workspace.url.appending(path: "public"))
    where name.hasSuffix(".html") && (name.contains("/working") || name.contains("/evidence")) {
      let page = String(decoding: bytes, as: UTF8.self)
      #expect(bytes.count < 150_000, "\(name)")
      #expect(page.components(separatedBy: "<tr").count <= 1500, "\(name)")
      #expect(page.components(separatedBy: "</").count < 5000, "\(name)")
    }

    let check = try await Program.independent(
      "passports.py",
      [workspace.url.appending(path: "public/\(partner)/\(month)").path, "1000", "1"])
    #expect(check.status == 0, "\(check.output)\(check.errors)")
    #expect(check.output.hasPrefix("1000 of "), "\(check.output)")
  }
}
