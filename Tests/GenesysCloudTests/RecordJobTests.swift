import Figures
import Foundation
import GenesysCloud
import Testing

/// Jobs: submitted once, looked at with growing pauses, read by cursor.
@Suite struct RecordJobTests {
  private static let job = "10b00000-0000-4000-8000-00000000000a"

  /// A service whose job goes through these states and has these pages of results.
  private func service(
    states: [String] = ["FULFILLED"], pages: [String] = ["{}"], submissions: [Response] = []
  ) -> FakeService {
    FakeService { (request, number) throws(FetchError) in
      guard request.host == .api else { return .token() }
      let path = request.target.prefix { $0 != "?" }
      if path.hasSuffix("/jobs") {
        return number <= submissions.count
          ? submissions[number - 1] : .json(#"{"jobId": "\#(Self.job)"}"#, status: 202)
      }
      if path.hasSuffix("/\(Self.job)") {
        let state = number <= states.count ? states[number - 1] : states.last ?? ""
        return .json(#"{"state": "\#(state)", "errorMessage": "canary"}"#)
      }
      guard path.hasSuffix("/results") else { return .json("{}", status: 404) }
      let place =
        request.target.components(separatedBy: "cursor=").dropFirst().first
        .flatMap { Int($0.suffix(1)) } ?? 0
      return .json(pages[place])
    }
  }

  private func fetch(_ service: FakeService, _ clock: SteppingClock = SteppingClock())
    async throws -> FetchedRecords
  {
    try await RecordExample.fetcher(service, clock).fetch(try RecordExample.query(.job))
  }

  private func record(_ number: Int) -> String { RecordExample.record(RecordExample.id(number)) }

  @Test func `is submitted, looked at until it is done, and read by cursor`() async throws {
    let service = service(
      states: ["QUEUED", "PENDING", "FULFILLED"],
      pages: [
        RecordExample.page([record(1), record(2)], cursor: "a&b=1"),
        RecordExample.page([record(2), record(3)]),
      ])
    let records = try await fetch(service)
    #expect(records.events.map(\.conversation) == (1...3).map(RecordExample.id))
    let base = "/api/v2/analytics/conversations/details/jobs"
    #expect(
      service.apiRequests.map(\.target) == [
        base, "\(base)/\(Self.job)", "\(base)/\(Self.job)", "\(base)/\(Self.job)",
        "\(base)/\(Self.job)/results?pageSize=1000",
        "\(base)/\(Self.job)/results?pageSize=1000&cursor=a%26b%3D1",
      ])
    // The cursor is the service's own text and is not kept.
    #expect(
      records.pages.map(\.path) == [
        base, "\(base)/\(Self.job)/results", "\(base)/\(Self.job)/results",
      ])
  }

  @Test func `is looked at after two seconds, then less and less often, up to a minute`() {
    var wait = JobWait(began: .seconds(100))
    var pauses = [wait.first()]
    while pauses.count < 12, case .look(let pause) = wait.step("PENDING", at: .seconds(101)) {
      pauses.append(pause)
    }
    let expected: [Duration] = [
      .seconds(2), .seconds(3), .milliseconds(4500), .milliseconds(6750),
    ]
    #expect(Array(pauses.prefix(4)) == expected)
    #expect(pauses.last == .seconds(60))
    #expect(pauses.count == 12)
  }

  @Test func `is given up after half an hour`() async throws {
    var wait = JobWait(began: .zero)
    if case .fail = wait.step("QUEUED", at: .seconds(1799)) { Issue.record("given up too early") }
    let clock = SteppingClock()
    let error = await failure { _ = try await fetch(service(states: ["QUEUED"]), clock) }
    #expect(error?.reason == .jobTookTooLong(minutes: 30))
    #expect(error?.explanation.status == .tryAgainLater)
    #expect(clock.now >= .seconds(1800) && clock.now < .seconds(1870))
  }

  @Test(arguments: [
    ("FAILED", Figures.ExitStatus.unavailable), ("CANCELLED", .unavailable),
    ("EXPIRED", .tryAgainLater), ("canary +442079460123", .badData),
  ])
  func `that ends otherwise is a failure of its own`(state: String, status: Figures.ExitStatus)
    async throws
  {
    let error = await failure { _ = try await fetch(service(states: ["PENDING", state])) }
    #expect(error?.explanation.status == status)
    #expect(error?.explanation.place?.contains(Self.job) == true)
    #expect(error?.explanation.what.contains("canary") == false)
  }

  @Test(arguments: [500, 502, 503, 504, 408, 409])
  func `whose submission may have been taken is not submitted again`(status: Int) async throws {
    let service = service(submissions: [Response(status: status)])
    let error = await failure { _ = try await fetch(service) }
    #expect(error != nil)
    #expect(service.apiRequests.count == 1)
  }

  @Test func `whose submission cannot be read is not submitted again`() async throws {
    for body in ["", #"{"jobId": "../../x"}"#, #"{"jobId": 5}"#] {
      let service = service(submissions: [.json(body, status: 202)])
      let error = await failure { _ = try await fetch(service) }
      #expect(error?.explanation.status == .badData)
      #expect(service.apiRequests.count == 1)
    }
  }

  @Test func `whose submission was turned away for its rate or token is submitted again`()
    async throws
  {
    let service = service(
      submissions: [Response(status: 401), .json("{}", status: 429, ["Retry-After": "2"])])
    #expect(try await fetch(service).events == [])
    #expect(service.apiRequests.count { $0.method == .post } == 3)
  }

  @Test func `whose cursor comes again would never end`() async throws {
    let error = await failure {
      _ = try await fetch(
        service(pages: [
          RecordExample.page([record(1)], cursor: "1"),
          RecordExample.page([record(2)], cursor: "1"),
        ]))
    }
    #expect(error?.explanation.what.contains("cursor") == true)
    #expect(error?.explanation.status == .badData)
  }

  @Test func `that hands out nothing new behind every cursor would never end`() async throws {
    let pages = (1...9).map { RecordExample.page([record(1)], cursor: "\($0)") }
    let error = await failure { _ = try await fetch(service(pages: pages)) }
    #expect(error?.explanation.what.contains("3 pages in a row") == true)
  }

  @Test func `is not asked about what its data does not hold yet`() async throws {
    func check(_ date: String) async -> FetchError? {
      let service = FakeService { (request, _) throws(FetchError) in
        request.host == .login ? .token() : .json(#"{"dataAvailabilityDate": "\#(date)"}"#)
      }
      return await failure {
        try await RecordExample.fetcher(service).requireAvailability(
          of: try RecordExample.day("2026-03-02", "2026-03-03"))
      }
    }
    #expect(await check("2026-03-03T00:00:00Z") == nil)
    let error = await check("2026-03-02T23:59:59Z")
    #expect(error?.explanation.status == .tryAgainLater)
    #expect(error?.explanation.what.contains("2026-03-02T23:59:59Z") == true)
    #expect(await check("canary")?.explanation.status == .badData)
  }

  @Test func `whose results reach less far than its interval are refused`() async throws {
    let error = await failure {
      _ = try await fetch(
        service(pages: [
          #"{"conversations": [], "dataAvailabilityDate": "2026-03-02T20:00:00Z"}"#
        ]))
    }
    #expect(error?.explanation.status == .tryAgainLater)
    #expect(error?.explanation.what.contains("2026-03-02T20:00:00Z") == true)
  }
}
