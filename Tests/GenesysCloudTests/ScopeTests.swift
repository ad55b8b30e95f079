import Figures
import GenesysCloud
import Testing

@Suite struct ScopeTests {
  private func report(_ token: String, _ me: Response) async throws -> AccessReport {
    let service = FakeService { (request, _) throws(FetchError) in
      request.host == .login ? .json(token) : me
    }
    return try await Directory(session: service.session()).scopeReport()
  }

  private static func token(_ scope: String?) -> String {
    #"{"access_token": "token-1", "token_type": "bearer", "expires_in": 86400"#
      + (scope.map { #", "scope": "\#($0)"}"# } ?? "}")
  }

  @Test(
    arguments: [
      // Token answer, tokens/me; over-grants, missing; whether it can be told.
      ("reporting:read analytics:read", #"["reporting:read","analytics:read"]"#, [], [], true),
      ("reporting:readonly", #"["analytics:readonly"]"#, [], [], true),
      ("reporting:read", "[]", [], ["analytics:read"], true),
      (nil, #"["reporting:read","analytics:read"]"#, [], [], true),
      (
        "reporting:read reporting:write", #"["analytics:read"]"#, ["reporting:write"], [], true
      ),
      (
        "reporting:read", #"["analytics:read","users","routing:readwrite"]"#,
        ["routing:readwrite", "users"], [], true
      ),
      ("  analytics:read   reporting:read ", "null", [], [], true),
      (nil, "null", [], [], false), ("", "[]", [], [], false),
    ] as [(String?, String, [String], [String], Bool)])
  func `takes the scopes of both places together`(
    token: String?, me: String, over: [String], missing: [String], isComplete: Bool
  ) async throws {
    let report = try await self.report(Self.token(token), .json(#"{"authorizedScope": \#(me)}"#))
    #expect(report.overGrants == over)
    #expect(report.missing == missing)
    #expect(report.isComplete == isComplete)
    if over.isEmpty {
      try report.refuseOverGrants()
    } else {
      let error = try #require(throws: FetchError.self) { try report.refuseOverGrants() }
      #expect(error.explanation.status == .permission)
      #expect(
        error.explanation.what
          == "the client may do more than read: \(over.joined(separator: ", "))")
    }
  }

  @Test func `goes by the token where the service has no tokens to look at`() async throws {
    let report = try await self.report(Self.token("reporting:read x:write"), .json("", status: 404))
    #expect(report.overGrants == ["x:write"])
    let error = await failure {
      _ = try await self.report(Self.token("reporting:read"), .json("", status: 403))
    }
    #expect(error?.explanation.status == .permission)
  }

  @Test func `does not ask for a token twice`() async throws {
    let service = FakeService { (request, _) throws(FetchError) in
      request.host == .login ? .json(Self.token("reporting:read")) : .json("{}")
    }
    let session = try service.session()
    #expect(try await session.grantedScopes() == ["reporting:read"])
    #expect(try await session.grantedScopes() == ["reporting:read"])
    #expect(service.signIns == 1)
    #expect(service.apiRequests.isEmpty)
  }

  @Test func `still judges permissions by their policies`() {
    let report = AccessReport(
      permissions: ["analytics:conversationAggregate:view", "reporting:read"], isComplete: true)
    #expect(report.overGrants == ["reporting:read"])
  }
}
