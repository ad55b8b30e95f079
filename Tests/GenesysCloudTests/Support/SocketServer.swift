import Dispatch
import Glibc
import Synchronization

/// A server on a free loopback port that answers with the bytes it was told, right or wrong.
final class SocketServer: Sendable {
  enum Ending: Sendable {
    case close
    /// Breaks the connection instead of ending it.
    case reset
    /// Keeps the connection open until the client goes.
    case hang
  }

  let port: Int
  private let listener: Int32
  private let log = Mutex<[String]>([])

  /// `answer` is given the whole request and says what goes back, and how the connection ends.
  init(_ answer: @escaping @Sendable (String) -> (bytes: [UInt8], ending: Ending)) throws {
    signal(SIGPIPE, SIG_IGN)
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(listener, address, length) == 0 && listen(listener, 16) == 0
          && getsockname(listener, address, &length) == 0
      }
    }
    guard listener >= 0, bound else { throw Failure.noSocket }
    port = Int(UInt16(bigEndian: address.sin_port))
    DispatchQueue(label: "server").async { [self] in
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { return }
        DispatchQueue(label: "connection").async { self.serve(connection, answer) }
      }
    }
  }

  enum Failure: Error { case noSocket }

  var requests: [String] { log.withLock { $0 } }

  func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  private func serve(
    _ connection: Int32, _ answer: (String) -> (bytes: [UInt8], ending: Ending)
  ) {
    defer { close(connection) }
    guard let request = read(connection) else { return }
    log.withLock { $0.append(request) }
    let (bytes, ending) = answer(request)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { write(connection, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      sent += count
    }
    switch ending {
    case .close: shutdown(connection, Int32(SHUT_WR))
    case .reset:
      var option = linger(l_onoff: 1, l_linger: 0)
      setsockopt(
        connection, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    case .hang:
      var byte: UInt8 = 0
      while Glibc.read(connection, &byte, 1) > 0 {}
    }
  }

  /// Head and body of one request.
  private func read(_ connection: Int32) -> String? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(connection, &buffer, buffer.count)
      guard count > 0 else { return nil }
      bytes += buffer[..<count]
      let text = String(decoding: bytes, as: UTF8.self)
      guard let end = text.firstRange(of: "\r\n\r\n") else { continue }
      let mark = text.firstRange(of: "Content-Length: ")?.upperBound
      let length = mark.flatMap { Int(text[$0...].prefix { $0.isNumber }) } ?? 0
      if text[end.upperBound...].utf8.count >= length { return text }
    }
  }
}
