import DemoTenant
import Testing

/// What happens now in an organization that is made up, and its smaller lists.
@Suite struct SyntheticNowTests {
  private static let parts =
    "partners=1,queues=3,agents=20,calls=1000,from=2026-10-13,now=2026-10-14T10:03:20.000Z"
  private static let path = "analytics/queues/observations/query"

  private let all =
    #"{"type": "or", "predicates": [{"dimension": "queueId", "operator": "exists"}]}"#

  private func results(
    _ guest: CheckedGuest, _ metrics: String, filter: String? = nil
  ) throws -> [JSON] {
    let answer = try guest.post(
      Self.path, "{\"metrics\": \(metrics), \"filter\": \(filter ?? all)}")
    return try #require(answer["results"]).elements
  }

  @Test func `gives agents without a medium and calls with one`() throws {
    let guest = try CheckedGuest(Self.parts)
    let groups = try results(
      guest, #"["oWaiting", "oInteracting", "oUserRoutingStatuses", "oOnQueueUsers"]"#
    ).compactMap { $0["group"] }
    #expect(groups.count { $0["mediaType"] == nil } == 3)
    #expect(groups.count { $0["mediaType"] != nil } == 12)
    let voice = try results(
      guest, #"["oWaiting", "oUserRoutingStatuses"]"#,
      filter: #"{"type": "or", "predicates": [{"dimension": "mediaType", "value": "voice"}]}"#)
    #expect(voice.count == 3)
    #expect(voice.allSatisfy { $0["group"]?["mediaType"]?.text == "voice" })
  }

  /// Who was offered and has neither been answered nor left is who waits.
  @Test func `agrees with the calls that have not left`() throws {
    let guest = try CheckedGuest(Self.parts)
    let aggregates = try guest.aggregates(
      """
      {"interval": "2026-10-12T22:00:00.000Z/2026-10-14T10:03:20.001Z",
       "groupBy": ["queueId", "mediaType"], "metrics": ["nOffered", "tAcd"]}
      """)
    var waiting: [JSON: Int] = [:]
    for result in aggregates {
      let bucket = try #require(result["data"]?.elements.first)
      waiting[try #require(result["group"])] = bucket.count("nOffered") - bucket.count("tAcd")
    }
    let observed = try results(guest, #"["oWaiting", "oLongestWaiting"]"#)
    #expect(observed.count == 12)
    for result in observed {
      let group = try #require(result["group"])
      let data = try #require(result["data"]).elements
      let count = try #require(data.first { $0["metric"]?.text == "oWaiting" }?["stats"]?["count"])
      #expect(count.integer == waiting[group])
      let longest = data.first { $0["metric"]?.text == "oLongestWaiting" }?["stats"]?["max"]
      #expect((longest?.integer ?? 0 > 0) == (count.integer ?? 0 > 0))
    }
    #expect(waiting.values.contains { $0 > 0 })
  }

  @Test func `counts each member of a queue once`() throws {
    let guest = try CheckedGuest(Self.parts)
    let metrics =
      #"["oMemberUsers", "oOnQueueUsers", "oOffQueueUsers", "oUserRoutingStatuses", "oUserPresences"]"#
    let results = try results(guest, metrics)
    #expect(results.count == 3)
    for result in results {
      var sums: [String: Int] = [:]
      for value in result["data"]?.elements ?? [] {
        sums[try #require(value["metric"]?.text), default: 0] +=
          value["stats"]?["count"]?.integer ?? 0
      }
      let members = try #require(sums["oMemberUsers"])
      #expect(sums["oUserRoutingStatuses"] == members && sums["oUserPresences"] == members)
      #expect((sums["oOnQueueUsers"] ?? 0) + (sums["oOffQueueUsers"] ?? 0) == members)
    }
  }

  @Test func `says when it is, and shows persons to those who ask for details`() throws {
    let guest = try CheckedGuest(Self.parts)
    let plain = try guest.send(
      "POST", Self.path, body: "{\"metrics\": [\"oInteracting\"], \"filter\": \(all)}")
    #expect(plain.headers["date"] == "Wed, 14 Oct 2026 10:03:20 GMT")
    let details = try guest.send(
      "POST", Self.path,
      body: """
        {"metrics": ["oInteracting"], "detailMetrics": ["oInteracting"], "filter": \(all)}
        """)
    for canary in ["canary-caller-", "+442079460"] {
      #expect(!String(decoding: plain.body, as: UTF8.self).contains(canary))
      #expect(String(decoding: details.body, as: UTF8.self).contains(canary))
    }
  }

  @Test func `lists divisions, presences, limits and retention`() throws {
    let guest = try CheckedGuest("partners=3,queues=1,calls=1")
    let divisions = try guest.get("authorization/divisions?pageSize=2")
    #expect(divisions["total"]?.integer == 3 && divisions["pageCount"]?.integer == 2)
    let presences = try guest.get("presence/definitions")
    #expect(presences["total"]?.integer == presences["entities"]?.elements.count)
    #expect(try guest.get("organizations/limits/namespaces/platform.api")["entities"] != nil)
    #expect(try guest.get("organizations/limits/namespaces/analytics")["entities"] != nil)
    let retention = try guest.get("analytics/dataretention/settings")
    #expect(try #require(retention["retentionDays"]?.integer) >= 90)
  }

  @Test func `lets the client view and nothing else`() throws {
    let subject = try CheckedGuest().get("authorization/subjects/me?includeFullRoles=true")
    let policies = (subject["grants"]?.elements ?? []).flatMap {
      $0["role"]?["policies"]?.elements ?? []
    }
    #expect(!policies.isEmpty)
    for policy in policies {
      #expect(policy["actions"] == .array([.text("view")]))
      let domain = try #require(policy["domain"]?.text)
      #expect(["analytics", "routing", "presence"].contains(domain))
    }
  }

  @Test func `has nothing personal in aggregates, queues or divisions`() throws {
    let guest = try CheckedGuest("partners=1,queues=6,calls=30")
    let replies = try [
      guest.send(
        "POST", "analytics/conversations/aggregates/query",
        body: """
          {"interval": "2026-10-14T00:00:00.000Z/2026-10-15T00:00:00.000Z",
           "groupBy": ["queueId", "userId"], "metrics": ["tHandle", "nOffered"]}
          """),
      guest.send("GET", "routing/queues"), guest.send("GET", "authorization/divisions"),
    ]
    for reply in replies {
      for canary in DemoTenant.canaries(recording: "synthetic") {
        #expect(!String(decoding: reply.body, as: UTF8.self).contains(canary))
      }
    }
  }
}
