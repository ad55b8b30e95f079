import Testing

@Suite struct QueryRefusalTests {
  private static let interval =
    #""interval": "1999-10-31T08:00:00.000Z/1999-10-31T08:30:00.000Z""#

  private static func filtered(_ filter: String) -> String {
    "{\(interval), \"metrics\": [\"nOffered\"], \"filter\": \(filter)}"
  }

  /// Requests that break the published schema.
  @Test(arguments: [
    ("not json", "bad.request"), ("[]", "bad.request"),
    (#"{"metrics": ["nOffered"]}"#, "bad.request"),
    ("{\(interval)}", "constraint.validation"),
    (#"{"interval": 941358600000, "metrics": ["nOffered"]}"#, "bad.request"),
    (#"{"interval": "941358600000/941362200000", "metrics": ["nOffered"]}"#, "invalid.date"),
    (#"{"interval": "1999-10-31", "metrics": ["nOffered"]}"#, "invalid.date"),
    ("{\(interval), \"metrics\": [\"nAnswered\"]}", "invalid.value"),
    ("{\(interval), \"metrics\": \"nOffered\"}", "bad.request"),
    ("{\(interval), \"metrics\": [\"nOffered\"], \"columns\": []}", "invalid.property"),
    ("{\(interval), \"metrics\": [\"nOffered\"], \"groupBy\": [\"queue\"]}", "invalid.value"),
    (filtered(#"{"predicates": [{"dimension": "queueId", "value": "a"}]}"#), "bad.request"),
    (
      filtered(#"{"type": "AND", "predicates": [{"dimension": "queueId", "value": "a"}]}"#),
      "invalid.value"
    ),
    (
      filtered(#"{"type": "or", "predicates": [{"dimension": "queue", "value": "a"}]}"#),
      "invalid.value"
    ),
    (
      filtered(
        #"{"type": "or", "predicates": [{"dimension": "queueId", "operator": "in", "value": "a"}]}"#
      ),
      "invalid.value"
    ),
    (
      filtered(#"{"type": "or", "clauses": [{"type": "or", "clauses": []}]}"#), "invalid.property"
    ),
  ])
  func `refuses what the published schema does not allow`(query: String, code: String) throws {
    #expect(try Visitor().refusal(query, isValid: false).code == code)
  }

  /// Requests that the published schema allows and the organization cannot answer.
  @Test(arguments: [
    ("{\(interval), \"metrics\": []}", "query.metrics is required"),
    (
      #"{"interval": "1999-10-31T08:30:00.000Z/1999-10-31T08:30:00.000Z", "metrics": ["nOffered"]}"#,
      "does not end after it starts"
    ),
    (
      #"{"interval": "1999-10-31T08:30:00Z/1999-10-31T10:00:00+02:00", "metrics": ["nOffered"]}"#,
      "does not end after it starts"
    ),
    (
      #"{"interval": "1999-10-31T08:01:00.000Z/1999-10-31T08:30:00.000Z", "metrics": ["nOffered"]}"#,
      "not aligned to 5 minutes"
    ),
    (
      #"{"interval": "1999-10-31T08:00:00.000Z/1999-10-31T08:29:59.999Z", "metrics": ["nOffered"]}"#,
      "not aligned to 5 minutes"
    ),
    (
      #"{"interval": "1999-02-29T08:00:00.000Z/1999-03-31T08:30:00.000Z", "metrics": ["nOffered"]}"#,
      "not two instants"
    ),
    (
      "{\(interval), \"metrics\": [\"nOffered\"], \"groupBy\": [\"userId\"]}",
      "'userId' is not recorded"
    ),
    (
      "{\(interval), \"metrics\": [\"nOffered\"], \"groupBy\": [\"queueId\", \"queueId\"]}",
      "twice"
    ),
    (
      filtered(#"{"type": "or", "predicates": [{"dimension": "wrapUpCode", "value": "a"}]}"#),
      "'wrapUpCode' is not recorded"
    ),
    (filtered(#"{"type": "or"}"#), "predicates or clauses are required"),
    (
      filtered(#"{"type": "or", "clauses": [{"type": "or", "predicates": []}]}"#),
      "predicates are required"
    ),
    (
      filtered(#"{"type": "or", "predicates": [{"dimension": "queueId"}]}"#),
      "matches needs a value"
    ),
    ("{\(interval), \"metrics\": [\"nOffered\"], \"queryType\": \"topN\"}", "only groupBy"),
    ("{\(interval), \"metrics\": [\"nOffered\"], \"limit\": 5}", "query.limit is not offered"),
  ])
  func `refuses what the recording cannot answer`(query: String, reason: String) throws {
    let message = try Visitor().refusal(query).message
    #expect(message.contains(reason))
  }

  @Test func `wants JSON, and at most 512,000 bytes of it`() throws {
    let visitor = try Visitor()
    let path = "/api/v2/analytics/conversations/aggregates/query"
    let bearer = ("Authorization", "Bearer \(visitor.token)")
    let form = try visitor.raw.send(
      "POST", path, headers: [bearer, ("Content-Type", "text/plain")], body: "{}")
    #expect(form.status == 415)
    #expect(try form.json()["code"]?.text == "unsupported.media.type")

    let query = "{\(Self.interval), \"metrics\": [\"nOffered\"]}"
    let padded = { (size: Int) in
      query + String(repeating: " ", count: size - query.utf8.count)
    }
    let json = [bearer, ("Content-Type", "application/json; charset=utf-8")]
    #expect(
      try visitor.raw.send("POST", path, headers: json, body: padded(512_000)).status == 200)
    let long = try visitor.raw.send("POST", path, headers: json, body: padded(512_001))
    #expect(long.status == 413)
    #expect(try long.json()["code"]?.text == "request.entity.too.large")
    #expect(try long.json()["limit"]?["key"]?.text == "request.bytes.max")
    #expect(try Schema(named: "error-body.response").problems(in: long.json()) == [])
  }
}
