import Figures
import GenesysCloud
import Testing

@Suite struct AgentAnswerTests {
  static let agent = AgentID("05e40000-0000-4000-8000-000000000201")
  static let other = AgentID("05e40000-0000-4000-8000-000000000202")

  /// A query for two half hours of two agents.
  static func query() throws -> AgentQuery {
    AgentQuery(
      window: try Example.window("2026-03-02T08:00:00Z", "2026-03-02T09:00:00Z"),
      agents: [agent, other], first: 0)
  }

  private func rows(_ text: String) throws -> [AgentRow] {
    try AgentAnswer.rows(in: Array(text.utf8), for: try Self.query())
  }

  private static let eight = "2026-03-02T08:00:00.000Z/2026-03-02T08:30:00.000Z"
  private static let half = "2026-03-02T08:30:00.000Z/2026-03-02T09:00:00.000Z"

  private static func status(_ name: String, _ sum: String) -> String {
    #"{"metric": "tAgentRoutingStatus", "qualifier": "\#(name)", "stats": {"sum": \#(sum)}}"#
  }

  private static func bucket(_ interval: String, _ metrics: String...) -> String {
    #"{"interval": "\#(interval)", "metrics": [\#(metrics.joined(separator: ","))]}"#
  }

  private static func group(_ agent: AgentID, _ buckets: String...) -> String {
    #"{"group": {"userId": "\#(agent.text)"}, "data": [\#(buckets.joined(separator: ","))]}"#
  }

  private static func answer(_ groups: String...) -> String {
    #"{"systemToOrganizationMappings": {"ON_QUEUE": ["94e5"]}, "results": ["#
      + groups.joined(separator: ",") + "]}"
  }

  @Test func `adds up the agents, half hour by half hour`() throws {
    let text = Self.answer(
      Self.group(
        Self.agent,
        Self.bucket(
          Self.eight, Self.status("IDLE", "540000"), Self.status("INTERACTING", "1080000"),
          Self.status("NOT_RESPONDING", "60000"), Self.status("OFF_QUEUE", "120000.0"))),
      // In upper case, and the later interval first.
      Self.group(
        Self.other, Self.bucket(Self.half, Self.status("COMMUNICATING", "1.8e6")),
        Self.bucket(Self.eight, Self.status("IDLE", "1")))
    ).replacing("202\"}", with: "202\"}".uppercased())
    #expect(try SchemaValidator("user-aggregates.response").faults(in: Array(text.utf8)) == [])
    #expect(
      try rows(text) == [
        AgentRow(
          start: try Instant("2026-03-02T08:00:00Z"),
          time: AgentTally([
            .idle: 540_001, .interacting: 1_080_000, .notResponding: 60_000, .offQueue: 120_000,
          ]), agents: 2),
        AgentRow(
          start: try Instant("2026-03-02T08:30:00Z"),
          time: AgentTally([.communicating: 1_800_000]), agents: 1),
      ])
  }

  @Test(arguments: [
    "{}", #"{"results": []}"#, answer(group(agent)), answer(group(agent, bucket(eight))),
    answer(group(agent, bucket(eight, status("IDLE", "0")))),
  ])
  func `what is left out is no time`(text: String) throws {
    #expect(try rows(text) == [])
  }

  @Test(arguments: [
    (
      answer(group(AgentID("05e40000-0000-4000-8000-000000000209"))),
      "group 1 is of an agent who was not asked for"
    ),
    (#"{"results": [{"group": {}, "data": []}]}"#, "group 1 does not name its agent"),
    (
      answer(group(agent, bucket("2026-03-02T07:30:00Z/2026-03-02T08:00:00Z"))),
      "the interval was not asked for"
    ),
    (
      answer(group(agent, bucket("2026-03-02T08:00:00Z/2026-03-02T08:15:00Z"))),
      "the interval was not asked for"
    ),
    (answer(group(agent, bucket(eight), bucket(eight))), "the interval comes twice"),
    (answer(group(agent, bucket(eight)), group(agent, bucket(eight))), "the interval comes twice"),
    (
      answer(group(agent, bucket(eight, status("IDLE", "1"), status("IDLE", "1")))),
      "status IDLE comes twice"
    ),
    (answer(group(agent, bucket(eight, status("IDLE", "-1")))), "'sum' is negative"),
    (answer(group(agent, bucket(eight, status("IDLE", "\"9\"")))), "'sum' is a text"),
    (answer(group(agent, bucket(eight, status("IDLE", "0.5")))), "'sum' is no whole number"),
    (
      answer(group(agent, bucket(eight, status("IDLE", "1800000"), status("OFF_QUEUE", "1")))),
      "the times in all statuses are longer than the interval"
    ),
    (
      answer(
        group(
          agent,
          bucket(eight, #"{"metric": "tAgentRoutingStatus", "stats": {"sum": 1}}"#))),
      "names no status"
    ),
    (
      answer(
        group(
          agent,
          bucket(
            eight, #"{"metric": "tAgentRoutingStatus", "qualifier": "IDLE", "stats": {}}"#))),
      "status IDLE has no sum"
    ),
  ])
  func `refuses what cannot be true, without naming anybody`(text: String, what: String) throws {
    let error = try #require(throws: FetchError.self) { try rows(text) }
    guard case .contradiction(let why) = error.reason else {
      Issue.record("\(error.reason)")
      return
    }
    #expect(why.contains(what), "\(why)")
    #expect(error.explanation.status == .badData)
    #expect(!"\(error.explanation)".lowercased().contains("05e4"))
  }

  @Test(arguments: [
    (answer(group(agent, bucket(eight, status("LUNCH", "1")))), "the status", "LUNCH"),
    (
      answer(
        group(agent, bucket(eight, #"{"metric": "tSystemPresence", "stats": {"sum": 1}}"#))),
      "the column", "tSystemPresence"
    ),
    (
      #"{"results": [{"group": {"userId": "05e40000-0000-4000-8000-000000000201", "#
        + #""queueId": "x"}, "data": []}]}"#, "the column", "queueId"
    ),
  ])
  func `refuses what was not asked for`(text: String, kind: String, name: String) throws {
    let error = try #require(throws: FetchError.self) { try rows(text) }
    #expect(error.reason == .unasked(kind: kind, name: name))
  }
}
