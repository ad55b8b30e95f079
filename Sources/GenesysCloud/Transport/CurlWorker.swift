import CCurl
import Dispatch
import Glibc
import Synchronization

/// One exchange: what to send, where, and how to stop it.
struct CurlExchange: Sendable {
  let request: Request
  let endpoint: Endpoint
  let answerLimit: Int
  let cancellation: Cancellation
}

/// One open connection of libcurl and the thread that serves it.
final class CurlWorker: Sendable {
  let queue = DispatchQueue(label: "curl")
  private let handle: Mutex<CurlHandle>

  init() throws(FetchError) {
    guard let pointer = ccurl_open() else {
      throw FetchError(.interrupted(.reset, why: "memory is out"))
    }
    handle = Mutex(CurlHandle(pointer: pointer))
  }

  /// Blocks until the exchange is over.
  func perform(_ exchange: CurlExchange) -> Result<Response, FetchError> {
    handle.withLock { $0.perform(exchange) }
  }
}

private struct CurlHandle: ~Copyable {
  let pointer: OpaquePointer

  deinit { ccurl_close(pointer) }

  func perform(_ exchange: CurlExchange) -> Result<Response, FetchError> {
    let request = exchange.request
    var lines: [UnsafePointer<CChar>?] = request.headers.map { header in
      UnsafePointer(strdup("\(header.name): \(header.value)"))
    }
    defer { for line in lines { free(UnsafeMutablePointer(mutating: line)) } }
    lines.append(nil)
    return withExtendedLifetime(exchange.cancellation) {
      request.method.rawValue.withCString { method in
        exchange.endpoint.url(of: request.target).withCString { url in
          request.body.withUnsafeBufferPointer { body in
            lines.withUnsafeBufferPointer { headers in
              var asked = CCurlRequest()
              asked.method = method
              asked.url = url
              asked.headers = headers.baseAddress
              asked.body = body.baseAddress
              asked.body_length = body.count
              asked.body_limit = exchange.answerLimit
              asked.no_proxy = exchange.endpoint.isLoopback
              asked.is_cancelled = isCancelled
              asked.context = Unmanaged.passUnretained(exchange.cancellation).toOpaque()
              return read(ccurl_exchange(pointer, &asked), of: exchange)
            }
          }
        }
      }
    }
  }

  private func read(_ answer: CCurlAnswer, of exchange: CurlExchange) -> Result<
    Response, FetchError
  > {
    let reason = PlainText.line(String(cString: answer.reason))
    let failure: FetchError.Reason
    switch answer.outcome {
    case CCURL_DONE:
      let text = UnsafeRawBufferPointer(start: answer.headers, count: answer.headers_length)
      let body = UnsafeBufferPointer(start: answer.body, count: answer.body_length)
      return .success(
        Response(
          status: answer.status, headers: HeaderText.headers(in: text), body: Array(body)))
    case CCURL_CUT: failure = .interrupted(.cut, why: reason)
    case CCURL_RESET: failure = .interrupted(.reset, why: reason)
    case CCURL_TIMED_OUT: failure = .interrupted(.timeout, why: reason)
    case CCURL_TOO_LARGE:
      failure = .tooLarge(
        status: nil, message: "the answer is longer than \(exchange.answerLimit) bytes")
    case CCURL_UNREADABLE: failure = .unreadable(reason)
    case CCURL_CANCELLED: failure = .cancelled
    default: failure = .unreachable(host: exchange.endpoint.origin, why: reason)
    }
    return .failure(FetchError(failure, place: exchange.request.name))
  }
}

/// Called by libcurl on the worker's thread.
private func isCancelled(_ context: UnsafeMutableRawPointer?) -> Bool {
  guard let context else { return false }
  return Unmanaged<Cancellation>.fromOpaque(context).takeUnretainedValue().isRequested
}

/// Header lines as they came over the wire.
enum HeaderText {
  /// The headers of one answer; the status line and lines without a colon are left out.
  static func headers(in text: some Collection<UInt8>) -> [Header] {
    text.split { $0 == 0x0a || $0 == 0x0d }.compactMap { line in
      guard let colon = line.firstIndex(of: 0x3a), colon > line.startIndex else { return nil }
      let value = String(decoding: line[line.index(after: colon)...], as: UTF8.self)
      return Header(
        String(decoding: line[..<colon], as: UTF8.self),
        value.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " "))
    }
  }
}
