package import Figures

/// The lists and facts of an organization.
package struct Directory: Sendable {
  let session: Session

  package init(session: Session) { self.session = session }

  package struct Organization: Sendable, Hashable {
    package let id: String
    package let name: String

    package init(id: String, name: String) {
      self.id = id
      self.name = name
    }
  }

  package func organization() async throws -> Organization {
    struct Shape: Decodable {
      var id: String
      var name: String
    }
    let request = Request(
      .get, .api, "/api/v2/organizations/me", headers: [Header("Accept", "application/json")])
    return try await session.send(request) { response throws(FetchError) in
      let shape = try SmallJSON.read(Shape.self, from: response)
      return Organization(id: shape.id, name: PlainText.line(shape.name))
    }
  }
}

/// A queue that the client can see.
package struct ListedQueue: Sendable, Hashable {
  package let id: QueueID
  package let name: String
  package let division: String?
  /// The queue's own service level target for calls, in milliseconds.
  package let serviceLevelMilliseconds: Int?

  package init(
    id: QueueID, name: String, division: String? = nil, serviceLevelMilliseconds: Int? = nil
  ) {
    self.id = id
    self.name = name
    self.division = division
    self.serviceLevelMilliseconds = serviceLevelMilliseconds
  }
}
