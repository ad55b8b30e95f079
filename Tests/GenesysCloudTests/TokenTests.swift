import Figures
import GenesysCloud
import Testing

@Suite struct TokenTests {
  private let query = Request(.get, .api, "/api/v2/date")

  private func text(_ response: Response) throws(FetchError) -> String {
    String(decoding: response.body, as: UTF8.self)
  }

  @Test func `signs in once with Basic and sends the token to the API alone`() async throws {
    let service = FakeService.scripted([.json("one"), .json("two")])
    let session = try service.session()
    #expect(try await session.send(query, reading: text) == "one")
    #expect(try await session.send(query, reading: text) == "two")
    #expect(service.signIns == 1)
    let signIn = try #require(service.requests.first)
    #expect(signIn.name == "POST /oauth/token")
    #expect(signIn.header("Authorization") == "Basic cmVhZGVyOmh1c2gtaHVzaA==")
    #expect(String(decoding: signIn.body, as: UTF8.self) == "grant_type=client_credentials")
    #expect(service.apiRequests.allSatisfy { $0.header("Authorization") == "Bearer token-1" })
  }

  @Test func `lets many workers share one sign-in`() async throws {
    let service = FakeService { (request, _) throws(FetchError) in
      request.host == .login ? .token() : .json("ok")
    }
    let session = try service.session()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<20 { group.addTask { _ = try await session.send(query, reading: text) } }
      try await group.waitForAll()
    }
    #expect(service.signIns == 1)
    #expect(service.apiRequests.count == 20)
  }

  @Test(arguments: [(86_400, 86_099, 86_100), (3600, 3299, 3300), (400, 199, 200), (300, 149, 150)])
  func `renews five minutes before the end, or at half a short life`(
    life: Int, fresh: Int, stale: Int
  ) async throws {
    let service = FakeService { (request, number) throws(FetchError) in
      request.host == .login ? .token("token-\(number)", life: life) : .json("ok")
    }
    let clock = SteppingClock()
    let session = try service.session(clock)
    _ = try await session.send(query, reading: text)
    clock.advance(by: .seconds(fresh) - clock.now)
    _ = try await session.send(query, reading: text)
    #expect(service.signIns == 1)
    // The pace let the sign-in leave a little more than a tenth of a second after the start.
    clock.advance(by: .seconds(stale) + .milliseconds(106) - clock.now)
    _ = try await session.send(query, reading: text)
    #expect(service.signIns == 2)
    #expect(service.apiRequests.last?.header("Authorization") == "Bearer token-2")
  }

  @Test func `counts a token's life from before it was asked for`() async throws {
    let clock = SteppingClock()
    let service = FakeService { (request, _) throws(FetchError) in
      if request.host == .login {
        clock.advance(by: .seconds(160))
        return .token(life: 300)
      }
      return .json("ok")
    }
    let session = try service.session(clock)
    _ = try await session.send(query, reading: text)
    _ = try await session.send(query, reading: text)
    #expect(service.signIns == 2)
  }

  @Test func `brings one new token for a 401 and retries once`() async throws {
    let service = FakeService { (request, number) throws(FetchError) in
      if request.host == .login { return .token("token-\(number)") }
      return request.header("Authorization") == "Bearer token-2"
        ? .json("ok") : .json("", status: 401)
    }
    let session = try service.session()
    #expect(try await session.send(query, reading: text) == "ok")
    #expect(service.signIns == 2)

    let stubborn = FakeService { (request, number) throws(FetchError) in
      request.host == .login ? .token("token-\(number)") : .json("", status: 401)
    }
    let other = try stubborn.session()
    let error = await failure { _ = try await other.send(query, reading: text) }
    #expect(error?.explanation.status == .permission)
    #expect(stubborn.apiRequests.count == 2)
  }

  @Test(arguments: [(400, "client not found"), (401, "authentication failed")])
  func `asks rejected credentials for no second token`(status: Int, why: String) async throws {
    let service = FakeService { (_, _) throws(FetchError) in
      .json(#"{"error": "invalid_client", "description": "\#(why)"}"#, status: status)
    }
    let session = try service.session()
    for _ in 0..<3 {
      let error = await failure { _ = try await session.send(query, reading: text) }
      #expect(error?.reason == .rejectedCredentials(why))
      #expect(error?.explanation.status == .permission)
      #expect(error?.explanation.remedy?.contains("'credentials' in tallysheet.yml") == true)
    }
    #expect(service.requests.count == 1)
  }

  @Test(arguments: [
    #"{"access_token": "a b", "token_type": "bearer", "expires_in": 300}"#,
    #"{"access_token": "a\r\nX: y", "token_type": "bearer", "expires_in": 300}"#,
    #"{"access_token": "", "token_type": "bearer", "expires_in": 300}"#,
    #"{"access_token": "a", "token_type": "mac", "expires_in": 300}"#,
    #"{"access_token": "a", "token_type": "bearer", "expires_in": 0}"#,
    #"{"access_token": "a", "token_type": "bearer", "expires_in": "300"}"#,
    #"{"token_type": "bearer", "expires_in": 300}"#, "<html>",
  ])
  func `refuses a token that cannot be used`(body: String) async throws {
    let service = FakeService { (_, _) throws(FetchError) in .json(body) }
    let session = try service.session()
    let error = await failure { _ = try await session.send(query, reading: text) }
    #expect(error?.explanation.status == .badData)
    #expect(service.requests.count == 3)
  }

  @Test func `ends its token and forgets it`() async throws {
    let service = FakeService { (request, number) throws(FetchError) in
      request.host == .login ? .token("token-\(number)") : .json("ok")
    }
    let session = try service.session()
    await session.end()
    #expect(service.requests.isEmpty)
    _ = try await session.send(query, reading: text)
    await session.end()
    await session.end()
    #expect(service.requests.count == 3)
    #expect(service.requests.last?.name == "DELETE /api/v2/tokens/me")
    #expect(service.requests.last?.header("Authorization") == "Bearer token-1")
    _ = try await session.send(query, reading: text)
    #expect(service.signIns == 2)
  }
}
