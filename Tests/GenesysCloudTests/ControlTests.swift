import Figures
import GenesysCloud
import Synchronization
import Testing

/// Totals that are asked for by another way, and what becomes of figures that do not add up to them.
@Suite struct ControlTests {
  private static let recorded = CounterSet([.offered, .wait, .waitAnswered])

  private func controls(
    days: Int = 1, queues: Int = 1, hours: Int = 24
  ) throws -> [ControlQuery] {
    let days = try Example.days(
      from: "2026-03-01T00:00:00Z", hours: Array(repeating: hours, count: days))
    return ControlQuery.covering(
      Window(days.starts[0], days.end), queues: Example.queues(queues),
      settings: try Example.settings(recorded: Self.recorded), localDayStarts: days.starts)
  }

  private func row(
    _ offered: Int, waits: (answered: Int, all: Int) = (0, 0), hour: Int = 9, queue: Int = 0,
    media: String = "voice"
  ) throws -> TallyRow {
    var tally = Tally(recorded: Self.recorded)
    tally[.offered] = offered
    tally[.waitAnswered] = waits.answered
    tally[.wait] = waits.all
    return TallyRow(
      series: Series(queue: Example.queues(9)[queue], media: media, direction: "inbound"),
      start: try Instant("2026-03-01T00:00:00Z") + hour * 3600, tally: tally)
  }

  private static func answer(
    _ metrics: String,
    interval: String = "2026-03-01T00:00:00.000Z/2026-03-02T00:00:00.000Z"
  ) -> String {
    #"{"results": [{"group": {}, "data": [{"interval": "\#(interval)", "metrics": [\#(metrics)]}]}]}"#
  }

  private static func offered(_ count: Int) -> String {
    answer(#"{"metric": "nOffered", "stats": {"count": \#(count)}}"#)
  }

  @Test(arguments: [(31, 1, 1), (32, 1, 2), (62, 51, 4), (1, 50, 1)])
  func `takes as few requests as a request may have days and queues`(
    days: Int, queues: Int, count: Int
  ) throws {
    let controls = try controls(days: days, queues: queues)
    #expect(controls.count == count)
    #expect(Set(controls.map(\.key)).count == count)
    let hours = controls.reduce(0) { $0 + $1.window.seconds / 3600 * $1.queues.count }
    #expect(hours == days * 24 * queues)
  }

  @Test func `asks without groups and granularity, in the published form`() throws {
    let request = try PublishedControl.request(for: try controls(queues: 2)[0])
    let text = String(decoding: request.body, as: UTF8.self)
    #expect(!text.contains("groupBy") && !text.contains("granularity"))
    #expect(text.contains(#""interval":"2026-03-01T00:00:00.000Z/2026-03-02T00:00:00.000Z""#))
    let schema = try SchemaValidator("conversation-aggregates.request")
    #expect(try schema.faults(in: request.body) == [])
  }

  @Test func `reads a total, and nothing as nothing`() throws {
    let control = try controls()[0]
    let total = try PublishedControl.total(in: Array(Self.offered(12).utf8), for: control)
    #expect(total[.offered] == 12 && total[.wait] == 0)
    for empty in ["{}", #"{"results": []}"#, #"{"results": [{"group": {}, "data": []}]}"#] {
      let total = try PublishedControl.total(in: Array(empty.utf8), for: control)
      #expect(total == Tally(recorded: Self.recorded))
    }
  }

  @Test(arguments: [
    answer("", interval: "2026-03-01T00:00:00.000Z/2026-03-01T00:05:00.000Z"),
    #"{"results": [{"group": {"queueId": "90e0e000-0000-4000-8000-000000000100"}, "data": []}]}"#,
    #"{"results": [{"group": {}, "data": []}, {"group": {}, "data": []}]}"#,
    answer(#"{"metric": "nOffered", "stats": {"count": -1}}"#),
    "<html></html>",
  ])
  func `believes no other answer`(text: String) throws {
    let control = try controls()[0]
    #expect(throws: FetchError.self) {
      try PublishedControl.total(in: Array(text.utf8), for: control)
    }
  }

  @Test func `adds up the rows of its own window, queues and media`() throws {
    let control = try controls(queues: 2)[0]
    let rows = try [
      row(3), row(4, hour: 23, queue: 1), row(50, hour: 24), row(60, queue: 2),
      row(70, media: "email"),
    ]
    var total = Tally(recorded: Self.recorded)
    total[.offered] = 7
    try control.check(total, against: rows)
    total[.offered] = 8
    let error = try #require(throws: FetchError.self) { try control.check(total, against: rows) }
    #expect(error.reason == .totalDiffers("offered", parts: 7, total: 8))
    #expect(error.isDifferingTotal)
  }

  @Test func `does not believe that nobody waited when the answered did`() throws {
    let control = try controls()[0]
    let rows = [try row(1, waits: (4000, 0))]
    let error = try #require(throws: FetchError.self) {
      try control.check(rows[0].tally, against: rows)
    }
    #expect(error.explanation.status == .badData)
    let honest = [try row(1, waits: (4000, 4000))]
    try control.check(honest[0].tally, against: honest)
  }

  /// Answers with what is left of a list, and remembers how many hours were asked for.
  private func check(
    _ controls: [ControlQuery], answers: [Response], rows: [TallyRow], done: Set<String> = []
  ) async throws -> (agreed: [String], asked: Int, error: FetchError?) {
    let service = FakeService.scripted(answers)
    let agreed = Mutex<[String]>([])
    let session = try service.session()
    let error = await failure {
      try await Controller(session: session, now: { Instant(seconds: 1_800_000_000) })
        .check(controls, skipping: done, against: rows) { found in
          agreed.withLock { $0.append(found.control.key) }
        }
    }
    return (agreed.withLock { $0 }, service.apiRequests.count, error)
  }

  @Test func `goes on until one differs, and keeps those that agreed`() async throws {
    let controls = try controls(days: 62)
    let rows = [try row(5)]
    let second = #"{"results": []}"#
    let fine = try await check(
      controls,
      answers: [
        .json(
          Self.answer(
            #"{"metric": "nOffered", "stats": {"count": 5}}"#,
            interval: "2026-03-01T00:00:00.000Z/2026-04-01T00:00:00.000Z")), .json(second),
      ], rows: rows)
    #expect(fine.error == nil)
    #expect(fine.agreed == controls.map(\.key))

    let wrong = try await check(controls, answers: [.json(second)], rows: rows)
    #expect(wrong.error?.reason == .totalDiffers("offered", parts: 5, total: 0))
    #expect(wrong.agreed.isEmpty && wrong.asked == 1)
  }

  @Test func `asks for halves of what is too large, and for nothing twice`() async throws {
    let controls = try controls(days: 2)
    let empty = Response.json(#"{"results": []}"#)
    let halves = try await check(
      controls, answers: [Response(status: 413), empty, empty], rows: [])
    #expect(halves.error == nil)
    #expect(halves.asked == 3 && halves.agreed.count == 2)

    let again = try await check(controls, answers: [], rows: [], done: Set(controls.map(\.key)))
    #expect(again.error == nil && again.asked == 0)

    let tooLarge = try await check(try self.controls(), answers: [Response(status: 413)], rows: [])
    #expect(tooLarge.error?.asksForLess == true)
  }
}
