import DemoTenant
import Foundation
import Testing

@Suite struct LoginTests {
  private func basic(_ credentials: String) -> (String, String) {
    ("Authorization", "Basic \(Data(credentials.utf8).base64EncodedString())")
  }

  private let form = ("Content-Type", "application/x-www-form-urlencoded")

  private func token(
    headers: [(String, String)], body: String
  ) throws -> RawReply {
    let tenant = try DemoTenant.start(TenantOptions())
    defer { tenant.stop() }
    return try RawClient(port: tenant.port)
      .send("POST", "/oauth/token", headers: headers, body: body)
  }

  @Test func `gives a bearer token for a day less a second`() throws {
    let reply = try token(
      headers: [basic("demo:demo"), form], body: "grant_type=client_credentials")
    #expect(reply.status == 200)
    let body = try reply.json()
    #expect(try Schema(named: "oauth-token.response").problems(in: body) == [])
    #expect(body["token_type"]?.text == "bearer")
    #expect(body["expires_in"]?.integer == 86399)
    #expect(body["scope"]?.text == "analytics:read reporting:read")
  }

  @Test func `takes the credentials in the form too`() throws {
    let reply = try token(
      headers: [form], body: "client_id=demo&client_secret=demo&grant_type=client%5Fcredentials")
    #expect(reply.status == 200)
  }

  @Test(arguments: [
    ("other:demo", "grant_type=client_credentials", 400, "invalid_client", "client not found"),
    ("demo:wrong", "grant_type=client_credentials", 401, "invalid_client", "authentication failed"),
    (
      "demo:demo", "grant_type=password", 400, "unsupported_grant_type",
      "only client_credentials is possible"
    ),
  ])
  func `refuses in the shape of OAuth`(
    credentials: String, body: String, status: Int, error: String, description: String
  ) throws {
    let reply = try token(headers: [basic(credentials), form], body: body)
    #expect(reply.status == status)
    let body = try reply.json()
    #expect(try Schema(named: "oauth-token-error.response").problems(in: body) == [])
    #expect(body["error"]?.text == error)
    #expect(body["description"]?.text == description)
    #expect(body["error_description"]?.text == description)
  }

  @Test func `refuses a request without credentials or without a form`() throws {
    let body = "grant_type=client_credentials"
    #expect(try token(headers: [form], body: body).status == 400)
    #expect(try token(headers: [basic("demo:demo")], body: body).status == 400)
    #expect(try token(headers: [("Authorization", "Basic ?"), form], body: body).status == 400)
  }

  @Test(arguments: [
    (nil, "authentication.required"), ("Basic ZGVtbzpkZW1v", "authentication.required"),
    ("Bearer not-a-token", "bad.credentials"),
  ])
  func `refuses an operation without a good token`(header: String?, code: String) throws {
    let visitor = try Visitor()
    let reply = try visitor.raw.send(
      "GET", "/api/v2/organizations/me",
      headers: header.map { [("Authorization", $0)] } ?? [])
    #expect(reply.status == 401)
    let body = try reply.json()
    #expect(try Schema(named: "error-body.response").problems(in: body) == [])
    #expect(body["code"]?.text == code)
    #expect(body["contextId"]?.text == reply.headers["inin-correlation-id"])
  }

  @Test func `ends a token on request`() throws {
    let visitor = try Visitor()
    #expect(try visitor.send("DELETE", "tokens/me").status == 204)
    #expect(try visitor.send("GET", "tokens/me").status == 401)
  }

  @Test func `lets a token live for 86,399 seconds`() throws {
    let clock = HandClock()
    let visitor = try Visitor(clock: { clock.now })
    clock.advance(.seconds(86_398))
    #expect(try visitor.send("GET", "tokens/me").status == 200)
    clock.advance(.seconds(1))
    #expect(try visitor.send("GET", "tokens/me").status == 401)
  }
}
