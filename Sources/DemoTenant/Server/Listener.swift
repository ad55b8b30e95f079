import CMicrohttpd
import Foundation
import Synchronization

/// The loopback socket: turns what arrives into a ``Request`` and sends the ``Answer``.
final class Listener: Sendable {
  /// The largest request body that is accepted, in bytes.
  static let bodyLimit = 512_000

  let port: UInt16
  private let server: Mutex<OpaquePointer?>
  /// Keeps the handler alive for the server's threads, which hold it unretained.
  private let handler: Handler

  /// Listens; `answer` is called on several threads, and what it gives leaves after `latency`.
  init(
    port: UInt16, latency: Duration,
    answer: @escaping @Sendable (Request) -> Answer
  ) throws(TenantError) {
    let handler = Handler(latency: latency, answer: answer)
    var error: Int32 = 0
    guard
      let server = cmhd_start(
        port, Self.bodyLimit, answerRequest, Unmanaged.passUnretained(handler).toOpaque(), &error)
    else {
      throw error == EADDRINUSE ? .portInUse(port) : .notListening(port: port, errno: error)
    }
    self.port = cmhd_port(server)
    self.handler = handler
    self.server = Mutex(server)
  }

  deinit { stop() }

  /// Stops the server's threads and closes the socket.
  func stop() {
    server.withLock { server in
      if let running = server { cmhd_stop(running) }
      server = nil
    }
  }
}

/// What the server's threads call.
private final class Handler: Sendable {
  let latency: Duration
  let answer: @Sendable (Request) -> Answer

  init(latency: Duration, answer: @escaping @Sendable (Request) -> Answer) {
    self.latency = latency
    self.answer = answer
  }
}

private func answerRequest(
  context: UnsafeMutableRawPointer, arrived: OpaquePointer, outgoing: OpaquePointer
) {
  let handler = Unmanaged<Handler>.fromOpaque(context).takeUnretainedValue()
  var length = 0
  let body = cmhd_body(arrived, &length)
  let answer = handler.answer(
    Request(
      method: String(cString: cmhd_method(arrived)),
      target: String(cString: cmhd_target(arrived)),
      authorization: cmhd_header(arrived, "Authorization").map { String(cString: $0) },
      contentType: cmhd_header(arrived, "Content-Type").map { String(cString: $0) },
      body: Array(UnsafeBufferPointer(start: body, count: length)),
      isBodyTooLong: cmhd_body_is_too_long(arrived)))
  if handler.latency > .zero { Thread.sleep(forTimeInterval: handler.latency / .seconds(1)) }
  cmhd_set_status(outgoing, UInt32(answer.status))
  for header in answer.headers { cmhd_add_header(outgoing, header.name, header.value) }
  answer.body.withUnsafeBufferPointer { cmhd_set_body(outgoing, $0.baseAddress, $0.count) }
  switch answer.delivery {
  case .whole: cmhd_set_delivery(outgoing, cmhd_whole)
  case .cut: cmhd_set_delivery(outgoing, cmhd_cut)
  case .reset: cmhd_set_delivery(outgoing, cmhd_reset)
  case .resetMidway: cmhd_set_delivery(outgoing, cmhd_reset_midway)
  case .drip: cmhd_set_delivery(outgoing, cmhd_drip)
  }
}
