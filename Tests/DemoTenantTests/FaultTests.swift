import DemoTenant
import Testing

@Suite struct FaultTests {
  @Test(arguments: [
    ("429@2", 429, "too.many.requests.retry.after", "1"), ("401@2", 401, "bad.credentials", nil),
    ("500@2", 500, "internal.server.error", nil), ("503@2", 503, "service.unavailable", nil),
  ])
  func `answers one request with an error body and the next as usual`(
    faults: String, status: Int, code: String, retryAfter: String?
  ) throws {
    let visitor = try Visitor(faults: faults)
    #expect(try visitor.send("GET", "date").status == 200)
    let reply = try visitor.send("GET", "date")
    #expect(reply.status == status)
    #expect(try reply.json()["code"]?.text == code)
    #expect(reply.headers["retry-after"] == retryAfter)
    #expect(try visitor.send("GET", "date").status == 200)
  }

  @Test(arguments: [("502@1", 502), ("garbage@1", 200)])
  func `answers with a page of HTML`(faults: String, status: Int) throws {
    let reply = try Visitor(faults: faults).send("GET", "date")
    #expect(reply.status == status)
    #expect(reply.headers["content-type"] == "text/html; charset=utf-8")
    #expect(String(decoding: reply.body, as: UTF8.self).hasPrefix("<!DOCTYPE html>"))
    #expect(throws: (any Error).self) { try reply.json() }
  }

  @Test func `cuts a body in half`() throws {
    let visitor = try Visitor(faults: "cut@2")
    let whole = try visitor.send("GET", "routing/queues")
    let cut = try visitor.send("GET", "routing/queues")
    #expect(whole.isComplete)
    #expect(cut.status == 200)
    #expect(!cut.isComplete)
    #expect(cut.body == Array(whole.body.prefix(whole.body.count / 2)))
  }

  @Test func `resets a connection without an answer`() throws {
    let visitor = try Visitor(faults: "reset@1")
    #expect(throws: RawClient.Failure.reset) { try visitor.send("GET", "date") }
    #expect(try visitor.send("GET", "date").status == 200)
  }

  @Test func `drips a body and still sends all of it`() throws {
    let visitor = try Visitor(faults: "drip@1")
    let dripped = try visitor.send("GET", "routing/queues")
    #expect(dripped.isComplete)
    #expect(try visitor.send("GET", "routing/queues").body == dripped.body)
  }

  @Test func `lets all tokens die before a request`() throws {
    let visitor = try Visitor(faults: "expire@2")
    #expect(try visitor.send("GET", "date").status == 200)
    #expect(try visitor.send("GET", "date").status == 401)
    #expect(try visitor.send("GET", "date").status == 401)
    let token = try Visitor.login(visitor.raw)
    let reply = try visitor.raw.send(
      "GET", "/api/v2/date", headers: [("Authorization", "Bearer \(token)")])
    #expect(reply.status == 200)
  }

  @Test func `repeats a fault, takes the first of two, and does not count token requests`() throws {
    let visitor = try Visitor(faults: "500@2+3,503@5,429@6")
    var statuses: [Int] = []
    for _ in 1...9 {
      _ = try Visitor.login(visitor.raw)
      statuses.append(try visitor.send("GET", "date").status)
    }
    #expect(statuses == [200, 500, 200, 200, 500, 429, 200, 500, 200])
  }

  @Test func `counts requests that are refused`() throws {
    let visitor = try Visitor(faults: "500@2")
    #expect(try visitor.raw.send("GET", "/api/v2/date").status == 401)
    #expect(try visitor.send("GET", "date").status == 500)
  }

  @Test(arguments: [
    "cut", "cut@", "cut@0", "cut@-1", "cut@1+0", "cut@1+", "cut@1+2+3", "cut@1@2", "Cut@1", "@1",
    "404@1", "cut@1,", "cut@1, reset@2", "cut@x", "cut@99999999999999999999", "cut~", "cut~0",
    "cut~101", "cut~5+5", "cut~5@1", "cut~x", "~5", "seed", "seed=", "seed=x", "seed=-1",
    "seed=1,seed=2", "short-life@1", "429-", "write-scope",
  ])
  func `refuses another grammar and shows its own`(text: String) throws {
    let error = try #require(throws: TenantError.self) {
      try DemoTenant.start(TenantOptions(faults: text))
    }
    #expect(error.description.hasSuffix("is not a fault: write \(FaultPlan.grammar)"))
  }
}
