import DemoTenant
import Foundation
import Testing

@Suite struct RequestLogTests {
  @Test func `tells what was asked, when, with which token, and what came of it`() throws {
    let clock = HandClock()
    clock.advance(.seconds(5))
    let guest = try Guest(TenantOptions(faults: "reset@3"), clock: { clock.now })
    clock.advance(.milliseconds(1500))
    _ = try guest.send("GET", "routing/queues?pageSize=2")
    let other = try Visitor.login(guest.raw)
    _ = try guest.send("DELETE", "tokens/me", token: other)
    clock.advance(.seconds(2))
    #expect(throws: RawClient.Failure.reset) { try guest.send("GET", "date") }
    _ = try guest.send("GET", "date", token: other)
    _ = try guest.raw.send("GET", "/nowhere")
    guest.tenant.stop()

    let log = guest.tenant.log
    #expect(log.map(\.method) == ["POST", "GET", "POST", "DELETE", "GET", "GET", "GET"])
    #expect(
      log.map(\.path) == [
        "/oauth/token", "/api/v2/routing/queues", "/oauth/token", "/api/v2/tokens/me",
        "/api/v2/date", "/api/v2/date", "/nowhere",
      ])
    #expect(log.map(\.status) == [200, 200, 200, 204, nil, 401, 404])
    #expect(log.map(\.token) == [1, 1, 2, 2, 1, 2, nil])
    #expect(log.map(\.time) == [0, 1500, 1500, 1500, 3500, 3500, 3500].map { .milliseconds($0) })
  }

  @Test func `writes the same as lines of JSON, without a token`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "log.jsonl")
    let clock = HandClock()
    let guest = try Guest(
      TenantOptions(faults: "reset@2", log: file.path), clock: { clock.now })
    clock.advance(.microseconds(61_000_205))
    _ = try guest.send("GET", "routing/queues?pageSize=2")
    #expect(throws: RawClient.Failure.reset) { try guest.send("GET", "date") }
    #expect(
      try String(contentsOf: file, encoding: .utf8) == """
        {"t":0.000000,"method":"POST","path":"/oauth/token","status":200}
        {"t":61.000205,"method":"GET","path":"/api/v2/routing/queues","status":200}
        {"t":61.000205,"method":"GET","path":"/api/v2/date","status":null}

        """)
  }

  @Test func `refuses a log that cannot be written`() throws {
    let path = "/nowhere/at/all/log.jsonl"
    let error = try #require(throws: TenantError.self) {
      try DemoTenant.start(TenantOptions(log: path))
    }
    #expect(error == .cannotLog(path))
    #expect(error.description.contains(path))
  }

  @Test func `holds each answer back for the latency, side by side`() async throws {
    let guest = try Guest(TenantOptions(latency: .milliseconds(60)))
    let start = ContinuousClock.now
    let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 1...4 { group.addTask { try guest.send("GET", "date").status } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(statuses == [200, 200, 200, 200])
    #expect(ContinuousClock.now - start >= .milliseconds(60))
  }

  @Test func `tells the organization's clock in every header when asked to`() throws {
    let guest = try Guest(TenantOptions(tellsOwnTime: true))
    for path in ["date", "routing/queues", "reporting/reports/definitions", "nowhere"] {
      #expect(
        try guest.send("GET", path).headers["date"] == "Sun, 31 Oct 1999 08:30:00 GMT", "\(path)")
    }
  }
}
