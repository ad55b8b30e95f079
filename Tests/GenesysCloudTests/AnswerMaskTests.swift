import Figures
import GenesysCloud
import Testing

/// What an archive keeps of an answer's text.
@Suite struct AnswerMaskTests {
  /// 32 bytes whose first 16 are "foobarfoobarfoob", whoever is asked about.
  private static let standIn = "p_mzxw6ytbojtg633cmfzgm33pmi"

  private static func names(_ naming: Naming) throws -> NameMask {
    try #require(
      NameMask(
        CapturedNaming(agents: naming, conversations: nil, keyID: "k_1"),
        pseudonyms: Pseudonyms(scope: "partner:acme", key: []) { _, _ in
          Array("foobarfoobarfoobarfoobarfoobarfo".utf8)
        }))
  }

  private func kept(_ text: String, _ mask: AnswerMask) -> String? {
    mask.kept(of: Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [
    // Named members stay byte by byte, white space or not.
    (#"{"results":[]}"#, nil), (" { } ", nil),
    (
      #"{ "results": [ {"group": {"queueId": "a\"}],"}, "data": [ {"interval": "i", "metrics": "#
        + #"[ {"metric": "nOffered", "stats": {"count": 1, "max": null}} ], "views": [ ] } ] } ] }"#,
      nil
    ),
    // A note of the service, at every height.
    (
      #"{"results":[{"group":{"queueId":"q"},"note":{"caller":["+44"]},"data":[]}],"who":"Ada"}"#,
      #"{"results":[{"group":{"queueId":"q"},"data":[]}]}"#
    ),
    (
      #"{"who":"Ada","results":[{"data":[{"who":"Ada","interval":"i","metrics":[{"metric":"m","#
        + #""who":"Ada","stats":{"count":1,"who":"Ada","more":{"a":1},"sum":2.50}}]}],"group":{}}]}"#,
      #"{"results":[{"data":[{"interval":"i","metrics":[{"metric":"m","#
        + #""stats":{"count":1,"sum":2.50}}]}],"group":{}}]}"#
    ),
    // A name may be written in escapes, and a text may look like members.
    (#"{"r\u0065sults":[],"x":"}]\\\"{"}"#, #"{"r\u0065sults":[]}"#),
    // What is named and of another kind is not kept.
    (
      #"{"results":[{"group":{"queueId":{"who":"Ada"}},"data":[]}]}"#,
      #"{"results":[{"group":{},"data":[]}]}"#
    ),
    // What is no JSON is refused by its reader; nothing of it is kept.
    (#"{"results":["#, "{}"), ("Ada", "{}"), ("", "{}"), (#"{"results":[],}"#, "{}"),
  ])
  func `of aggregates, the members that are read`(text: String, expected: String?) {
    #expect(kept(text, .aggregates()) == expected)
  }

  @Test(arguments: [
    (#"{"rows":[{"queueId":"q","offered":1}],"next":null,"total":1,"generatedAt":7}"#, nil),
    (
      #"{"debug":{"who":"Ada"},"rows":[{"queueId":"q","offered":{"who":"Ada"}}],"total":"Ada"}"#,
      #"{"rows":[{"queueId":"q"}]}"#
    ),
  ])
  func `of reports, rows and what leads to the next`(text: String, expected: String?) {
    #expect(kept(text, .report()) == expected)
  }

  @Test(arguments: [
    (Naming.pseudonym, #"{"userId":"p_mzxw6ytbojtg633cmfzgm33pmi"}"#), (.drop, "{}"),
    (.id, #"{"userId":"05e40000-0000-4000-8000-000000000201"}"#),
  ])
  func `of agents, what may be kept of their ids`(naming: Naming, group: String) throws {
    let metrics =
      #""data":[{"interval":"i","metrics":[{"metric":"tAgentRoutingStatus","qualifier":"IDLE","#
      + #""stats":{"sum":5}}]}]"#
    let text =
      #"{"results":[{"group":{"userId":"05E40000-0000-4000-8000-000000000201"},"#
      + metrics + #"}],"systemToOrganizationMappings":{}}"#
    let mask = AnswerMask.agents(try Self.names(naming))
    #expect(kept(text, mask) == #"{"results":[{"group":"# + group + "," + metrics + "}]}")
  }

  @Test func `a request that names agents is kept with their stand-ins`() throws {
    let agent = AgentID("05e40000-0000-4000-8000-000000000201")
    let window = try Example.window("2026-10-05T08:00:00Z", "2026-10-05T10:00:00Z")
    let request = try AgentQuery(window: window, agents: [agent], first: 0).request()
    let sent = String(decoding: request.body, as: UTF8.self)
    try #require(sent.contains(agent.text))
    func kept(_ naming: Naming) throws -> String? {
      try AnswerMask.agents(Self.names(naming)).kept(ofBody: request.body)
        .map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(try kept(.pseudonym) == sent.replacing(agent.text, with: Self.standIn))
    #expect(try kept(.drop) == sent.replacing(#","value":"\#(agent.text)""#, with: ""))
    #expect(try kept(.id) == nil)
  }
}
