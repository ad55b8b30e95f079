import DemoTenant
import Testing

/// Records of conversations against the aggregates of the same calls.
@Suite struct RecordTests {
  /// Around the 25 hours of 25 October; the clock stands long after all have closed.
  private static let parts =
    "partners=1,queues=3,agents=4,calls=25,from=2026-10-24,to=2026-10-26,now=2027-02-01T00:00:00Z"
  private static let interval = "2026-10-23T00:00:00.000Z/2026-10-28T00:00:00.000Z"
  private static let filters = """
    "conversationFilters": [{"type": "and", "predicates": [
      {"type": "dimension", "dimension": "conversationEnd", "operator": "exists"}]}],
    """
  private static let voice = """
    "segmentFilters": [{"type": "or", "predicates": [
      {"dimension": "mediaType", "value": "voice"}]}],
    """
  private static let metrics = [
    "nBlindTransferred", "nConnected", "nConsultTransferred", "nOffered", "nOutbound",
    "nOutboundAttempted", "nOutboundConnected", "nOverSla", "nTransferred", "tAbandon", "tAcd",
    "tAcw", "tAnswered", "tContacting", "tDialing", "tFlowOut", "tHandle", "tHeldComplete",
    "tShortAbandon", "tTalkComplete", "tWait",
  ]

  private struct Key: Hashable {
    let queue: String
    let medium: String
    let direction: String
    let bucket: String
    let metric: String
  }

  private struct Sums: Hashable {
    var count = 0
    var sum = 0
    var largest = 0
    var smallest = Int.max
  }

  /// The start of the half hour that holds an instant such as `2026-10-25T01:44:59.999Z`.
  private func bucket(_ emitted: String) throws -> String {
    let minute = try #require(Int(emitted.dropFirst(14).prefix(2)))
    return "\(emitted.prefix(14))\(minute < 30 ? "00" : "30"):00.000Z"
  }

  private func add(_ conversations: [JSON], to sums: inout [Key: Sums]) throws {
    for conversation in conversations {
      let sessions = (conversation["participants"]?.elements ?? [])
        .flatMap { $0["sessions"]?.elements ?? [] }
      for session in sessions {
        for event in session["metrics"]?.elements ?? [] {
          let emitted = try #require(event["emitDate"]?.text)
          guard emitted < "2026-10-28" else { continue }
          let name = try #require(event["name"]?.text)
          let key = Key(
            queue: try #require(session["segments"]?.elements.first?["queueId"]?.text),
            medium: try #require(session["mediaType"]?.text),
            direction: try #require(session["direction"]?.text), bucket: try bucket(emitted),
            metric: name)
          let value = try #require(event["value"]?.integer)
          var sum = sums[key, default: Sums()]
          sum.count += 1
          guard name.hasPrefix("t") else {
            sums[key] = sum
            continue
          }
          sum.sum += value
          sum.largest = max(sum.largest, value)
          sum.smallest = min(sum.smallest, value)
          sums[key] = sum
        }
      }
    }
  }

  private func aggregates(_ guest: CheckedGuest) throws -> [Key: Sums] {
    let names = Self.metrics.map { "\"\($0)\"" }.joined(separator: ", ")
    let results = try guest.aggregates(
      """
      {"interval": "\(Self.interval)", "granularity": "PT30M",
       "groupBy": ["queueId", "mediaType", "direction"], "metrics": [\(names)]}
      """)
    var sums: [Key: Sums] = [:]
    for result in results {
      let group = try #require(result["group"])
      for bucket in result["data"]?.elements ?? [] {
        let start = try #require(bucket["interval"]?.text?.split(separator: "/").first)
        for (name, stats) in bucket.metrics {
          let key = Key(
            queue: try #require(group["queueId"]?.text),
            medium: try #require(group["mediaType"]?.text),
            direction: try #require(group["direction"]?.text), bucket: String(start),
            metric: name)
          sums[key] = Sums(
            count: stats["count"]?.integer ?? 0, sum: stats["sum"]?.integer ?? 0,
            largest: stats["max"]?.integer ?? 0, smallest: stats["min"]?.integer ?? .max)
        }
      }
    }
    return sums
  }

  private func id(_ conversation: JSON) throws -> String {
    try #require(conversation["conversationId"]?.text)
  }

  @Test func `add up to the aggregates, to the millisecond`() throws {
    let guest = try CheckedGuest(Self.parts)
    var seen: Set<String> = []
    var sums: [Key: Sums] = [:]
    for page in try guest.pages(Self.interval, filters: Self.filters) {
      try add(page.filter { seen.insert(try id($0)).inserted }, to: &sums)
    }
    #expect(Set(sums.keys.map(\.metric)) == Set(Self.metrics))
    let expected = try aggregates(guest)
    #expect(expected.count > 1000)
    #expect(Set(sums.keys) == Set(expected.keys))
    for (key, value) in expected where sums[key] != value {
      Issue.record("\(key): \(value) in aggregates, \(String(describing: sums[key])) in records")
    }
  }

  @Test func `come in careless pages that lose nothing`() throws {
    let guest = try CheckedGuest(Self.parts)
    let pages = try guest.pages(Self.interval, size: 10, filters: Self.filters)
    let all = try Set(guest.pages(Self.interval, size: 100, filters: Self.filters).joined().map(id))
    let ids = try pages.joined().map(id)
    #expect(all.count > 200)
    #expect(Set(ids) == all)
    // Some come twice, some pages are short, and the hits are not the conversations.
    #expect(ids.count > all.count)
    #expect(pages.dropLast().contains { $0.count < 10 })
    #expect(pages.allSatisfy { $0.count <= 10 })
    let answer = try guest.post(
      "analytics/conversations/details/query",
      """
      {"interval": "\(Self.interval)", \(Self.filters)
       "paging": {"pageSize": 1, "pageNumber": 1}}
      """)
    let hits = try #require(answer["totalHits"]?.integer)
    #expect(hits != all.count)
    #expect(abs(hits - all.count) <= all.count / 33 + 2)
  }

  @Test func `are in the order that was asked for`() throws {
    let guest = try CheckedGuest(Self.parts)
    for (order, by) in [("asc", "conversationStart"), ("desc", "conversationEnd")] {
      let pages = try guest.pages(
        Self.interval, size: 7,
        filters: Self.voice + "\"order\": \"\(order)\", \"orderBy\": \"\(by)\",")
      let times = pages.joined().compactMap { $0[by]?.text }
      #expect(times == times.sorted(by: { order == "asc" ? $0 < $1 : $0 > $1 }))
    }
  }

  @Test func `are those that began on a day of UTC that the interval touches`() throws {
    let guest = try CheckedGuest(Self.parts)
    let pages = try guest.pages("2026-10-25T11:00:00.000Z/2026-10-25T11:05:00.000Z")
    let starts = pages.joined().compactMap { $0["conversationStart"]?.text }
    #expect(starts.count > 10)
    #expect(starts.allSatisfy { $0.hasPrefix("2026-10-25T") })
    #expect(starts.contains { $0 < "2026-10-25T09" } && starts.contains { $0 > "2026-10-25T13" })
  }

  @Test func `are filtered by queue, medium and direction`() throws {
    let guest = try CheckedGuest(Self.parts)
    let queue = try DemoTenant.partners(recording: "synthetic:\(Self.parts)")[0].queues[0]
    let pages = try guest.pages(
      Self.interval,
      filters: """
        "segmentFilters": [
          {"type": "or", "predicates": [{"dimension": "queueId", "value": "\(queue.id)"}]},
          {"type": "and", "predicates": [{"dimension": "mediaType", "value": "voice"},
            {"dimension": "direction", "value": "outbound"}]}],
        """)
    let sessions = pages.joined().flatMap { $0["participants"]?.elements ?? [] }
      .flatMap { $0["sessions"]?.elements ?? [] }
    #expect(sessions.count > 1)
    for session in sessions {
      #expect(session["mediaType"]?.text == "voice" && session["direction"]?.text == "outbound")
      #expect(
        (session["segments"]?.elements ?? []).allSatisfy { $0["queueId"]?.text == queue.id })
    }
  }

  @Test func `have personal data wherever they can`() throws {
    let reply = try CheckedGuest(Self.parts).send(
      "POST", "analytics/conversations/details/query",
      body: """
        {"interval": "2026-10-25T00:00:00.000Z/2026-10-26T00:00:00.000Z",
         "paging": {"pageSize": 100, "pageNumber": 1}}
        """)
    let text = String(decoding: reply.body, as: UTF8.self)
    for kind in ["agent", "caller", "address", "remote", "note", "subject", "tag", "service"] {
      #expect(text.contains("\"canary-\(kind)-"), "\(kind)")
    }
    for canary in DemoTenant.canaries(recording: "synthetic") { #expect(text.contains(canary)) }
    for name in ["ani", "dnis", "participantName", "addressFrom", "wrapUpNote", "userId"] {
      #expect(text.contains("\"\(name)\":"), "\(name)")
    }
  }

  @Test(arguments: [
    (#"{"interval": "2026-10-01T00:00:00.000Z/2026-10-09T00:00:00.000Z"}"#, true, "invalid.date"),
    (
      #"{"interval": "2026-10-24T00:00:00.000Z/2026-10-25T00:00:00.000Z", "paging": {"pageSize": 101, "pageNumber": 1}}"#,
      true, "invalid.value"
    ),
    (
      #"{"interval": "2026-10-24T00:00:00.000Z/2026-10-25T00:00:00.000Z", "paging": {"pageSize": 10, "pageNumber": 0}}"#,
      true, "invalid.page.number"
    ),
    (
      #"{"interval": "2026-10-24T00:00:00.000Z/2026-10-25T00:00:00.000Z", "page": 1}"#, false,
      "invalid.property"
    ),
  ])
  func `refuses`(query: String, isValid: Bool, code: String) throws {
    let refusal = try CheckedGuest(Self.parts).refusal(
      "analytics/conversations/details/query", query, isValid: isValid)
    #expect(refusal.status == 400)
    #expect(refusal.code == code)
  }

  private static let jobs = "analytics/conversations/details/jobs"

  /// Submits a job and polls it until it is done.
  private func job(
    _ guest: CheckedGuest, _ query: String
  ) throws -> (id: String, states: [String]) {
    let id = try #require(try guest.post(Self.jobs, query, status: 202)["jobId"]?.text)
    var states: [String] = []
    while states.last != "FULFILLED", states.count < 5 {
      states.append(try #require(try guest.get("\(Self.jobs)/\(id)")["state"]?.text))
    }
    return (id, states)
  }

  @Test func `of a job come by cursor, once it was queued and pending`() throws {
    let guest = try CheckedGuest(Self.parts)
    let job = try job(guest, #"{"interval": "\#(Self.interval)", \#(Self.filters) "order": "asc"}"#)
    #expect(job.states == ["QUEUED", "PENDING", "FULFILLED"])
    var ids: [String] = []
    var text = ""
    var cursor: String?
    repeat {
      let path =
        "\(Self.jobs)/\(job.id)/results?pageSize=100" + (cursor.map { "&cursor=\($0)" } ?? "")
      let reply = try guest.send("GET", path, isChecked: cursor == nil)
      text += String(decoding: reply.body, as: UTF8.self)
      ids += try reply.json()["conversations"]?.elements.map(id) ?? []
      cursor = try reply.json()["cursor"]?.text
    } while cursor != nil
    let pages = try guest.pages(Self.interval, filters: Self.filters)
    #expect(ids.count == Set(ids).count)
    #expect(try Set(ids) == Set(pages.joined().map(id)))
    #expect(text.contains(#""attributes":{"customerName":"canary-attribute-"#))
  }

  @Test func `of a job are those with anything in the interval, as far as data is there`() throws {
    let guest = try CheckedGuest(
      "partners=1,queues=1,calls=300,from=2026-10-01,to=2026-10-15,now=2026-10-14T12:00:00.500Z")
    let date = try guest.get("\(Self.jobs)/availability")
    #expect(date["dataAvailabilityDate"]?.text == "2026-10-14T08:00:00Z")
    let query = """
      {"interval": "2026-10-14T07:00:00.000Z/2026-10-14T12:00:00.000Z", "segmentFilters": [
        {"type": "or", "predicates": [{"dimension": "mediaType", "value": "email"}]}]}
      """
    let job = try job(guest, query)
    let page = try guest.get("\(Self.jobs)/\(job.id)/results")
    #expect(page["cursor"] == nil)
    #expect(page["dataAvailabilityDate"]?.text == "2026-10-14T08:00:00Z")
    let conversations = try #require(page["conversations"]).elements
    let starts = conversations.compactMap { $0["conversationStart"]?.text }
    #expect(starts.contains { $0 < "2026-10-14T07:00:00.000Z" })
    #expect(starts.allSatisfy { $0 <= "2026-10-14T08:00:00.000Z" })
    #expect(conversations.contains { $0["conversationEnd"] == nil })
    let emitted = conversations.flatMap { $0["participants"]?.elements ?? [] }
      .flatMap { $0["sessions"]?.elements ?? [] }.flatMap { $0["metrics"]?.elements ?? [] }
      .compactMap { $0["emitDate"]?.text }
    #expect(emitted.allSatisfy { $0 <= "2026-10-14T08:00:00.000Z" })
  }

  @Test func `of a job that is not there or not done are refused`() throws {
    let guest = try CheckedGuest(Self.parts)
    #expect(try guest.send("GET", "\(Self.jobs)/no-such-job").status == 404)
    let id = try #require(
      try guest.post(
        Self.jobs, #"{"interval": "2026-10-24T00:00:00.000Z/2026-10-25T00:00:00.000Z"}"#,
        status: 202)["jobId"]?.text)
    #expect(try guest.send("GET", "\(Self.jobs)/\(id)/results").status == 400)
  }
}
