import Testing

@Suite struct DefinitionTests {
  private static let path = "reporting/reports/definitions"

  private func definitions() throws -> [String: JSON] {
    var definitions: [String: JSON] = [:]
    for definition in try #require(try Guest().get(Self.path)["definitions"]).elements {
      let id = try #require(definition["columnId"]?.text)
      #expect(definitions[id] == nil)
      definitions[id] = definition
    }
    return definitions
  }

  @Test(arguments: [
    (
      "queueId",
      #"{"columnId": "queueId", "label": "Queue id", "type": "text", "visibility": "public", "aggregation": "none"}"#
    ),
    (
      "offered",
      #"{"columnId": "offered", "label": "Offered", "type": "integer", "visibility": "public", "aggregation": "sum"}"#
    ),
    (
      "handleMaxMs",
      #"{"columnId": "handleMaxMs", "label": "Longest handle time, ms", "type": "integer", "visibility": "public", "aggregation": "max"}"#
    ),
    (
      "averageHandleTimeSeconds",
      #"{"columnId": "averageHandleTimeSeconds", "label": "Average handle time, s", "type": "decimal", "visibility": "public", "aggregation": "ratio", "numerator": "averageHandleTimeSecondsNumerator", "denominator": "averageHandleTimeSecondsDenominator"}"#
    ),
    (
      "ani",
      #"{"columnId": "ani", "label": "Caller's number", "type": "text", "visibility": "pii", "aggregation": "none"}"#
    ),
    (
      "internalRoutingScore",
      #"{"columnId": "internalRoutingScore", "label": "Routing score", "type": "decimal", "visibility": "internal", "aggregation": "none"}"#
    ),
  ])
  func `defines how a column adds up and who may see it`(id: String, expected: String) throws {
    #expect(try definitions()[id] == JSON(expected))
  }

  @Test func `defines what is recorded and nothing else`() throws {
    let ids = try definitions().keys
    #expect(
      Set(ids).isSuperset(of: [
        "answered", "abandoned", "shortAbandoned", "overTarget", "waitMs", "waitAnsweredMs",
        "waitAbandonedMs", "waitMaxMs", "handled", "handleMs", "talkMs", "serviceLevelPercent",
        "answeredWithin5s", "answeredWithin60s", "abandonedWithin600s", "direction", "mediaType",
        "queueName",
      ]))
    #expect(
      Set(ids).isDisjoint(with: [
        "acwMs", "flowOut", "holdMs", "transferred", "occupancyPercent", "answeredWithin7s",
        "serviceLevelPercentNumerator",
      ]))
  }

  @Test func `comes in pages when a page size is given`() throws {
    let guest = try Guest()
    let all = try #require(try guest.get(Self.path)["definitions"]).elements
    var path = "/api/v2/\(Self.path)?pageSize=10"
    var paged: [JSON] = []
    while true {
      let reply = try guest.send("GET", path)
      let body = try reply.json()
      paged += try #require(body["definitions"]).elements
      guard let next = body["next"]?.text else { break }
      #expect(reply.headers["link"] == "<\(next)>; rel=\"next\"")
      path = next
    }
    #expect(all.count > 40)
    #expect(paged == all)
    #expect(try guest.send("GET", "\(Self.path)?pageSize=0").status == 400)
    #expect(try guest.send("GET", "\(Self.path)?pageToken=x").status == 400)
  }
}
