/// What the client may do, as far as the service tells.
package struct AccessReport: Sendable, Hashable {
  /// The role that reads everything we ask for, row-level evidence left out.
  package static let needed = [
    "analytics:conversationAggregate:view", "analytics:queueObservation:view",
    "analytics:userAggregate:view", "routing:queue:view",
  ]

  /// The scopes that read everything we ask for, where a service goes by scopes.
  package static let neededScopes = ["analytics:read", "reporting:read"]

  /// Each permission as `domain:entity:action`, or each scope, sorted.
  package let permissions: [String]
  /// Whether every grant came with its policies; if not, the service cannot tell all.
  package let isComplete: Bool
  private let goesByScopes: Bool

  package init(permissions: [String], isComplete: Bool) {
    self.permissions = Array(Set(permissions)).sorted()
    self.isComplete = isComplete
    goesByScopes = false
  }

  /// Takes scopes instead of permissions; none at all means that it cannot be told.
  package init(scopes: [String]) {
    permissions = Array(Set(scopes.map { PlainText.line($0, limit: 120) })).sorted()
    isComplete = !scopes.isEmpty
    goesByScopes = true
  }

  /// Permissions beyond viewing analytics, routing and presence, wildcards among them; scopes that
  /// end in neither `:read` nor `:readonly`.
  package var overGrants: [String] {
    permissions.filter { goesByScopes ? !Self.isReadingScope($0) : !Self.isReading($0) }
  }

  /// Permissions of the least role that no division grants; empty when that cannot be told.
  package var missing: [String] {
    guard isComplete else { return [] }
    if goesByScopes {
      return Self.neededScopes.filter { needed in
        !permissions.contains(needed) && !permissions.contains(needed + "only")
      }
    }
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

  private static func isReadingScope(_ scope: String) -> Bool {
    scope.hasSuffix(":read") || scope.hasSuffix(":readonly")
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
