package import Figures

extension Directory {
  /// The members of each of these queues, several lists at once.
  package func members(of queues: [QueueID]) async throws -> [QueueID: Set<AgentID>] {
    try await withThrowingTaskGroup(of: (QueueID, Set<AgentID>).self) { group in
      var rest = queues[...]
      func start() {
        guard let queue = rest.popFirst() else { return }
        group.addTask { (queue, try await members(of: queue)) }
      }
      for _ in 0..<session.concurrency { start() }
      var found: [QueueID: Set<AgentID>] = [:]
      while let (queue, agents) = try await group.next() {
        found[queue] = agents
        start()
      }
      return found
    }
  }

  /// The members of a queue now, whether or not they have joined it.
  ///
  /// The list knows no total: it ends without a next link, or with a page that is not full. It may
  /// change while it is paged, so a member may come twice; pages that lead in a circle are read
  /// once more from the first, and then refused. Names and addresses are not read.
  package func members(of queue: QueueID) async throws -> Set<AgentID> {
    do {
      return try await walk(queue)
    } catch let error as FetchError where error.isCircle {
      return try await walk(queue)
    }
  }

  private static let pageSize = 100

  private func walk(_ queue: QueueID) async throws -> Set<AgentID> {
    guard !queue.text.isEmpty,
      queue.text.utf8.allSatisfy({
        (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2d
      })
    else { throw FetchError(.contradiction("the list of queues has an id that is none")) }
    let folder = "/api/v2/routing/queues/\(queue.text)/members"
    var target = "\(folder)?pageSize=\(Self.pageSize)"
    var trail = PageTrail(target)
    var members: Set<AgentID> = []
    while true {
      let page = try await page(target, under: folder, trail, known: members)
      members.formUnion(page.members)
      guard page.members.count >= Self.pageSize, let next = page.next else { return members }
      trail.add(isEmpty: false, next: next)
      target = next
    }
  }

  private struct MemberPage: Sendable {
    let members: [AgentID]
    let next: String?
  }

  private func page(
    _ target: String, under folder: String, _ trail: PageTrail, known: Set<AgentID>
  ) async throws -> MemberPage {
    let request = Request(
      .get, .api, target, headers: [Header("Accept", "application/json")],
      permission: "routing:queue:view")
    let api = session.api
    return try await session.send(request) { response throws(FetchError) in
      let shape = try SmallJSON.read(MemberShape.self, from: response)
      let members = shape.entities.map { AgentID($0.id) }
      guard !members.contains(where: \.text.isEmpty) else {
        throw FetchError(.contradiction("\(trail.name) has a member without an id"))
      }
      let link = try NextLink.find(body: shape.nextUri, in: response, on: api, under: folder)
      try trail.check(isEmpty: members.isEmpty, next: link?.target)
      guard members.isEmpty || known.isEmpty || !known.isSuperset(of: members) else {
        throw FetchError(.contradiction("\(trail.name) has only members who came before"))
      }
      return MemberPage(members: members, next: link?.target)
    }
  }

  private struct MemberShape: Decodable {
    var entities: [Member]
    var nextUri: String?
  }

  private struct Member: Decodable { var id: String }
}

extension FetchError {
  fileprivate var isCircle: Bool { if case .contradiction = reason { true } else { false } }
}

extension Directory {
  /// Which of these agents the organization does not have, active or not.
  package func strangers(among agents: [AgentID]) async throws -> Set<AgentID> {
    var left = Set(agents)
    let all = left.sorted()
    for first in stride(from: 0, to: all.count, by: Self.pageSize) {
      let part = all[first..<min(first + Self.pageSize, all.count)]
      let request = Request(
        .get, .api,
        "/api/v2/users?state=any&pageSize=\(Self.pageSize)"
          + part.map { "&id=\($0.text)" }.joined(),
        headers: [Header("Accept", "application/json")])
      do {
        left.subtract(
          try await session.send(request) { response throws(FetchError) in
            try SmallJSON.read(MemberShape.self, from: response).entities.map { AgentID($0.id) }
          })
      } catch let error as FetchError {
        throw error.hiding(part.map(\.text))
      }
    }
    return left
  }
}
