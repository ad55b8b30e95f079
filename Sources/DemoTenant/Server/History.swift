/// The organization's history, as it was recorded or as it was corrected later.
struct History: Sendable {
  let organization: Organization
  let isRestated: Bool

  /// Answers a query for conversation aggregates.
  func aggregates(_ question: JSONValue) throws(Refusal) -> JSONNode {
    var json = JSONWriter()
    try AggregateAnswer(
      AggregateQuery(question, organization: organization), organization: organization
    ).write(&json)
    guard let answer = JSONNode(json.bytes) else {
      preconditionFailure("an answer of our own is no JSON")
    }
    guard isRestated else { return answer }
    return try Restatement(organization: organization).restate(answer, to: question)
  }

  /// The answer to a request for conversation aggregates as it stands after the correction; any
  /// other answer as it is.
  func corrected(_ answer: Answer, to request: Request) throws(Refusal) -> Answer {
    guard isRestated, request.method == "POST",
      request.path.dropFirst(2).joined(separator: "/") == "analytics/conversations/aggregates/query"
    else { return answer }
    var answer = answer
    answer.body = try aggregates(JSONValue.read(request)).bytes
    return answer
  }
}
