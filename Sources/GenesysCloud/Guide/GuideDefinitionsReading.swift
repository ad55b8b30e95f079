import CSimdjson

extension GuideDefinitions {
  package static let target = "/api/v2/reporting/reports/definitions"
  /// Far more pages than a service can have definitions for.
  private static let pageLimit = 1000

  /// Reads what the service defines, page by page.
  package static func read(through session: Session) async throws -> GuideDefinitions {
    var definitions: [Definition] = []
    var trail = PageTrail(target)
    var next: NextLink?
    repeat {
      let place = trail
      let page = try await session.send(request(next?.target ?? target)) {
        response throws(FetchError) in
        let page = try content(of: response, on: session.api)
        try place.check(isEmpty: page.definitions.isEmpty, next: page.next?.place)
        return page
      }
      definitions += page.definitions
      trail.add(isEmpty: page.definitions.isEmpty, next: page.next?.place)
      next = page.next
      guard trail.count < pageLimit || next == nil else {
        throw FetchError(.contradiction("the definitions do not end"), place: "GET \(target)")
      }
    } while next != nil
    do {
      return try GuideDefinitions(definitions)
    } catch {
      throw error.at("GET \(target)")
    }
  }

  private static func request(_ target: String) -> Request {
    Request(
      .get, .api, target, headers: [Header("Accept", "application/json")],
      permission: GuideQuery.permission)
  }

  private static func content(
    of response: Response, on api: Endpoint
  ) throws(FetchError) -> (definitions: [Definition], next: NextLink?) {
    guard response.body.withUnsafeBufferPointer({ csimdjson_is_plain($0.baseAddress, $0.count) })
    else { throw FetchError(.unreadable("it is no JSON object, or names a member twice")) }
    let shape = try SmallJSON.read(Shape.self, from: response)
    let next = try NextLink.find(body: shape.next, in: response, on: api, under: target)
    return (
      shape.definitions.map {
        Definition(
          $0.columnId, visibility: $0.visibility, aggregation: $0.aggregation,
          numerator: $0.numerator, denominator: $0.denominator)
      }, next
    )
  }

  private struct Shape: Decodable {
    var definitions: [Item]
    var next: String?
  }

  private struct Item: Decodable {
    var columnId: String
    var visibility: String?
    var aggregation: String?
    var numerator: String?
    var denominator: String?
  }
}
