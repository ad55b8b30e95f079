import Figures
import Foundation
import GenesysCloud
import Testing

/// What survives of an answer that has something personal in every member that can.
@Suite struct RecordPrivacyTests {
  /// Every personal, linkable or internal member that the models of the analytics API have.
  private static let personal = [
    "ani", "remote", "remoteNameDisplayable", "addressFrom", "addressTo", "addressOther",
    "callbackUserName", "cc", "bcc", "participantName", "externalContactId",
    "externalOrganizationId", "journeyCustomerId", "journeyCustomerSessionId",
    "outboundContactId", "protocolCallId", "screenShareAddressSelf", "videoAddressSelf", "roomId",
    "videoRoomId", "dnis", "sessionDnis", "addressSelf", "externalTag", "wrapUpNote", "subject",
    "flaggedReason", "userId", "teamId", "assignerId", "selectedAgentId", "sessionId", "peerId",
    "participantId", "edgeId", "provider", "routingRule", "flowName", "scriptId", "purpose",
    "conversationInitiator", "originatingDirection", "wrapUpCode", "disconnectType",
  ]
  private static let lists = [
    "callbackNumbers", "destinationAddresses", "proposedAgents", "activeSkillIds",
    "wrapUpTags", "divisionIds", "knowledgeBaseIds",
  ]

  /// The personal members, each with a canary that names it.
  private static var members: String {
    let texts = personal.map { "\"\($0)\": \"canary-\($0)\"" }
    let lists = lists.map { "\"\($0)\": [\"canary-\($0)\", \"+442079460123\"]" }
    let attributes =
      #""attributes": {"canary-key": "canary-value", "tel": "+44 20 7946 0123"}"#
    let nested = #""flow": {"flowName": "canary-flow", "outcomes": [{"note": "canary-note"}]}"#
    return (texts + lists + [attributes, nested]).joined(separator: ", ")
  }

  private static var answer: String {
    """
    {"conversations": [{\(members), "conversationId": "\(RecordExample.conversation)",
      "conversationStart": "2026-03-02T08:01:10.120Z",
      "participants": [{\(members), "sessions": [{\(members), "mediaType": "voice",
        "direction": "inbound",
        "metrics": [
          {\(members), "emitDate": "2026-03-02T08:01:12.000Z", "name": "nOffered", "value": 1},
          {\(members), "emitDate": "canary-date", "name": "oCanary", "value": "canary-value"}],
        "segments": [{\(members), "queueId": "\(Example.queue.text)",
          "segmentStart": "2026-03-02T08:01:12.000Z", "segmentEnd": "canary-end"}]}]}]}],
     "aggregations": [{\(members)}], "canary-top": "canary-top", "totalHits": 1}
    """
  }

  private static let expected = RecordEvent(
    conversation: RecordExample.conversation,
    series: Series(queue: Example.queue, media: "voice", direction: "inbound"),
    metric: .nOffered, emittedAt: Instant(milliseconds: 1_772_438_472_000), value: 1)

  @Test func `nothing but the members of the list is turned into a value`() throws {
    let page = try RecordPage(Array(Self.answer.utf8), of: try RecordExample.query())
    #expect(page.conversations?.flatMap(\.events) == [Self.expected])
    let everything = String(reflecting: page)
    #expect(everything.contains(RecordExample.conversation))
    #expect(!everything.contains("canary"))
    #expect(!everything.contains("7946"))
  }

  @Test func `of the answer itself its digest and its size are left`() async throws {
    let service = FakeService.scripted([.json(Self.answer), .json("{}")])
    let records = try await RecordExample.fetcher(service).fetch(try RecordExample.query())
    #expect(records.events == [Self.expected])
    #expect(records.pages.map(\.size) == [Self.answer.utf8.count, 2])
    #expect(records.pages.first?.sha256 == "digest of \(Self.answer.utf8.count) bytes")
    let everything = String(reflecting: records)
    #expect(!everything.contains("canary"))
    #expect(!everything.contains("7946"))
  }

  /// Members that are read, each with a text of a caller where something else is due.
  @Test(arguments: [
    RecordExample.record("+442079460123"),
    RecordExample.record("442079460123"),
    RecordExample.record("c0e40000-0000-4000-8000-0000+4420794"),
    RecordExample.record(start: "+442079460123"),
    RecordExample.record(start: "2026-03-02T08:01:10"),
    RecordExample.record(media: "+442079460123"),
    RecordExample.record(media: "sip:canary@example.org"),
    RecordExample.record(direction: "canary 7946"),
    RecordExample.record(queue: "tel:+442079460123"),
    RecordExample.record(segmentStart: "canary"),
    RecordExample.record(
      metric: #"{"emitDate": "+442079460123", "name": "nOffered", "value": 1}"#),
    RecordExample.record(
      metric: #"{"emitDate": "2026-03-02T08:01:12Z", "name": "+442079460123", "value": 1}"#),
    RecordExample.record(
      metric: #"{"emitDate": "2026-03-02T08:01:12Z", "name": "tWait", "value": "+442079460123"}"#),
    RecordExample.record(
      metric: #"{"emitDate": "2026-03-02T08:01:12Z", "name": "tWait", "value": -1}"#),
    RecordExample.record(
      metric: #"{"emitDate": "2026-03-02T08:01:12Z", "name": "tWait", "value": 1.5}"#),
    RecordExample.record(
      metric: #"{"emitDate": "2026-03-02T08:01:12Z", "name": "tWait", "value": 1e15}"#),
    RecordExample.record(
      metric: #"{"emitDate": "2026-03-02T08:01:12Z", "name": "tWait", "value": 1, "value": 2}"#),
  ])
  func `a value of another shape is refused, and never repeated`(record: String) throws {
    do {
      _ = try RecordExample.read([record])
      Issue.record("\(record) was believed")
    } catch let error as FetchError {
      let text = error.explanation.what + (error.explanation.place ?? "") + "\(error)"
      #expect(error.explanation.status == .badData)
      #expect(!text.contains("canary"), "\(text)")
      #expect(!text.contains("7946"), "\(text)")
    }
  }

  @Test(arguments: [
    #"{"message": "canary +442079460123", "code": "x"}"#, "[]", "null", "<html>canary</html>",
    #"{"conversations": {"ani": "+442079460123"}}"#, #"{"conversations": ["canary"]}"#,
    #"{"conversations": [], "totalHits": -1}"#, #"{"conversations": [], "cursor": ""}"#,
    #"{"conversations": [{"ani": "+442079460123"}]}"#,
    #"{"conversations": [], "conversations": []}"#,
  ])
  func `what is no answer is refused without its text`(body: String) throws {
    do {
      _ = try RecordPage(Array(body.utf8), of: try RecordExample.query())
      Issue.record("\(body) was believed")
    } catch let error as FetchError {
      let text = error.explanation.what + "\(error)"
      #expect(error.explanation.status == .badData)
      #expect(!text.contains("canary") && !text.contains("7946"), "\(text)")
    }
  }
}
