import CMicrohttpd
import Glibc
import Synchronization

/// A server on the loopback interface that shows finished files to a browser.
package final class PreviewServer: Sendable {
  /// The port that it listens on, also when 0 was asked for.
  package let port: UInt16
  private let server: Mutex<OpaquePointer?>
  /// Keeps the handler alive for the server's threads, which hold it unretained.
  private let handler: PreviewHandler

  /// Listens; `answer` is called on several threads.
  package init(
    port: UInt16, answer: @escaping @Sendable (PreviewRequest) -> PreviewAnswer
  ) throws(PreviewError) {
    let handler = PreviewHandler(answer: answer)
    var error: Int32 = 0
    guard
      let server = cmhd_start(
        port, 0, answerPreview, Unmanaged.passUnretained(handler).toOpaque(), &error)
    else { throw PreviewError(port: port, code: error) }
    self.port = cmhd_port(server)
    self.handler = handler
    self.server = Mutex(server)
  }

  deinit { stop() }

  package var address: String { "http://127.0.0.1:\(port)/" }

  /// Stops the server's threads and closes the socket; a second call does nothing.
  package func stop() {
    server.withLock { server in
      if let running = server { cmhd_stop(running) }
      server = nil
    }
  }
}

/// Why there is no server.
package struct PreviewError: Error, Hashable {
  package let port: UInt16
  package let code: Int32

  package var isTaken: Bool { code == EADDRINUSE }
}

/// What the server's threads call.
private final class PreviewHandler: Sendable {
  let answer: @Sendable (PreviewRequest) -> PreviewAnswer

  init(answer: @escaping @Sendable (PreviewRequest) -> PreviewAnswer) { self.answer = answer }
}

private func answerPreview(
  context: UnsafeMutableRawPointer, arrived: OpaquePointer, outgoing: OpaquePointer
) {
  let handler = Unmanaged<PreviewHandler>.fromOpaque(context).takeUnretainedValue()
  let answer = handler.answer(
    PreviewRequest(
      method: String(cString: cmhd_method(arrived)),
      target: String(cString: cmhd_target(arrived)),
      host: cmhd_header(arrived, "Host").map { String(cString: $0) },
      destination: cmhd_header(arrived, "Sec-Fetch-Dest").map { String(cString: $0) }))
  cmhd_set_status(outgoing, UInt32(answer.status))
  for header in answer.headers { cmhd_add_header(outgoing, header.name, header.value) }
  answer.body.withUnsafeBufferPointer { cmhd_set_body(outgoing, $0.baseAddress, $0.count) }
}
