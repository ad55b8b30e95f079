extension Directory {
  /// How many requests a minute the organization allows a client; `nil` when it does not say.
  ///
  /// The list needs no permission, but an organization may not have it: that is no failure.
  package func allowedPerMinute() async throws -> Int? {
    let request = Request(
      .get, .api, "/api/v2/organizations/limits/namespaces/platform.api",
      headers: [Header("Accept", "application/json")])
    do {
      return try await session.send(request) { response throws(FetchError) in
        let limits = try SmallJSON.read(Shape.self, from: response).entities ?? []
        let names = ["client.credentials.token.rate.per.minute", "token.rate.per.minute"]
        return limits.filter { names.contains($0.key ?? "") }.compactMap(\.value).filter { $0 > 0 }
          .min()
      }
    } catch let error as FetchError where error.saysNothing {
      return nil
    }
  }

  private struct Shape: Decodable { var entities: [Limit]? }

  private struct Limit: Decodable {
    var key: String?
    var value: Int?
  }
}

extension FetchError {
  /// Whether the service refused to tell, or told what cannot be read.
  var saysNothing: Bool {
    switch reason {
    case .missingPermission, .refused, .unreadable: true
    default: false
    }
  }
}
