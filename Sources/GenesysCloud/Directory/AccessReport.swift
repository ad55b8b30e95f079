/// What the client may do, as far as the service tells.
package struct AccessReport: Sendable, Hashable {
  /// The role that reads everything we ask for, row-level evidence left out.
  package static let needed = [
    "analytics:conversationAggregate:view", "analytics:queueObservation:view",
    "analytics:userAggregate:view", "routing:queue:view",
  ]

  /// Each permission as `domain:entity:action`, sorted.
  package let permissions: [String]
  /// Whether every grant came with its policies; if not, the service cannot tell all.
  package let isComplete: Bool

  package init(permissions: [String], isComplete: Bool) {
    self.permissions = Array(Set(permissions)).sorted()
    self.isComplete = isComplete
  }

  /// Permissions beyond viewing analytics, routing and presence, wildcards among them.
  package var overGrants: [String] { permissions.filter { !Self.isReading($0) } }

  /// Permissions of the least role that no division grants; empty when that cannot be told.
  package var missing: [String] {
    guard isComplete else { return [] }
    return Self.needed.filter { needed in
      !permissions.contains { Self.covers($0, needed) }
    }
  }

  /// Refuses a client that may do more than read.
  package func refuseOverGrants() throws(FetchError) {
    guard overGrants.isEmpty else { throw FetchError(.overPrivileged(overGrants)) }
  }

  private static func isReading(_ permission: String) -> Bool {
    let parts = permission.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count == 3 && ["analytics", "routing", "presence"].contains(parts[0])
      && !isWildcard(parts[1]) && parts[2] == "view"
  }

  private static func covers(_ granted: String, _ needed: String) -> Bool {
    let pairs = zip(granted.split(separator: ":"), needed.split(separator: ":"))
    return pairs.allSatisfy { $0 == $1 || isWildcard($0) }
  }

  private static func isWildcard(_ part: Substring) -> Bool {
    part.contains("*") || part.lowercased() == "all"
  }
}

extension Directory {
  /// Reads the client's grants with their policies.
  ///
  /// A grant without policies, or an answer without grants, says "cannot tell" and never "nothing
  /// granted": the report is then not complete.
  package func accessReport() async throws -> AccessReport {
    let request = Request(
      .get, .api, "/api/v2/authorization/subjects/me?includeFullRoles=true",
      headers: [Header("Accept", "application/json")])
    return try await session.send(request) { response throws(FetchError) in
      let grants = try SmallJSON.read(Subject.self, from: response).grants ?? []
      let policies = grants.map { $0.role?.policies ?? [] }
      return AccessReport(
        permissions: policies.flatMap { $0.flatMap(\.permissions) },
        isComplete: !policies.isEmpty && !policies.contains(where: \.isEmpty))
    }
  }

  private struct Subject: Decodable { var grants: [Grant]? }
  private struct Grant: Decodable { var role: Role? }
  private struct Role: Decodable { var policies: [Policy]? }

  private struct Policy: Decodable {
    var domain: String?
    var entityName: String?
    var actions: [String]?

    /// A part that is left out may mean anything: it stands as a wildcard.
    var permissions: [String] {
      (actions ?? ["*"]).map { action in
        PlainText.line("\(domain ?? "*"):\(entityName ?? "*"):\(action)", limit: 120)
      }
    }
  }
}
