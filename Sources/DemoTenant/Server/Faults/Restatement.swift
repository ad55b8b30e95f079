/// History that was corrected after the fact: one answered call more.
///
/// In each UTC month, every queue, medium and direction that answered calls in it has one more, on
/// the 15th at 10:00: offered then, answered after 10 s, handled and talked to for 60 s. However the
/// window is cut and grouped, the figures agree with each other.
struct Restatement {
  static let waitMilliseconds = 10_000
  static let handleMilliseconds = 60_000

  let organization: Organization

  /// The answer to a query as it stands after the correction.
  func restate(_ answer: JSONNode, to question: JSONValue) throws(Refusal) -> JSONNode {
    guard case .object(let members) = question else { return answer }
    let query = try AggregateQuery(question, organization: organization)
    var restated = answer
    for moment in Self.moments(in: query.interval) {
      for group in try groups(in: moment, members) {
        try add(group, at: moment, members, to: &restated)
      }
    }
    return restated
  }

  /// The 15th at 10:00 of each month that has it in the interval.
  private static func moments(in interval: Range<Moment>) -> [Moment] {
    var moments: [Moment] = []
    var days = interval.lowerBound.milliseconds / 86_400_000 * 86_400_000
    while days < interval.upperBound.milliseconds {
      let moment = Moment(milliseconds: days + 36_000_000)
      if moment.text.dropFirst(8).hasPrefix("15"), interval.contains(moment) {
        moments.append(moment)
      }
      days += 86_400_000
    }
    return moments
  }

  /// The queues, media and directions that the query lets through and that answered calls in the
  /// month.
  private func groups(
    in moment: Moment, _ members: [String: JSONValue]
  ) throws(Refusal) -> [JSONNode] {
    let month = moment.text.prefix(8)
    guard let start = Moment("\(month)01T00:00Z") else { return [] }
    let after = Moment(milliseconds: start.milliseconds + 31 * 86_400_000).text.prefix(8)
    var question: [String: JSONValue] = [
      "interval": .text("\(month)01T00:00Z/\(after)01T00:00Z"),
      "groupBy": .array(["queueId", "mediaType", "direction"].map { .text($0) }),
      "metrics": .array([.text("tAnswered")]),
    ]
    question["filter"] = members["filter"]
    var json = JSONWriter()
    try AggregateAnswer(
      AggregateQuery(.object(question), organization: organization), organization: organization
    )
    .write(&json)
    return (JSONNode(json.bytes)?["results"]?.elements ?? []).compactMap { $0["group"] }
  }

  /// Adds the call to the group and bucket that it belongs to.
  private func add(
    _ full: JSONNode, at moment: Moment, _ members: [String: JSONValue],
    to answer: inout JSONNode
  ) throws(Refusal) {
    var asked: [String] = []
    if case .array(let names)? = members["groupBy"] {
      asked = names.compactMap { if case .text(let name) = $0 { name } else { nil } }
    }
    let key = JSONNode.object(full.members.filter { asked.contains($0.name) })
    guard key.members.count == asked.count, var results = answer["results"],
      let interval = try bucket(holding: moment, members)
    else { return }
    let index = results.elements.firstIndex { Self.isSame($0["group"], key) }
    var group =
      index.map { results.elements[$0] }
      ?? .object([.init(name: "group", value: key), .init(name: "data", value: .array([]))])
    guard var data = group["data"] else { return }
    let place = data.elements.firstIndex { $0["interval"]?.text == interval }
    let empty = JSONNode.object([
      .init(name: "interval", value: .text(interval)),
      .init(name: "metrics", value: .array([])),
    ])
    let bucket = RestatedBucket(members).adding(to: place.map { data.elements[$0] } ?? empty)
    if let place {
      data.elements[place] = bucket
    } else {
      let next = data.elements.firstIndex { ($0["interval"]?.text ?? "") > interval }
      data.elements.insert(bucket, at: next ?? data.elements.count)
    }
    group["data"] = data
    if let index { results.elements[index] = group } else { results.elements.append(group) }
    answer["results"] = results
  }

  private static func isSame(_ left: JSONNode?, _ right: JSONNode) -> Bool {
    Set(left?.members ?? []) == Set(right.members)
  }

  /// The interval of the query's bucket that holds an instant, as the answer writes it.
  private func bucket(
    holding moment: Moment, _ members: [String: JSONValue]
  ) throws(Refusal) -> String? {
    let bounds = try AggregateQuery(.object(members), organization: organization).bounds(groups: 1)
    guard let end = bounds.firstIndex(where: { $0 > moment }), end > 0 else { return nil }
    return "\(bounds[end - 1].text)/\(bounds[end].text)"
  }
}
