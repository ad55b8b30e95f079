import DemoTenant
import Testing

/// Faults that show only over several requests, or in no answer at all.
@Suite struct FaultStateTests {
  /// The kinds that have their test here and no row in `FaultTableTests`.
  static let kinds = [
    "reset", "reset-mid", "restated", "too-large", "too-large-400", "no-5m", "no-15m",
  ]

  private func aggregates(
    _ interval: String, granularity: String, queues: [String] = [QueueID.newCustomers],
    groupBy: String = #"["queueId"]"#,
    metrics: String = #"["nOffered", "tAnswered", "tAbandon", "tHandle", "oServiceLevel"]"#
  ) -> String {
    let predicates = queues.map { #"{"dimension": "queueId", "value": "\#($0)"}"# }
    return """
      {"interval": "\(interval)", "granularity": "\(granularity)", "groupBy": \(groupBy),
       "metrics": \(metrics), "views": [
         {"target": "tAnswered", "name": "tenSeconds", "function": "rangeBound",
          "range": {"lt": 10001}},
         {"target": "tAnswered", "name": "fiveSeconds", "function": "rangeBound",
          "range": {"lt": 5001}}],
       "filter": {"type": "or", "predicates": [\(predicates.joined(separator: ", "))]}}
      """
  }

  // MARK: Lines

  @Test(arguments: ["reset", "reset-mid"])
  func `resets a connection, before the answer or in it`(kind: String) throws {
    let guest = try Guest(faults: "\(kind)@1")
    #expect(throws: RawClient.Failure.reset) { try guest.send("GET", "routing/queues") }
    #expect(try guest.send("GET", "routing/queues").status == 200)
    #expect(guest.tenant.log.map(\.status) == [200, kind == "reset" ? nil : 200, 200])
  }

  // MARK: Tokens

  @Test func `ends one token for good and leaves the others`() throws {
    let guest = try Guest(faults: "revoke@2")
    let other = try Visitor.login(guest.raw)
    #expect(try guest.send("GET", "date").status == 200)
    #expect(try guest.send("GET", "date").status == 401)
    #expect(try guest.send("GET", "date").status == 401)
    #expect(try guest.send("GET", "date", token: other).status == 200)
    let new = try Visitor.login(guest.raw)
    #expect(try guest.send("GET", "date", token: new).status == 200)
  }

  @Test func `gives tokens a life of two seconds`() throws {
    let clock = HandClock()
    let guest = try Guest(TenantOptions(faults: "short-life"), clock: { clock.now })
    let reply = try guest.raw.send(
      "POST", "/oauth/token",
      headers: [
        ("Authorization", "Basic ZGVtbzpkZW1v"),
        ("Content-Type", "application/x-www-form-urlencoded"),
      ], body: "grant_type=client_credentials")
    #expect(try reply.json()["expires_in"]?.integer == 2)
    clock.advance(.milliseconds(1999))
    #expect(try guest.send("GET", "date").status == 200)
    clock.advance(.milliseconds(1))
    #expect(try guest.send("GET", "date").status == 401)
  }

  @Test(arguments: [
    ("token-write-scope", "analytics:read reporting:read reporting:write"),
    ("token-unknown-scope", "analytics:read reporting:read reporting:custom"),
    ("seed=2", "analytics:read reporting:read"),
  ])
  func `adds scopes to token answers`(faults: String, scope: String) throws {
    let tenant = try DemoTenant.start(TenantOptions(faults: faults))
    let reply = try RawClient(port: tenant.port).send(
      "POST", "/oauth/token",
      headers: [
        ("Authorization", "Basic ZGVtbzpkZW1v"),
        ("Content-Type", "application/x-www-form-urlencoded"),
      ], body: "grant_type=client_credentials")
    #expect(try reply.json()["scope"]?.text == scope)
  }

  // MARK: Sizes

  @Test(arguments: [
    ("too-large", 413, "request.entity.too.large", "too large"),
    (
      "too-large-400", 400, "response.entity.too.large",
      "The query result set exceeds the limit of 30000 results"
    ),
  ])
  func `refuses more than 500 buckets times queues`(
    kind: String, status: Int, code: String, message: String
  ) throws {
    let guest = try Guest(faults: "\(kind)@1+1")
    // 250 buckets of 5 minutes for two queues, and 251.
    let queues = [QueueID.newCustomers, QueueID.securities]
    let fits = aggregates(
      "1999-10-30T00:00:00.000Z/1999-10-30T20:50:00.000Z", granularity: "PT5M", queues: queues)
    let larger = aggregates(
      "1999-10-30T00:00:00.000Z/1999-10-30T20:55:00.000Z", granularity: "PT5M", queues: queues)
    #expect(try guest.aggregates(fits).status == 200)
    var report = ReportText()
    report.interval = #""interval": "5m""#
    report.filters = ReportText.queues(QueueID.newCustomers, QueueID.securities)
    report.window = ReportText.window(941_241_600_000, 941_316_600_000)
    #expect(try guest.report(report).status == 200)
    report.window = ReportText.window(941_241_600_000, 941_316_900_000)
    for reply in [try guest.aggregates(larger), try guest.report(report)] {
      #expect(reply.status == status)
      #expect(try reply.json()["code"]?.text == code)
      #expect(try reply.json()["message"]?.text?.contains(message) == true)
    }
  }

  @Test(arguments: [
    ("no-5m", ["PT5M": 400, "PT15M": 200, "PT30M": 200]),
    ("no-15m", ["PT5M": 400, "PT15M": 400, "PT30M": 200, "P1D": 200]),
  ])
  func `refuses short buckets`(kind: String, statuses: [String: Int]) throws {
    let guest = try Guest(faults: "\(kind)@1+1")
    for (granularity, status) in statuses {
      let reply = try guest.aggregates(
        aggregates("1999-10-30T00:00:00.000Z/1999-10-30T01:00:00.000Z", granularity: granularity))
      #expect(reply.status == status, "\(granularity)")
      if status == 400 {
        #expect(try reply.json()["message"]?.text?.contains("granularity \(granularity)") == true)
      }
    }
    var report = ReportText()
    report.interval = #""interval": "5m""#
    #expect(try guest.report(report).status == 400)
    report.interval = #""interval": "15m""#
    #expect(try guest.report(report).status == statuses["PT15M"])
    report.interval = #""interval": "30m""#
    #expect(try guest.report(report).status == 200)
  }

  // MARK: History

  /// The counts of a metric or view over an answer's buckets and groups.
  private func sum(_ name: String, _ stat: String, _ reply: RawReply) throws -> Int {
    var sum = 0
    for result in try reply.json()["results"]?.elements ?? [] {
      for bucket in result["data"]?.elements ?? [] {
        let entries = (bucket["metrics"]?.elements ?? []) + (bucket["views"]?.elements ?? [])
        let entry = entries.first { ($0["metric"] ?? $0["name"])?.text == name }
        sum += entry?["stats"]?[stat]?.integer ?? 0
      }
    }
    return sum
  }

  /// October of queues NW and NE; each has one answered call more.
  @Test(arguments: ["PT30M", "P1D"], [#"["queueId"]"#, "[]"])
  func `restates each queue by one answered call, from a request on`(
    granularity: String, groupBy: String
  ) throws {
    let query = aggregates(
      "1999-09-30T22:00:00.000Z/1999-10-31T22:00:00.000Z", granularity: granularity,
      queues: [QueueID.newCustomers, QueueID.securities], groupBy: groupBy)
    let guest = try Guest(faults: "restated@2")
    let before = try guest.aggregates(query)
    let after = try guest.aggregates(query)
    // NW: 4,742 offered and 3,828 answered; NE: 2,778 and 2,720.
    #expect(try sum("nOffered", "count", before) == 7520)
    #expect(try sum("nOffered", "count", after) == 7522)
    #expect(try sum("tAnswered", "count", after) == 6550)
    #expect(try sum("tAbandon", "count", after) == 972)
    for (name, stat, more) in [
      ("tAnswered", "sum", 20_000), ("tHandle", "count", 2), ("tHandle", "sum", 120_000),
      ("oServiceLevel", "numerator", 2), ("oServiceLevel", "denominator", 2),
      ("tenSeconds", "count", 2), ("fiveSeconds", "count", 0),
    ] {
      #expect(try sum(name, stat, after) - sum(name, stat, before) == more, "\(name) \(stat)")
    }
    #expect(try guest.aggregates(query).body == after.body)
  }

  @Test func `restates the same bucket however the window is cut, in both dialects`() throws {
    let guest = try Guest(faults: "restated@1")
    // The five minutes of the call, and those around them; queue IN has a gap there.
    let slot = { (interval: String) in
      try guest.aggregates(
        self.aggregates(interval, granularity: "PT5M", queues: [QueueID.online]))
    }
    let plain = try Guest().aggregates(
      aggregates(
        "1999-10-15T10:00:00.000Z/1999-10-15T10:05:00.000Z", granularity: "PT5M",
        queues: [QueueID.online]))
    let one = try slot("1999-10-15T10:00:00.000Z/1999-10-15T10:05:00.000Z")
    let wide = try slot("1999-10-15T09:00:00.000Z/1999-10-15T11:00:00.000Z")
    let bucket = try wide.json()["results"]?.elements[0]["data"]?.elements.first {
      $0["interval"]?.text == "1999-10-15T10:00:00.000Z/1999-10-15T10:05:00.000Z"
    }
    #expect(try one.json()["results"]?.elements[0]["data"]?.elements == [#require(bucket)])
    let answered = try sum("tAnswered", "count", plain) + 1
    #expect(try sum("tAnswered", "count", one) == answered)
    let outside = try slot("1999-10-15T10:05:00.000Z/1999-10-15T11:00:00.000Z")
    #expect(
      try sum("tAnswered", "count", wide)
        == answered + sum("tAnswered", "count", outside)
        + sum(
          "tAnswered", "count",
          slot("1999-10-15T09:00:00.000Z/1999-10-15T10:00:00.000Z")))

    var report = ReportText()
    report.interval = #""interval": "5m""#
    report.filters = ReportText.queues(QueueID.online)
    report.window = ReportText.window(939_981_600_000, 939_981_900_000)
    report.metrics = #""metrics": ["answered", "answeredWithin10s"]"#
    let rows = try guest.report(report).json()["rows"]?.elements ?? []
    #expect(rows.map { $0["answered"]?.integer } == [answered])
    #expect(rows.first?["answeredWithin10s"]?.integer == 1)
  }

  // MARK: Several at once

  @Test func `draws the same requests from the same seed, and others from another`() throws {
    let statuses = { (faults: String) in
      let guest = try Guest(faults: faults)
      return try (1...60).map { _ in try guest.send("GET", "date").status }
    }
    let first = try statuses("500~40,seed=7")
    #expect(try statuses("seed=7,500~40") == first)
    #expect(try statuses("500~40,seed=8") != first)
    #expect(try statuses("500~40") == statuses("500~40,seed=1"))
    let count = first.count { $0 == 500 }
    #expect((10...40).contains(count), "\(count)")
    #expect(try statuses("500~100").allSatisfy { $0 == 500 })
    // Each kind is drawn for itself.
    let both = try statuses("500~40,503~40,seed=7")
    #expect(both.contains(503))
    #expect(zip(first, both).allSatisfy { $0 == 500 ? $1 == 500 : $1 != 500 })
  }

  @Test func `takes the next fault when the first cannot hit the request`() throws {
    let guest = try Guest(faults: "page-short@1+1,no-total@1+1,500@2")
    #expect(try guest.get("routing/queues")["entities"]?.elements.count == 5)
    #expect(try guest.send("GET", "date").status == 500)
    #expect(try guest.send("GET", "date").status == 200)
  }
}
