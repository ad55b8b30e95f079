/// What a token may do, in the guide's words.
enum Scopes {
  static let granted = ["analytics:read", "reporting:read"]

  /// What a token tells of itself, with its scopes.
  static func adding(to answer: Answer) -> Answer {
    guard var info = JSONNode(answer.body) else { return answer }
    info["authorizedScope"] = .array(granted.map { .text($0) })
    var answer = answer
    answer.body = info.bytes
    return answer
  }
}
