import Dispatch
import Synchronization

/// Sends requests with libcurl, each on a thread of its own, over connections that stay open.
///
/// It reaches only the two hosts of its connection and follows no redirect, so a token cannot
/// stray. A cancelled task aborts its exchange within a second.
package struct CurlTransport: Sendable {
  /// Bytes of an answer after decompression; more than any answer that we ask for.
  package static let answerLimit = 64 << 20

  private let connection: Connection
  private let answerLimit: Int
  private let pool = CurlPool()

  package init(_ connection: Connection, answerLimit: Int = CurlTransport.answerLimit) {
    self.connection = connection
    self.answerLimit = answerLimit
  }

  package var transport: Transport {
    { (request: Request) async throws(FetchError) -> Response in try await send(request) }
  }

  package func send(_ request: Request) async throws(FetchError) -> Response {
    let endpoint = connection.endpoint(of: request.host)
    let exchange = CurlExchange(
      request: request, endpoint: endpoint, answerLimit: answerLimit, cancellation: Cancellation())
    let worker = try pool.take()
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        // The exchange blocks, so it must not sit on one of Swift's own few threads.
        worker.queue.async { continuation.resume(returning: worker.perform(exchange)) }
      }
    } onCancel: {
      exchange.cancellation.request()
    }
    pool.put(worker)
    return try result.get()
  }
}

/// Connections that wait for their next exchange.
///
/// There are never more than exchanges that were under way at once, which the session bounds.
private final class CurlPool: Sendable {
  private let idle = Mutex<[CurlWorker]>([])

  func take() throws(FetchError) -> CurlWorker {
    if let worker = idle.withLock({ $0.popLast() }) { return worker }
    return try CurlWorker()
  }

  func put(_ worker: CurlWorker) { idle.withLock { $0.append(worker) } }
}

/// Tells a blocking exchange that nobody waits for it any more.
final class Cancellation: Sendable {
  private let flag = Atomic(false)

  var isRequested: Bool { flag.load(ordering: .relaxed) }

  func request() { flag.store(true, ordering: .relaxed) }
}
