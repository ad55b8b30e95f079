import DemoTenant
import Foundation

/// What came back over the socket, as it came.
struct RawReply {
  let status: Int
  /// By their name in lower case.
  let headers: [String: String]
  let body: [UInt8]
  /// Whether as many bytes arrived as the header promised.
  let isComplete: Bool

  func json() throws -> JSON { try JSON(String(decoding: body, as: UTF8.self)) }
}

/// A client that writes and reads one request on a socket of its own and repairs nothing.
struct RawClient {
  enum Failure: Error, Hashable {
    case noConnection
    /// The connection ended in order, before a status line came.
    case noAnswer
    case reset
  }

  let port: UInt16
  /// The server to keep alive for as long as somebody may talk to it.
  var server: DemoTenant?

  func send(
    _ method: String, _ target: String, headers: [(String, String)] = [], body: String? = nil
  ) throws -> RawReply {
    var lines = ["\(method) \(target) HTTP/1.1", "Host: 127.0.0.1:\(port)", "Connection: close"]
    lines += headers.map { "\($0.0): \($0.1)" }
    if let body { lines.append("Content-Length: \(body.utf8.count)") }
    let text = lines.joined(separator: "\r\n") + "\r\n\r\n" + (body ?? "")
    return try parse(exchange(Array(text.utf8)))
  }

  private func exchange(_ bytes: [UInt8]) throws -> [UInt8] {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw Failure.noConnection }
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.send(
          socket, $0.baseAddress?.advanced(by: sent), bytes.count - sent,
          Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { break }
      sent += count
    }
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(socket, &buffer, buffer.count, 0)
      if count < 0, errno == ECONNRESET { throw Failure.reset }
      guard count > 0 else { return received }
      received += buffer[..<count]
    }
  }

  private func parse(_ bytes: [UInt8]) throws -> RawReply {
    let end = Array("\r\n\r\n".utf8)
    guard let split = bytes.firstRange(of: end) else { throw Failure.noAnswer }
    let lines = String(decoding: bytes[..<split.lowerBound], as: UTF8.self)
      .split(separator: "\r\n")
    let words = lines[0].split(separator: " ")
    guard words.count > 1, let status = Int(words[1]) else { throw Failure.noAnswer }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      let halves = line.split(separator: ":", maxSplits: 1)
      headers[halves[0].lowercased()] = halves[1].trimmingCharacters(in: .whitespaces)
    }
    let body = Array(bytes[split.upperBound...])
    let promised = headers["content-length"].flatMap { Int($0) } ?? 0
    return RawReply(
      status: status, headers: headers, body: body, isComplete: body.count == promised)
  }
}
