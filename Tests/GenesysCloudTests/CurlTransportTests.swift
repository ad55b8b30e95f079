import Figures
import Foundation
import GenesysCloud
import Synchronization
import Testing

@Suite struct CurlTransportTests {
  private let request = Request(
    .post, .api, "/api/v2/query?a=1", headers: [Header("Content-Type", "application/json")],
    body: Array(#"{"a":1}"#.utf8))

  private func transport(_ port: Int, limit: Int = 1 << 20) throws -> CurlTransport {
    CurlTransport(
      try Connection(
        region: nil, loginURL: "http://127.0.0.1:\(port)/login",
        apiURL: "http://127.0.0.1:\(port)/base",
        credentials: Credentials(clientID: Secret("a"), clientSecret: Secret("b"))),
      answerLimit: limit)
  }

  /// What comes of one answer, written out as it goes over the wire.
  private func outcome(
    _ answer: String, _ ending: SocketServer.Ending = .close, limit: Int = 1 << 20
  ) async throws -> (response: Response?, error: FetchError?) {
    let server = try SocketServer { _ in (Array(answer.utf8), ending) }
    defer { server.stop() }
    let transport = try transport(server.port, limit: limit)
    do throws(FetchError) {
      return (try await transport.send(request), nil)
    } catch {
      return (nil, error)
    }
  }

  @Test func `sends method, path, headers and body, and reads the answer`() async throws {
    let server = try SocketServer { _ in
      (
        Array(
          ("HTTP/1.1 100 Continue\r\nX-Early: 1\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n"
            + "inin-ratelimit-count:  7 \r\nRetry-After: 5\r\nX-Empty:\r\n\r\nok").utf8), .close
      )
    }
    defer { server.stop() }
    let response = try await transport(server.port).send(request)
    #expect(response.status == 200)
    #expect(response.body == Array("ok".utf8))
    #expect(response.number("Inin-RateLimit-Count") == 7)
    #expect(response.retryAfter == 5)
    #expect(response["x-empty"] == "")
    #expect(response["X-Early"] == nil)
    let sent = try #require(server.requests.first)
    #expect(sent.hasPrefix("POST /base/api/v2/query?a=1 HTTP/1.1\r\n"))
    #expect(sent.hasSuffix("\r\n\r\n" + #"{"a":1}"#))
    #expect(sent.contains("\r\nContent-Type: application/json\r\n"))
    #expect(sent.contains("\r\nAccept-Encoding: "))
  }

  @Test func `sends each request to the host it is for`() async throws {
    let server = try SocketServer { _ in
      (Array("HTTP/1.1 204 No Content\r\n\r\n".utf8), .close)
    }
    defer { server.stop() }
    let transport = try transport(server.port)
    for request in [
      Request(.post, .login, "/oauth/token"), Request(.get, .api, "/api/v2/date"),
      Request(.delete, .api, "/api/v2/tokens/me"),
    ] {
      #expect(try await transport.send(request).status == 204)
    }
    #expect(
      server.requests.map { $0.prefix { $0 != "\r\n" } } == [
        "POST /login/oauth/token HTTP/1.1", "GET /base/api/v2/date HTTP/1.1",
        "DELETE /base/api/v2/tokens/me HTTP/1.1",
      ])
  }

  @Test func `follows no redirect`() async throws {
    let other = try SocketServer { _ in (Array("HTTP/1.1 200 OK\r\n\r\n".utf8), .close) }
    defer { other.stop() }
    let (response, _) = try await outcome(
      "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:\(other.port)/\r\n"
        + "Content-Length: 0\r\n\r\n")
    #expect(response?.status == 302)
    #expect(response?["Location"] == "http://127.0.0.1:\(other.port)/")
    #expect(other.requests.isEmpty)
  }

  @Test(arguments: [
    ("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"results\"", FetchError.Interruption.cut),
    ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n{\"results\"", .cut),
    ("", .reset),
  ])
  func `tells a cut answer from a broken connection`(
    answer: String, interruption: FetchError.Interruption
  ) async throws {
    let (response, error) = try await outcome(answer)
    #expect(response == nil)
    guard case .interrupted(interruption, _) = error?.reason else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(error?.place == "POST /api/v2/query")
  }

  @Test func `tells a reset connection`() async throws {
    let (_, error) = try await outcome("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nab", .reset)
    guard case .interrupted = error?.reason else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(arguments: [
    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello",
    "SMTP ready\r\n",
  ])
  func `tells what is no answer from an answer`(answer: String) async throws {
    let (response, error) = try await outcome(answer)
    #expect(response == nil)
    guard case .unreadable = error?.reason else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `stops an answer that is too long`() async throws {
    let body = String(repeating: "x", count: 5000)
    let answer = "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n\(body)"
    #expect(try await outcome(answer, limit: 5000).response?.body.count == 5000)
    let error = try await outcome(answer, limit: 4999).error
    #expect(error?.asksForLess == true)
  }

  @Test func `counts the size of an answer after decompression`() async throws {
    let packed = try #require(Self.bomb)
    let server = try SocketServer { _ in
      (
        Array(
          "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(packed.count)\r\n\r\n"
            .utf8) + packed, .close
      )
    }
    defer { server.stop() }
    let whole = try await transport(server.port, limit: 1 << 20).send(request)
    #expect(whole.body.count == 1 << 20)
    let error = await failure {
      _ = try await transport(server.port, limit: 1 << 16).send(request)
    }
    #expect(error?.asksForLess == true)
  }

  @Test func `says which host cannot be reached`() async throws {
    let server = try SocketServer { _ in ([], .close) }
    let port = server.port
    server.stop()
    let error = try #require(
      await failure {
        _ = try await transport(port).send(request)
        _ = try await transport(port).send(request)
      })
    #expect(error.explanation.status == .unavailable)
    #expect(error.explanation.what.hasPrefix("http://127.0.0.1:\(port) cannot be reached: "))
  }

  @Test func `aborts when its task is cancelled`() async throws {
    let server = try SocketServer { _ in
      (Array("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nab".utf8), .hang)
    }
    defer { server.stop() }
    let transport = try transport(server.port)
    let task = Task { try await transport.send(request) }
    while server.requests.isEmpty { await Task.yield() }
    task.cancel()
    let result = await task.result
    #expect(throws: FetchError(.cancelled, place: "POST /api/v2/query")) { try result.get() }
  }

  @Test func `serves many exchanges at once`() async throws {
    let server = try SocketServer { request in
      let path = request.split(separator: " ")[1]
      let text = "HTTP/1.1 200 OK\r\nContent-Length: \(path.utf8.count)\r\n\r\n\(path)"
      return (Array(text.utf8), .close)
    }
    defer { server.stop() }
    let transport = try transport(server.port)
    try await withThrowingTaskGroup(of: (Int, [UInt8]).self) { group in
      for number in 0..<40 {
        group.addTask { (number, try await transport.send(Request(.get, .api, "/\(number)")).body) }
      }
      for try await (number, body) in group {
        #expect(String(decoding: body, as: UTF8.self) == "/base/\(number)")
      }
    }
  }

  /// One mebibyte of zeros, compressed by gzip.
  private static let bomb = Data(
    base64Encoded: "H4sIAAAAAAACA+3BMQEAAADCoPVPbQhfoA" + String(repeating: "A", count: 1354)
      + "PgMc6jinAAAQAA=="
  ).map(Array.init)
}
