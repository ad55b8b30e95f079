/// Clients that may do more than read.
enum AccessFaults {
  static let unknownScope = "reporting:custom"
  static let writeScope = "reporting:write"

  /// Changes what a token tells of itself, or a client's grants; false when it is neither.
  static func apply(_ kind: FaultKind, to answer: inout JSONNode, _ shape: AnswerShape) -> Bool {
    switch (kind, shape) {
    case (.unknownScope, .tokenInfo): return addScope(unknownScope, to: &answer)
    case (.writeScope, .tokenInfo): return addScope(writeScope, to: &answer)
    case (.writeGrant, .subject): return addPolicy(to: &answer)
    default: return false
    }
  }

  private static func addScope(_ scope: String, to answer: inout JSONNode) -> Bool {
    guard var scopes = answer["authorizedScope"] else { return false }
    scopes.elements.append(.text(scope))
    answer["authorizedScope"] = scopes
    return true
  }

  /// Lets the first grant edit queues.
  private static func addPolicy(to answer: inout JSONNode) -> Bool {
    guard var grants = answer["grants"], var grant = grants.elements.first,
      var role = grant["role"], var policies = role["policies"]
    else { return false }
    policies.elements.append(
      .object([
        .init(name: "domain", value: .text("routing")),
        .init(name: "entityName", value: .text("queue")),
        .init(name: "actions", value: .array([.text("edit")])),
      ]))
    role["policies"] = policies
    grant["role"] = role
    grants.elements[0] = grant
    answer["grants"] = grants
    return true
  }
}
