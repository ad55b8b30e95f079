import Figures
import GenesysCloud
import Synchronization
import Testing

@Suite struct QueueMemberTests {
  private static let path = "/api/v2/routing/queues/\(Example.queue.text)/members"

  private static func id(_ number: Int) -> String {
    "05e40000-0000-4000-8000-000000000" + number.digits(3)
  }

  private static func agents(_ numbers: Range<Int>) -> Set<AgentID> {
    Set(numbers.map { AgentID(id($0)) })
  }

  private static func page(_ numbers: Range<Int>, next: String? = nil) -> Response {
    let entities = numbers.map { #"{"id": "\#(id($0))", "name": "Canary \#($0)"}"# }
    let link = next.map { #", "nextUri": "\#($0)""# } ?? ""
    return .json(#"{"entities": [\#(entities.joined(separator: ","))]\#(link)}"#)
  }

  private func directory(_ responses: [Response]) throws -> (Directory, FakeService) {
    let service = FakeService.scripted(responses)
    return (Directory(session: try service.session()), service)
  }

  @Test func `follows the links until there is none`() async throws {
    let (directory, service) = try directory([
      Self.page(0..<100, next: "\(Self.path)?pageSize=100&pageNumber=2"),
      // A change of the list brings one member twice.
      Self.page(99..<199, next: "https://api.mypurecloud.de\(Self.path)?pageNumber=3"),
      Self.page(199..<299),
    ])
    #expect(try await directory.members(of: Example.queue) == Self.agents(0..<299))
    #expect(
      service.apiRequests.map(\.target) == [
        "\(Self.path)?pageSize=100", "\(Self.path)?pageSize=100&pageNumber=2",
        "\(Self.path)?pageNumber=3",
      ])
  }

  @Test func `ends with a page that is not full, whatever it links to`() async throws {
    let (directory, service) = try directory([
      Self.page(0..<3, next: "\(Self.path)?pageNumber=2")
    ])
    #expect(try await directory.members(of: Example.queue) == Self.agents(0..<3))
    #expect(service.apiRequests.count == 1)
    let (empty, _) = try self.directory([Self.page(0..<0)])
    #expect(try await empty.members(of: Example.queue) == [])
  }

  @Test(arguments: [
    "https://elsewhere.example/api/v2/routing/queues/x/members", "//elsewhere.example/members",
  ])
  func `a link to another host is not followed`(link: String) async throws {
    let (directory, service) = try directory([Self.page(0..<100, next: link)])
    let error = await failure { _ = try await directory.members(of: Example.queue) }
    #expect(error?.explanation.status == .permission)
    #expect(service.apiRequests.count == 1)
  }

  @Test(arguments: [
    // Back to the first page, to another list, and to a page that brings the same again.
    "\(path)?pageSize=100", "/api/v2/users?pageNumber=2", "\(path)?pageNumber=2",
  ])
  func `a list that leads in a circle or away is refused`(link: String) async throws {
    let service = FakeService { (request, _) throws(FetchError) in
      request.host == .login ? .token() : Self.page(0..<100, next: link)
    }
    let directory = Directory(session: try service.session())
    let error = await failure { _ = try await directory.members(of: Example.queue) }
    #expect(error?.explanation.status == .badData)
    let text = try #require(error).explanation.what
    #expect(!text.contains("05e4"))
    #expect(service.apiRequests.count < 20)
  }

  @Test func `an answer of another shape is refused without its content`() async throws {
    let (directory, _) = try directory(
      Array(repeating: .json(#"{"entities": [{"name": "Canary"}]}"#), count: 3))
    let error = await failure { _ = try await directory.members(of: Example.queue) }
    #expect(error?.explanation.status == .badData)
    let text = try #require(error).explanation.what
    #expect(!text.contains("Canary"))
  }

  @Test func `reads several queues at once, each its own`() async throws {
    let service = FakeService { (request, _) throws(FetchError) in
      if request.host == .login { return .token() }
      return request.target.contains(Example.other.text) ? Self.page(5..<7) : Self.page(0..<2)
    }
    let directory = Directory(session: try service.session())
    #expect(
      try await directory.members(of: [Example.queue, Example.other]) == [
        Example.queue: Self.agents(0..<2), Example.other: Self.agents(5..<7),
      ])
  }

  @Test func `finds the agents whom nobody knows, a hundred at a time`() async throws {
    let service = FakeService { (request, number) throws(FetchError) in
      if request.host == .login { return .token() }
      return request.target.contains(Self.id(0)) ? Self.page(0..<99) : Self.page(100..<150)
    }
    let directory = Directory(session: try service.session())
    let strangers = try await directory.strangers(among: Self.agents(0..<150).sorted())
    #expect(strangers == [AgentID(Self.id(99))])
    #expect(service.apiRequests.count == 2)
    #expect(
      service.apiRequests.allSatisfy {
        $0.target.hasPrefix("/api/v2/users?state=any&pageSize=100&id=")
      })
  }
}
