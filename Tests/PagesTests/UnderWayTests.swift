import Figures
import Foundation
import Pages
import Testing

/// The day of two queues, fetched in the middle of its morning.
@Suite struct UnderWayTests {
  private let files: [String: String]

  init() throws {
    var day = ExampleDay()
    day.gap = nil
    day.until = "2026-11-01T10:05:00Z"
    let at = try Instant("2026-11-01T10:21:07Z")
    day.observations = [
      QueueNow(
        queue: QueueID("a1"), media: "voice", waiting: 4, interacting: 11,
        longestWaitMilliseconds: 83_500, agentsOnQueue: 12, agentsIdle: 0, observedAt: at),
      QueueNow(queue: QueueID("b2"), media: "voice", waiting: 0, interacting: 2, observedAt: at),
    ]
    files = try day.files()
  }

  @Test func `the present stands in a box of its own that says so`() throws {
    let page = try #require(files["2026-11-01/index.html"])
    #expect(page.contains("<h2 id=\"now\">Right now</h2>"))
    #expect(page.contains("Real-time values of the service, not part of any figure on this page"))
    #expect(page.contains("1 November 2026, 05:21"))
    // 83.5 s, half a second up.
    #expect(page.contains("data-value=\"83.500\">1:24</td>"))
    #expect(page.contains("data-value=\"\">–</td>"))
    #expect(page.contains("under way: figures up to 1 November 2026, 05:05"))
    #expect(
      files["2026-11-01/data/now.csv"]
        == "queue_id,media,observed,waiting,longest_wait,interacting,agents_on_queue,agents_idle\r\n"
        + "a1,voice,2026-11-01T10:21:07Z,4,83.500,11,12,0\r\n"
        + "b2,voice,2026-11-01T10:21:07Z,0,,2,,\r\n")
  }

  @Test func `what has not happened yet is missing and never zero`() throws {
    let rows = try #require(files["2026-11-01/data/intervals.csv"])
      .components(separatedBy: "\r\n").filter { $0.hasPrefix("a1,") }
    // From 04:00 UTC: 73 closed intervals of 300.
    #expect(rows.count == 300)
    #expect(rows.prefix(73).allSatisfy { $0.hasSuffix(",final") })
    #expect(rows.dropFirst(73).allSatisfy { $0.hasSuffix(",missing") })
  }

  @Test func `the method page tells what was remarkable about the fetch`() throws {
    let page = try #require(files["2026-11-01/method.html"])
    #expect(page.contains("the service refused <bdi>PT1M</bdi>"))
    #expect(
      page.contains("which the operator allowed for this fetch: <bdi>routing:queue:edit</bdi>"))
    #expect(page.contains("<code>2026-11-01T10:05:00Z</code>"))
  }

  @Test func `a finished day has no such box`() throws {
    let page = try #require(try ExampleDay().files()["2026-11-01/index.html"])
    #expect(!page.contains("Right now"))
    #expect(try ExampleDay().files()["2026-11-01/data/now.csv"] == nil)
  }
}
