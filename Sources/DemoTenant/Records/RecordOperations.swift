/// The operations for records of conversations.
struct RecordOperations {
  let organization: Organization
  let synthetic: Synthetic

  static let permission = "analytics:conversationDetail:view"

  /// Refuses an organization whose client may not see records; one that may has some.
  init(_ organization: Organization) throws(Refusal) {
    try organization.require(Self.permission)
    guard let synthetic = organization.synthetic else { throw .notFound }
    self.organization = organization
    self.synthetic = synthetic
  }

  /// Until when the jobs' data is there: four hours before the clock, on a full second.
  private var availability: Moment {
    let time = synthetic.now.milliseconds - 4 * 3_600_000
    return Moment(milliseconds: time - time % 1000)
  }

  /// Answers a synchronous query.
  func page(_ value: JSONValue) throws(Refusal) -> Answer {
    let query = try RecordQuery(value, kind: .page)
    let search = synthetic.searches.search(query.key(value)) {
      RecordSearch(
        query, kind: .page, organization: organization, synthetic: synthetic,
        until: synthetic.now)
    }
    let page = RecordPage(search: search, size: query.paging.size, number: query.paging.number)
    return .json { page.write(organization, synthetic, &$0) }
  }

  func submit(_ value: JSONValue) throws(Refusal) -> Answer {
    let query = try RecordQuery(value, kind: .job)
    let search = RecordSearch(
      query, kind: .job, organization: organization, synthetic: synthetic, until: availability)
    let id = synthetic.jobs.submit(search, seed: synthetic.options.seed)
    return .json(status: 202) { $0.object { $0.member("jobId", text: id) } }
  }

  func availabilityDate() -> Answer {
    .json { json in
      json.object { $0.member("dataAvailabilityDate", text: availabilityText) }
    }
  }

  /// Without a fraction, as it was seen in real answers.
  private var availabilityText: String { "\(availability.text.dropLast(5))Z" }

  func status(_ id: String) throws(Refusal) -> Answer {
    let state = try synthetic.jobs.poll(id)
    let now = synthetic.now
    return .json { json in
      json.object { json in
        json.member("state", text: state.rawValue)
        json.member("submissionDate", text: now.text)
        if state == .fulfilled {
          json.member("completionDate", text: Moment(milliseconds: now.milliseconds + 41_000).text)
          json.member(
            "expirationDate", text: Moment(milliseconds: now.milliseconds + 86_441_000).text)
        }
      }
    }
  }

  /// Answers with a page of a job's results; the cursor of the last page is absent.
  func results(_ id: String, _ request: Request) throws(Refusal) -> Answer {
    let search = try synthetic.jobs.results(id)
    guard let size = Int(request.parameter("pageSize") ?? "1000"), (1...10_000).contains(size)
    else {
      throw .bad("pageSize must be from 1 to 10000.", code: "invalid.query.param.value")
    }
    var start = 0
    if let cursor = request.parameter("cursor") {
      guard cursor.hasPrefix("at-"), let place = Int(cursor.dropFirst(3)),
        (1..<max(search.places.count, 2)).contains(place)
      else { throw .bad("The cursor is none of ours.", code: "invalid.query.param.value") }
      start = place
    }
    let end = min(start + size, search.places.count)
    return .json { json in
      json.object { json in
        json.member("conversations") { json in
          json.array { json in
            for place in search.places[min(start, end)..<end] {
              organization.write(
                place, synthetic, until: availability, withAttributes: true, &json)
            }
          }
        }
        if end < search.places.count { json.member("cursor", text: "at-\(end)") }
        json.member("dataAvailabilityDate", text: availabilityText)
      }
    }
  }
}

extension RecordQuery {
  /// What makes two queries the same search: everything but their page.
  fileprivate func key(_ value: JSONValue) -> String {
    guard case .object(var members) = value else { return "" }
    members["paging"] = nil
    return Self.text(.object(members))
  }

  private static func text(_ value: JSONValue) -> String {
    switch value {
    case .object(let members):
      "{"
        + members.sorted { $0.key < $1.key }.map { "\($0.key):\(text($0.value))" }
        .joined(separator: ",") + "}"
    case .array(let values): "[" + values.map { text($0) }.joined(separator: ",") + "]"
    default: "\(value)"
    }
  }
}
