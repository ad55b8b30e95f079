import DemoTenant
import Foundation
import Testing

/// What is written to standard error, for people and for what collects logs.
@Suite struct MessageTests {
  private struct Line: Decodable {
    struct Extent: Decodable {
      let done, total: Int
      let unit: String
      let quotaLeft: Int?
    }

    let time, level, message: String
    let stage, place, remedy: String?
    let status: Int32?
    let progress: Extent?
  }

  private func lines(_ text: String) throws -> [Line] {
    try text.split(separator: "\n").map {
      try JSONDecoder().decode(Line.self, from: Data($0.utf8))
    }
  }

  @Test func `every message is a JSON object on a line of its own when it is asked for`()
    async throws
  {
    let workspace = try DemoWorkspace()
    // A pause of the service makes the fetch long enough for a line about its progress.
    let slow = try DemoTenant.start(TenantOptions(faults: "429@8"))
    defer { slow.stop() }
    try workspace.apply(.init("tallysheet.yml", workspace.tenant.baseURL, slow.baseURL))
    let run = try await workspace.run(
      "fetch", "--period", "1999-02", "--log-format", "json", "--log-level", "trace")
    #expect(run.status == 0, "\(run.errors)")
    let lines = try lines(run.errors)
    #expect(lines.contains { $0.level == "trace" && $0.message.hasPrefix("POST ") })
    #expect(lines.contains { $0.level == "info" && $0.message.hasPrefix("waiting ") })
    #expect(lines.allSatisfy { $0.time.hasSuffix("Z") })
    for line in lines.compactMap(\.progress) {
      #expect(line.unit == "requests")
      #expect((0...240).contains(try #require(line.quotaLeft)))
    }
  }

  @Test func `an error is one object with place, remedy and status`() async throws {
    let workspace = try DemoWorkspace()
    try workspace.apply(.init("tallysheet.yml", "timeZone:", "timezone:"))
    let run = try await workspace.run("build", "--log-format", "json")
    #expect(run.status == 78)
    let lines = try lines(run.errors)
    let error = try #require(lines.first)
    #expect(lines.count == 1)
    #expect(error.level == "error" && error.status == 78)
    #expect(error.place?.contains("tallysheet.yml:") == true)
    #expect(error.remedy?.isEmpty == false || error.message.contains("timeZone"))
  }
}
