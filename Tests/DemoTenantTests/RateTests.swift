import Testing

@Suite struct RateTests {
  private func standing(_ reply: RawReply) -> [String?] {
    ["count", "allowed", "reset"].map { reply.headers["inin-ratelimit-\($0)"] }
  }

  @Test func `allows a token 300 requests a minute and then says when to come back`() throws {
    let clock = HandClock()
    let visitor = try Visitor(clock: { clock.now })
    clock.advance(.seconds(1000))
    #expect(standing(try visitor.send("GET", "date")) == ["1", "300", "60"])
    clock.advance(.milliseconds(20_500))
    for _ in 2...299 {
      #expect(
        try visitor.raw.send(
          "GET", "/api/v2/date", headers: [("Authorization", "Bearer \(visitor.token)")]
        ).status == 200)
    }
    #expect(standing(try visitor.send("GET", "date")) == ["300", "300", "40"])

    let refused = try visitor.send("GET", "date")
    #expect(refused.status == 429)
    #expect(refused.headers["retry-after"] == "40")
    #expect(standing(refused) == ["300", "300", "40"])
    let body = try refused.json()
    #expect(body["code"]?.text == "too.many.requests.retry.after")
    #expect(
      body["message"]?.text
        == "Rate limit exceeded the maximum. Retry the request in [40] seconds")
    #expect(body["limit"]?["key"]?.text == "client.credentials.token.rate.per.minute")
    #expect(body["limit"]?["value"]?.integer == 300)

    clock.advance(.milliseconds(39_499))
    #expect(try visitor.send("GET", "date").status == 429)
    clock.advance(.milliseconds(1))
    #expect(standing(try visitor.send("GET", "date")) == ["1", "300", "60"])
  }

  @Test func `counts each token for itself`() throws {
    let visitor = try Visitor()
    _ = try visitor.send("GET", "date")
    let other = try Visitor.login(visitor.raw)
    let reply = try visitor.raw.send(
      "GET", "/api/v2/date", headers: [("Authorization", "Bearer \(other)")])
    #expect(standing(reply) == ["1", "300", "60"])
  }

  @Test func `leaves the headers out where no token is counted`() throws {
    let reply = try Visitor().raw.send("GET", "/api/v2/date")
    #expect(reply.status == 401)
    #expect(standing(reply) == [nil, nil, nil])
    #expect(reply.headers["inin-correlation-id"] != nil)
  }
}
