import Figures

extension Directory {
  /// Reads the client's scopes: those of the token answer and those that `tokens/me` names.
  ///
  /// A service that names none in either place says "cannot tell": the report is then not complete.
  package func scopeReport() async throws -> AccessReport {
    let granted = try await session.grantedScopes()
    let request = Request(
      .get, .api, "/api/v2/tokens/me", headers: [Header("Accept", "application/json")])
    let authorized: [String]
    do {
      authorized = try await session.send(request) { response throws(FetchError) in
        try SmallJSON.read(Shape.self, from: response).authorizedScope ?? []
      }
    } catch let error as FetchError where error.isUnknownRequest {
      authorized = []
    }
    return AccessReport(scopes: granted + authorized)
  }

  private struct Shape: Decodable { var authorizedScope: [String]? }
}
