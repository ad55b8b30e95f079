import Figures
import GenesysCloud
import Testing

@Suite struct ObservationTests {
  private static let date = ["Date": "Sun, 01 Nov 2026 10:21:07 GMT"]

  private func ask(_ text: String, headers: [String: String] = date) async throws -> [QueueNow] {
    let service = FakeService.scripted(
      Array(repeating: .json(text, status: 200, headers), count: 3))
    return try await Directory(session: try service.session())
      .observations(of: [Example.queue, Example.other])
  }

  /// A group with a medium when `media` is given.
  private static func group(
    _ values: String, queue: QueueID = Example.queue, media: String? = nil
  ) -> String {
    let medium = media.map { ", \"mediaType\": \"\($0)\"" } ?? ""
    return #"{"group": {"queueId": "\#(queue.text)"\#(medium)}, "data": [\#(values)]}"#
  }

  private static func value(_ metric: String, _ count: Int, _ qualifier: String? = nil) -> String {
    let mark = qualifier.map { "\"qualifier\": \"\($0)\", " } ?? ""
    return #"{"metric": "\#(metric)", \#(mark)"stats": {"count": \#(count)}}"#
  }

  @Test func `puts the groups of calls and of agents together`() async throws {
    let agents = [("INTERACTING", 5), ("IDLE", 2), ("OFF_QUEUE", 11), ("NOT_RESPONDING", 1)]
      .map { Self.value("oUserRoutingStatuses", $0.1, $0.0) }.joined(separator: ", ")
    let calls =
      Self.value("oInteracting", 5) + ", " + Self.value("oWaiting", 3)
      + #", {"metric": "oLongestWaiting", "stats": {"max": 83500}}"#
    let text = """
      {"results": [\(Self.group(agents)), \(Self.group(calls, media: "voice")),
      \(Self.group(Self.value("oWaiting", 0), queue: Example.other, media: "email"))]}
      """
    let at = try Instant("2026-11-01T10:21:07Z")
    #expect(
      try await ask(text) == [
        QueueNow(
          queue: Example.queue, media: "voice", waiting: 3, interacting: 5,
          longestWaitMilliseconds: 83_500, agentsOnQueue: 8, agentsIdle: 2, observedAt: at),
        QueueNow(
          queue: Example.other, media: "email", waiting: 0, interacting: 0,
          longestWaitMilliseconds: 0, observedAt: at),
      ])
  }

  @Test func `asks for no single observation, and before all history`() async throws {
    let service = FakeService.scripted([.json("{}", status: 200, Self.date)])
    _ = try await Directory(session: try service.session()).observations(of: [Example.queue])
    let request = try #require(service.apiRequests.first)
    #expect(request.isUrgent)
    #expect(
      String(decoding: request.body, as: UTF8.self)
        == #"{"filter":{"predicates":[{"dimension":"queueId","operator":"matches","type":"#
        + #""dimension","value":"90e0e000-0000-4000-8000-000000000101"}],"type":"or"},"metrics":"#
        + #"["oInteracting","oLongestWaiting","oUserRoutingStatuses","oWaiting"]}"#)
  }

  @Test(arguments: [
    (group(value("oWaiting", -1), media: "voice"), "'oWaiting' is negative"),
    (
      group(value("oWaiting", 1) + "," + value("oWaiting", 2), media: "voice"),
      "metric oWaiting comes twice"
    ),
    (#"{"group": {"mediaType": "voice"}, "data": []}"#, "a group does not name its queue"),
  ])
  func `believes nothing that contradicts itself`(group: String, why: String) async throws {
    let error = await failure { _ = try await ask("{\"results\": [\(group)]}") }
    #expect(error?.reason == .contradiction(why))
  }

  @Test func `refuses a queue that nobody asked for, and an answer without time`() async throws {
    let strange = Self.group(Self.value("oWaiting", 1), queue: QueueID("x"), media: "voice")
    let error = await failure { _ = try await ask("{\"results\": [\(strange)]}") }
    #expect(error?.reason == .unasked(kind: "the queue", name: "x"))
    let timeless = await failure { _ = try await ask("{}", headers: [:]) }
    #expect(timeless?.explanation.status == .badData)
  }
}

@Suite struct ServiceLimitTests {
  @Test(
    arguments: [
      (
        #"{"entities": [{"key": "token.rate.per.minute", "namespace": "platform.api", "value": 600},"#
          + #" {"key": "client.credentials.token.rate.per.minute", "value": 450},"#
          + #" {"key": "request.bytes.max", "value": 3}]}"#, 200, 450
      ),
      (#"{"entities": []}"#, 200, nil), ("{}", 200, nil), ("", 404, nil),
      (#"{"code": "missing.permissions"}"#, 403, nil), ("<html>", 200, nil),
      (#"{"entities": [{"key": "token.rate.per.minute", "value": 0}]}"#, 200, nil),
    ] as [(String, Int, Int?)])
  func `takes the organization's own limit where it is told`(
    text: String, status: Int, allowed: Int?
  ) async throws {
    let service = FakeService.scripted(Array(repeating: .json(text, status: status), count: 3))
    let directory = Directory(session: try service.session())
    #expect(try await directory.allowedPerMinute() == allowed)
  }
}
