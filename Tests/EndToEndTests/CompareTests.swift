import Foundation
import Testing

/// The other side's file against the demo organization, as an operator compares them.
@Suite struct CompareTests {
  private func run(_ workspace: DemoWorkspace, _ text: String, _ more: String...) async throws
    -> Program.Run
  {
    let file = workspace.url.appending(path: "theirs.csv")
    try Data(text.utf8).write(to: file)
    return try await Program.run(
      [
        "compare", "--workspace", workspace.url.path, "--partner", "northline", "--period",
        "1999-02",
      ] + more + [file.path])
  }

  /// Our own hours with their interval two hours later.
  private static func shifted(_ hours: String) throws -> String {
    // A label of the demo holds a comma, and no column that is kept.
    let plain = hours.replacing("\"Everyday banking, English\"", with: "English")
    let lines = plain.split(separator: "\r\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let header = try #require(lines.first)
    let start = try #require(header.firstIndex(of: "interval_start"))
    let kept = try ["queue_id", "interval_start", "offered", "answered", "abandoned"].map {
      try #require(header.firstIndex(of: Substring($0)))
    }
    let style = Date.ISO8601FormatStyle()
    return try lines.enumerated().map { index, cells in
      var cells = cells
      if index > 0 {
        let time = try Date(String(cells[start]), strategy: style).addingTimeInterval(7200)
        cells[start] = Substring(time.formatted(style))
      }
      return kept.map { String(cells[$0]) }.joined(separator: ",")
    }.joined(separator: "\n")
  }

  @Test func `our own file agrees, a shifted one is explained, a broken one is refused`()
    async throws
  {
    let workspace = try DemoWorkspace()
    let arguments = ["--period", "1999-02", "--partner", "northline"]
    for command in ["fetch", "build"] {
      let made = try await Program.run(
        [command, "--workspace", workspace.url.path] + arguments)
      try #require(made.status == 0, "\(made.errors)")
    }
    let hours = try String(
      contentsOf: workspace.url.appending(path: "public/northline/1999-02/data/hours.csv"),
      encoding: .utf8)

    let same = try await run(workspace, hours)
    #expect(same.status == 0, "\(same.errors)")
    #expect(same.output.contains("Nothing differs beyond tolerance."))

    let shifted = try Self.shifted(hours)
    let late = try await run(workspace, shifted)
    #expect(late.status == 1, "\(late.errors)")
    #expect(late.output.contains("Explained: time zone."))
    #expect(late.output.contains("Their rows run 2 hours late."))

    struct Result: Decodable {
      struct Conclusion: Decodable { let confidence: String, causes: [String] }
      let conclusion: Conclusion
    }
    let json = try await run(workspace, shifted, "--json")
    let result = try JSONDecoder().decode(Result.self, from: Data(json.output.utf8))
    #expect(json.status == 1)
    #expect(result.conclusion.confidence == "certain")
    #expect(result.conclusion.causes == ["zone_shift"])

    // What lies in 'theirs' becomes a page of the period, by the same comparison.
    let folder = workspace.url.appending(path: "theirs/northline")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try shifted.write(
      to: folder.appending(path: "1999-02.csv"), atomically: true, encoding: .utf8)
    let rebuilt = try await Program.run(
      ["build", "--workspace", workspace.url.path] + arguments)
    #expect(rebuilt.status == 0, "\(rebuilt.errors)")
    let page = try String(
      contentsOf: workspace.url.appending(
        path: "public/northline/1999-02/reconciliation.html"), encoding: .utf8)
    #expect(page.contains("Explained: time zone."))
    #expect(page.contains("Their rows run 2 hours late."))

    let broken = try await run(workspace, "Date,Offered\n1999-02-01,5\n1999-02-02,many\n")
    #expect(broken.status == 65)
    #expect(broken.errors.contains("theirs.csv:3"))
    #expect(broken.output.isEmpty)

    let other = try await Program.run(
      [
        "compare", "--workspace", workspace.url.path, "--partner", "northline", "--period",
        "1999-03", "theirs.csv",
      ])
    #expect(other.status == 66)
  }
}
