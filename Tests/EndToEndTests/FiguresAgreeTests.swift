import Foundation
import Testing

/// The whole way from the tenant's answers to the CSV files, held against sums made by other code.
@Suite(.serialized) struct FiguresAgreeTests {
  static let months = ["1999-01", "1999-02", "1999-03", "1999-04", "1999-05", "1999-07", "1999-10"]

  /// A zone, and the declared gap of 11 and 12 January in Jerusalem by that zone's clock.
  @Test(arguments: [
    ("Asia/Jerusalem", "1999-01-11", "1999-01-13"),
    ("Asia/Manila", "1999-01-11T06:00", "1999-01-13T06:00"),
    ("America/New_York", "1999-01-10T17:00", "1999-01-12T17:00"),
  ])
  func `every row of every file equals sums made independently from the facts`(
    zone: String, gapStart: String, gapEnd: String
  ) async throws {
    let workspace = try DemoWorkspace(edits: [
      .init("contracts/northline.yml", "Asia/Jerusalem", zone),
      .init("contracts/southquay.yml", "Asia/Jerusalem", zone),
      .init("tallysheet.yml", "from: 1999-01-11,", "from: \(gapStart),"),
      .init("tallysheet.yml", "to: 1999-01-13,", "to: \(gapEnd),"),
    ])
    // Remarks name days of the demo's own zone.
    try FileManager.default.removeItem(at: workspace.url.appending(path: "commentary"))

    for month in Self.months {
      let fetch = try await workspace.run("fetch", "--period", month, "--quiet")
      try #require(fetch.status == 0, "\(fetch.errors)")
    }
    let build = try await workspace.run("build", "--quiet")
    try #require(build.status == 0, "\(build.errors)")

    let check = try await Program.independent(
      "sums.py",
      [
        Program.repository.appending(path: "Sources/Recordings/anonymous-bank-1999").path,
        workspace.url.appending(path: "public").path, zone,
        "1999-01-10T22:00:00Z", "1999-01-12T22:00:00Z",
      ])
    #expect(check.status == 0, "\(check.output)\(check.errors)")
    // Six queues in seven months are at least 370,000 intervals.
    let rows = try #require(
      check.output.split(separator: " ").first.flatMap { Int($0) }, "\(check.output)")
    #expect(rows > 370_000)
  }
}
