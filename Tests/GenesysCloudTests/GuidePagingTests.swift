import Figures
import GenesysCloud
import Synchronization
import Testing

@Suite struct GuidePagingTests {
  private typealias Guide = GuideExample
  private static let path = Guide.next

  /// Fetches one query from a service that answers from a list, in order.
  private func fetch(
    _ service: FakeService, clock: SteppingClock = SteppingClock()
  ) async throws -> (answers: [FetchedAnswer], error: FetchError?) {
    let answers = Mutex<[FetchedAnswer]>([])
    let fetcher = Fetcher(
      session: try service.session(clock),
      dialect: .guide(try Guide.definitions(), timeZoneID: "Europe/Berlin"),
      now: { Instant(seconds: 1_800_000_000) })
    let query = try Guide.query()
    let error = await failure {
      try await fetcher.fetch([query]) { answer in answers.withLock { $0.append(answer) } }
    }
    return (answers.withLock { $0 }, error)
  }

  private static func link(_ target: String) -> [String: String] {
    ["Link": "<\(target)>; rel=\"next\""]
  }

  private static func page(_ buckets: [Int], next: String? = nil, total: Int? = nil) -> String {
    Guide.page(
      buckets.map { Guide.row(bucket: $0, ["offered": "\($0 + 1)"]) },
      #""next":\#(next.map { #""\#($0)""# } ?? "null")"#,
      #""total":\#(total.map(String.init) ?? "null")"#)
  }

  private static func pages(_ texts: String...) -> FakeService {
    .scripted(texts.map { .json($0) })
  }

  @Test func `walks to the last page, in every way that links are written`() async throws {
    let host = "https://api.mypurecloud.de"
    let service = FakeService.scripted([
      .json(Self.page([0, 1], next: Self.path + "?pageToken=b%2B%7E", total: 6)),
      .json(
        Self.page([2], total: 6), status: 200,
        ["link": "<\(host)/x>; rel=prev, <\(Self.path)?pageToken=c&n=2>; title=\"a, b\"; rel=next"]),
      .json(
        Self.page([3, 4], next: host + Self.path + "?pageToken=d"), status: 200,
        Self.link("HTTPS://API.mypurecloud.de:443\(Self.path)?pageToken=d")),
      .json(Self.page([5], total: 6)),
    ])
    let (answers, error) = try await fetch(service)
    #expect(error == nil)
    let answer = try #require(answers.first)
    #expect(answers.count == 1)
    #expect(answer.rows.map { $0.tally[.offered] } == [1, 2, 3, 4, 5, 6])
    #expect(
      answer.pages.map(\.body)
        == answer.pages.indices.map { index in
          [
            Self.page([0, 1], next: Self.path + "?pageToken=b%2B%7E", total: 6),
            Self.page([2], total: 6), Self.page([3, 4], next: host + Self.path + "?pageToken=d"),
            Self.page([5], total: 6),
          ].map { Array($0.utf8) }[index]
        })
    #expect(
      answer.pages.map(\.request.target) == [
        Self.path, Self.path + "?pageToken=b%2B%7E", Self.path + "?pageToken=c&n=2",
        Self.path + "?pageToken=d",
      ])
    // The same query each time, with the token as text.
    let bodies = answer.pages.map { String(decoding: $0.request.body, as: UTF8.self) }
    for (body, token) in zip(bodies.dropFirst(), ["b+~", "c", "d"]) {
      #expect(
        body
          == bodies[0].replacing(
            #""pageSize":1000"#, with: #""pageSize":1000,"pageToken":"\#(token)""#))
    }
    #expect(answer.pages.allSatisfy { $0.request.method == .post })
  }

  @Test(arguments: [404, 405])
  func `asks with the link alone where the service wants that`(status: Int) async throws {
    let service = FakeService { (request, _) throws(FetchError) in
      if request.host == .login { return .token() }
      if request.target == Self.path {
        return .json(Self.page([0], next: Self.path + "?pageToken=b"))
      }
      guard request.method == .get, request.body.isEmpty else { return Response(status: status) }
      return request.target.hasSuffix("b")
        ? .json(Self.page([1], next: Self.path + "?pageToken=c")) : .json(Self.page([2]))
    }
    let (answers, error) = try await fetch(service)
    #expect(error == nil)
    #expect(answers.first?.rows.count == 3)
    // Once it is known, no page is asked for in vain.
    #expect(service.apiRequests.map(\.method) == [.post, .post, .get, .get])
  }

  @Test func `fails when the first page is not there`() async throws {
    let (answers, error) = try await fetch(FakeService.scripted([.json("", status: 404)]))
    #expect(answers == [])
    #expect(error?.reason == .refused(status: 404, code: nil, message: ""))
  }

  @Test func `lets one page be empty before the last`() async throws {
    let (answers, error) = try await fetch(
      Self.pages(
        Self.page([0], next: Self.path + "?pageToken=b"),
        Self.page([], next: Self.path + "?pageToken=c"), Self.page([1], total: 2)))
    #expect(error == nil)
    #expect(answers.first?.rows.count == 2)
  }

  @Test(arguments: [
    // What stands on every later page, and why it is refused.
    (page([1], next: path + "?pageToken=b"), "page 2 leads back to one that was read before"),
    (page([1], next: path), "page 2 leads back to one that was read before"),
    (page([1], next: path + "?n=7&pageToken=b"), "page 2 leads back to one that was read before"),
    (page([0]), "page 2, row 1: it repeats an earlier row"),
    (page([1], total: 3), "page 2 tells of 3 rows, one before it of 4"),
    (page([1, 2, 3, 4], total: 4), "page 2 brings more rows than the total of 4"),
    (page([1]), "2 rows came, where the total is 4"),
    (page([1], next: path + "?pageToken="), "the next link has no token"),
    (page([1], next: path + "?pageToken=%zz"), "the next link has no token"),
    (page([1], next: path + "?pageToken=%ff"), "the next link has no token"),
    (page([1], next: path + "?pageToken=x&pageToken=y"), "the next link has two tokens"),
    (page([1], next: ""), "the next link is none"),
    (page([1], next: path + "?pageToken=x#y"), "the next link is none"),
    (page([1], next: path + "?pageToken=x y"), "the next link is none"),
    (page([1], next: "?pageToken=x"), "the next link leads away from \(path)"),
    (page([1], next: "/api/v2/oauth/clients"), "the next link leads away from \(path)"),
    (page([1], next: path + "/../../../oauth"), "the next link climbs up"),
    (page([1], next: path + "/%2e%2E/x"), "the next link climbs up"),
  ])
  func `refuses pages that contradict each other`(later: String, why: String) async throws {
    let service = FakeService { (request, _) throws(FetchError) in
      if request.host == .login { return .token() }
      return .json(
        request.target == Self.path
          ? Self.page([0], next: Self.path + "?pageToken=b", total: 4) : later)
    }
    let (answers, error) = try await fetch(service)
    #expect(answers == [])
    #expect(error?.reason == .contradiction(why))
    #expect(error?.place == "POST \(Self.path)")
    #expect(error?.explanation.status == .badData)
    // Read once more from the first page, then given up.
    #expect(service.apiRequests.count { $0.target == Self.path } == 2)
  }

  @Test func `refuses pages that go on with nothing on them`() async throws {
    let service = FakeService { (request, _) throws(FetchError) in
      if request.host == .login { return .token() }
      let number = request.target.split(separator: "=").last.flatMap { Int($0) } ?? 0
      return .json(Self.page([], next: Self.path + "?pageToken=\(number + 1)"))
    }
    let (_, error) = try await fetch(service)
    #expect(error?.reason == .contradiction("page 2 is empty like one before, and not the last"))
  }

  @Test func `reads the pages again when rows came in between`() async throws {
    let (answers, error) = try await fetch(
      Self.pages(
        // A row is gone from the second page, as its place has moved to the first.
        Self.page([0], next: Self.path + "?pageToken=b", total: 3), Self.page([2], total: 3),
        Self.page([0, 1], next: Self.path + "?pageToken=c", total: 3), Self.page([2], total: 3)))
    #expect(error == nil)
    #expect(answers.first?.rows.map { $0.tally[.offered] } == [1, 2, 3])
    #expect(answers.first?.pages.count == 2)
  }

  @Test(arguments: [
    "https://evil.example/api/v2/reporting/reports/queries?pageToken=b",
    "//evil.example/api/v2/reporting/reports/queries", "http://api.mypurecloud.de\(path)",
    "https://api.mypurecloud.de:444\(path)", "https://api.mypurecloud.de@evil.example\(path)",
    "https://api.mypurecloud.de.evil.example\(path)", "ftp://api.mypurecloud.de\(path)",
  ])
  func `sends nothing to another host`(link: String) async throws {
    for isInHeader in [false, true] {
      let service = FakeService.scripted([
        isInHeader
          ? .json(Self.page([0]), status: 200, Self.link(link))
          : .json(Self.page([0], next: link))
      ])
      let (answers, error) = try await fetch(service)
      #expect(answers == [])
      #expect(error?.explanation.status == .permission)
      #expect(service.apiRequests.count == 1)
    }
  }

  @Test func `refuses a header and a body that disagree`() async throws {
    let page = Response.json(
      Self.page([0], next: Self.path + "?pageToken=b"), status: 200,
      Self.link(Self.path + "?pageToken=c"))
    let (_, error) = try await fetch(FakeService.scripted(Array(repeating: page, count: 3)))
    #expect(error?.reason == .contradiction("body and header link to different next pages"))
  }

  @Test func `asks for one page again when only that one was spoiled`() async throws {
    let service = Self.pages(
      Self.page([0], next: Self.path + "?pageToken=b"), "{\"rows\":[", Self.page([0]),
      Self.page([1]))
    let (answers, error) = try await fetch(service)
    #expect(error == nil)
    #expect(answers.first?.rows.count == 2)
    #expect(service.apiRequests.map(\.target).dropFirst().allSatisfy { $0.hasSuffix("=b") })
  }

  @Test func `splits a query whose later page is too large`() async throws {
    let service = FakeService { (request, _) throws(FetchError) in
      if request.host == .login { return .token() }
      let body = String(decoding: request.body, as: UTF8.self)
      let isWhole =
        body.contains(#""sinceTimestamp":1772438400000"#)
        && body.contains(#""untilTimestamp":1772442000000"#)
      guard isWhole else { return .json(Self.page([])) }
      return request.target == Self.path
        ? .json(Self.page([0], next: Self.path + "?pageToken=b")) : .json("", status: 413)
    }
    let (answers, error) = try await fetch(service)
    #expect(error == nil)
    // Nothing of the page that had come is delivered.
    #expect(answers.map(\.query.buckets) == [6, 6])
    #expect(answers.flatMap(\.rows) == [])
  }
}
