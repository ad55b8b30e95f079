import Figures

/// Writes the requests for records: the same query gives the same bytes.
package enum RecordRequest {
  package static let permission = "analytics:conversationDetail:view"
  static let pageSize = 100
  static let resultSize = 1000

  private static let details = "/api/v2/analytics/conversations/details"

  /// A page of the synchronous answer; the first has the number 1.
  package static func page(_ number: Int, of query: RecordQuery) -> Request {
    var members = members(of: query)
    members["paging"] = .object(["pageNumber": .number(number), "pageSize": .number(pageSize)])
    return post("\(details)/query", members)
  }

  /// The start of a job: sent twice, it would run twice.
  package static func job(_ query: RecordQuery) -> Request {
    var request = post("\(details)/jobs", members(of: query))
    request.isRepeatable = false
    return request
  }

  static var availability: Request { ask("\(details)/jobs/availability") }

  static func status(of job: JobID) -> Request { ask("\(details)/jobs/\(job.text)") }

  /// A page of what a job found, after the place where the last one ended.
  static func results(of job: JobID, after cursor: String?) -> Request {
    let place = cursor.map { "&cursor=\(escaped($0))" } ?? ""
    return ask("\(details)/jobs/\(job.text)/results?pageSize=\(resultSize)\(place)")
  }

  /// One segment must be of a queue, of a medium and of a direction that were asked for.
  private static func members(of query: RecordQuery) -> [String: JSONText] {
    let start = query.interval.start.textWithMilliseconds
    let end = query.interval.end.textWithMilliseconds
    return [
      "interval": .text("\(start)/\(end)"), "order": .text("asc"),
      "orderBy": .text("conversationStart"),
      "segmentFilters": .list([
        .object([
          "type": .text("and"),
          "clauses": .list([
            anyOf("queueId", query.queues.map(\.text)), anyOf("mediaType", query.media),
            anyOf("direction", query.directions),
          ]),
        ])
      ]),
    ]
  }

  private static func anyOf(_ dimension: String, _ values: [String]) -> JSONText {
    let predicates = values.map { value in
      JSONText.object([
        "type": .text("dimension"), "dimension": .text(dimension), "operator": .text("matches"),
        "value": .text(value),
      ])
    }
    return .object(["type": .text("or"), "predicates": .list(predicates)])
  }

  private static func post(_ target: String, _ members: [String: JSONText]) -> Request {
    Request(
      .post, .api, target,
      headers: [Header("Content-Type", "application/json"), Header("Accept", "application/json")],
      body: JSONText.object(members).bytes, permission: permission)
  }

  private static func ask(_ target: String) -> Request {
    Request(
      .get, .api, target, headers: [Header("Accept", "application/json")], permission: permission)
  }

  /// Everything but letters, digits and four signs as `%` and two digits.
  private static func escaped(_ text: String) -> String {
    text.utf8.reduce(into: "") { escaped, byte in
      let scalar = Unicode.Scalar(byte)
      if scalar.isASCII,
        scalar.properties.isAlphabetic
          || "0123456789-._~".unicodeScalars
            .contains(scalar)
      {
        escaped.unicodeScalars.append(scalar)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        escaped += "%\(digits.count == 1 ? "0" : "")\(digits)"
      }
    }
  }
}

/// The id of a job, of a shape that may stand in a path.
package struct JobID: Sendable, Hashable {
  package let text: String

  init?(_ text: String) {
    guard (1...100).contains(text.utf8.count),
      text.unicodeScalars.allSatisfy({
        $0.isASCII && ($0.properties.isAlphabetic || "0123456789-".unicodeScalars.contains($0))
      })
    else { return nil }
    self.text = text
  }
}
