import Figures
import GenesysCloud
import Testing

/// Which events of a record are kept, and whose they are.
@Suite struct RecordReadingTests {
  private static let inbound = Series(
    queue: Example.queue, media: "voice", direction: "inbound")

  private func event(_ name: String, _ time: String, _ value: Int) -> String {
    #"{"emitDate": "2026-03-02T\#(time)Z", "name": "\#(name)", "value": \#(value)}"#
  }

  private func segment(_ queue: QueueID, _ time: String) -> String {
    #"{"queueId": "\#(queue.text)", "segmentStart": "2026-03-02T\#(time)Z"}"#
  }

  private func record(_ metrics: [String], _ segments: [String]) -> String {
    """
    {"conversationId": "\(RecordExample.conversation)",
     "conversationStart": "2026-03-02T08:00:00Z", "participants": [{"sessions": [
       {"mediaType": "voice", "direction": "inbound",
        "metrics": [\(metrics.joined(separator: ","))],
        "segments": [\(segments.joined(separator: ","))]}]}]}
    """
  }

  @Test func `every metric that a tally counts is kept, to the millisecond`() throws {
    let names = RecordMetric.allCases.map(\.rawValue)
    let metrics = names.enumerated().map { event($1, "08:01:12.345", $0) }
    let events = try RecordExample.read([record(metrics, [segment(Example.queue, "08:00:01")])])
    #expect(events.map(\.metric.rawValue) == names)
    #expect(events.map(\.value) == Array(names.indices))
    #expect(events.allSatisfy { $0.series == Self.inbound })
    #expect(events.allSatisfy { $0.emittedAt.milliseconds == 1_772_438_472_345 })
    #expect(events.allSatisfy { $0.conversation == RecordExample.conversation })
  }

  @Test func `what no tally counts is let go, whatever its value is`() throws {
    let strange = [
      event("tAcd", "08:01:12", 3), event("nConnected", "08:01:12", 1),
      #"{"name": "oMediaCount"}"#, #"{"emitDate": 5, "name": "tNew", "value": 0.5}"#,
    ]
    #expect(
      try RecordExample.read([record(strange, [segment(Example.queue, "08:00:01")])]) == [])
  }

  @Test func `events of other queues, media, directions and times are let go`() throws {
    #expect(try RecordExample.read([RecordExample.record()]).count == 1)
    #expect(try RecordExample.read([RecordExample.record(queue: Example.other.text)]) == [])
    #expect(try RecordExample.read([RecordExample.record(media: "chat")]) == [])
    #expect(try RecordExample.read([RecordExample.record(direction: "outbound")]) == [])
    func at(_ time: String) -> String {
      RecordExample.record(
        metric: #"{"emitDate": "\#(time)", "name": "nOffered", "value": 1}"#)
    }
    #expect(try RecordExample.read([at("2026-03-03T00:00:00.000Z")]) == [])
    #expect(try RecordExample.read([at("2026-03-02T23:59:59.999Z")]).count == 1)
    #expect(try RecordExample.read([at("2026-03-02T00:00:00.000Z")]).count == 1)
    #expect(try RecordExample.read([at("2026-03-01T23:59:59.999Z")]) == [])
  }

  @Test func `a conversation that began on another day is left to the query of that day`() throws {
    let early = RecordExample.record(start: "2026-03-01T23:59:59.999Z")
    #expect(try RecordExample.read([early]) == [])
    // A job has no such days: what happened in its interval is its own.
    let page = try RecordPage(
      Array(RecordExample.page([early]).utf8), of: try RecordExample.query(.job))
    #expect(page.conversations?.flatMap(\.events).count == 1)
  }

  @Test func `an id in capitals is the same id`() throws {
    let record = RecordExample.record(
      RecordExample.conversation.uppercased(), queue: Example.queue.text.uppercased())
    let event = try #require(try RecordExample.read([record]).first)
    #expect(event.conversation == RecordExample.conversation)
    #expect(event.series == Self.inbound)
  }

  @Test func `an event belongs to the queue in which its session was before it`() throws {
    let segments = [segment(Example.other, "08:05:00"), segment(Example.queue, "08:01:00")]
    func kept(_ time: String) throws -> Int {
      try RecordExample.read([record([event("tAcw", time, 1)], segments)]).count
    }
    // At the start of its first stay, and until the very end of it.
    #expect(try kept("08:01:00") == 1)
    #expect(try kept("08:05:00") == 1)
    #expect(try kept("08:05:00.001") == 0)
  }

  @Test func `a session that never was in a queue is no queue's work`() throws {
    #expect(
      try RecordExample.read([
        record([event("tHandle", "08:05:00", 1)], [#"{"segmentStart": "2026-03-02T08:01:00Z"}"#])
      ]) == [])
  }
}
