import Figures
import GenesysCloud
import Testing

@Suite struct GuideObservationTests {
  private func read(
    _ service: FakeService, queues: [QueueID] = [Example.queue, Example.other]
  ) async throws -> [QueueNow] {
    try await GuideObservations.read(queues, media: ["voice"], through: service.session())
  }

  private static func item(
    _ queue: String = "101", media: String = "voice", at: String = "909964900000",
    _ measures: String = #""waiting":0,"interacting":2"#
  ) -> String {
    #"{"queueId":"90e0e000-0000-4000-8000-000000000\#(queue)","queueName":"PS","#
      + #""mediaType":"\#(media)","observedAt":\#(at),"measures":{\#(measures)}}"#
  }

  private static func answer(_ items: String...) -> Response {
    .json(#"{"queues":[\#(items.joined(separator: ","))]}"#)
  }

  @Test func `reads each queue and medium that was asked for`() async throws {
    let service = FakeService.scripted([
      Self.answer(
        Self.item(
          "102",
          #""waiting":3,"interacting":2.0,"longestWaitSeconds":12.345,"agentsOnQueue":5,"#
            + #""agentsIdle":0,"overSla":1"#),
        Self.item("101", #""waiting":0,"interacting":2,"agentsIdle":null"#),
        Self.item("101", media: "email", #""waiting":-1,"interacting":2"#))
    ])
    #expect(
      try await read(service) == [
        QueueNow(
          queue: Example.queue, media: "voice", waiting: 0, interacting: 2,
          observedAt: Instant(milliseconds: 909_964_900_000)),
        QueueNow(
          queue: Example.other, media: "voice", waiting: 3, interacting: 2,
          longestWaitMilliseconds: 12_345, agentsOnQueue: 5, agentsIdle: 0,
          observedAt: Instant(milliseconds: 909_964_900_000)),
      ])
    #expect(
      service.apiRequests.map(\.target) == [
        "/api/v2/analytics/measures?queueId=\(Example.queue.text)&queueId=\(Example.other.text)"
      ])
  }

  @Test func `asks under the other name where the first is unknown`() async throws {
    let service = FakeService.scripted([.json("", status: 404), Self.answer(Self.item())])
    #expect(try await read(service).map(\.interacting) == [2])
    #expect(
      service.apiRequests.map(\.name) == [
        "GET /api/v2/analytics/measures", "GET /api/v2/analytics/queues",
      ])
  }

  @Test func `asks for fifty queues at a time, with harmless ids`() async throws {
    let service = FakeService.scripted([Self.answer(), Self.answer()])
    _ = try await read(service, queues: Example.queues(50) + [QueueID("a&b=c é")])
    #expect(service.apiRequests.map { $0.target.split(separator: "&").count } == [50, 1])
    #expect(service.apiRequests.last?.target.hasSuffix("?queueId=a%26b%3Dc%20%C3%A9") == true)
  }

  @Test(arguments: [
    (answer(item("103")), "the queue '90e0e000-0000-4000-8000-000000000103', which was not asked"),
    (answer(item(), item()), "comes twice for one medium"),
    (answer(item("101", #""waiting":-1,"interacting":2"#)), "101: 'waiting' is negative"),
    (
      answer(item("101", #""waiting":0.5,"interacting":2"#)),
      "'waiting' is too large or no whole number"
    ),
    (answer(item("101", #""waiting":1e18,"interacting":2"#)), "'waiting' is too large"),
    (answer(item("101", #""waiting":"1","interacting":2"#)), "is of the wrong kind"),
    (answer(item("101", #""waiting":null,"interacting":2"#)), "waiting' is"),
    (answer(item("101", #""interacting":2"#)), "waiting' is missing"),
    (
      answer(item("101", #""waiting":1,"interacting":2,"longestWaitSeconds":0.0001"#)),
      "'longestWaitSeconds' is too large or no whole number"
    ),
    (answer(item("101", #""waiting":1,"waiting":2,"interacting":2"#)), "names a member twice"),
    (answer(item(at: "909964900")), "'observedAt' is no moment of our time"),
    (answer(item(at: #""1998-11-02""#)), "is of the wrong kind"),
    (.json("{}"), "'queues' is missing"), (.json("<html>"), "it is no JSON"),
  ])
  func `refuses what cannot be true`(response: Response, why: String) async throws {
    let error = await failure {
      _ = try await read(FakeService.scripted(Array(repeating: response, count: 3)))
    }
    #expect(error?.explanation.status == .badData)
    #expect(error?.explanation.what.contains(why) == true, "\(error?.explanation.what ?? "")")
    #expect(error?.place == "GET /api/v2/analytics/measures")
  }
}
