import Foundation
import Synchronization

/// A request that a demo organization was sent.
package struct LoggedRequest: Sendable, Hashable {
  /// When it had arrived, on the tenant's clock, since the start of the server.
  package let time: Duration
  package let method: String
  /// The path as it was sent, without its query.
  package let path: String
  /// The status of the answer; `nil` while there is none, and when the connection was reset
  /// instead.
  package fileprivate(set) var status: Int?
  /// Which of the tokens that were given out it came with, or was answered with, from 1; `nil`
  /// without one.
  package fileprivate(set) var token: Int?
}

/// The requests that arrived, in their order, in memory and on request in a file.
///
/// It holds no token and no query, header or body.
final class RequestLog: Sendable {
  private struct State {
    var requests: [LoggedRequest] = []
    let file: FileHandle?
  }

  private let clock: @Sendable () -> Duration
  private let start: Duration
  private let state: Mutex<State>

  /// Starts an empty log; a file that is there already is replaced.
  init(file path: String?, clock: @escaping @Sendable () -> Duration) throws(TenantError) {
    var file: FileHandle?
    if let path {
      guard FileManager.default.createFile(atPath: path, contents: nil),
        let handle = FileHandle(forWritingAtPath: path)
      else { throw .cannotLog(path) }
      file = handle
    }
    self.clock = clock
    start = clock()
    state = Mutex(State(file: file))
  }

  var requests: [LoggedRequest] { state.withLock { $0.requests } }

  /// Notes that a request arrived now; the number is for ``end(_:status:token:)``.
  func begin(_ request: Request) -> Int {
    state.withLock { state in
      state.requests.append(
        LoggedRequest(
          time: clock() - start, method: request.method,
          path: String(request.target.prefix { $0 != "?" })))
      return state.requests.count - 1
    }
  }

  /// Notes what a request was answered with, and writes its line.
  func end(_ number: Int, status: Int?, token: Int?) {
    state.withLock { state in
      state.requests[number].status = status
      state.requests[number].token = token
      state.file?.write(Data(Self.line(state.requests[number])))
    }
  }

  /// A line of JSON: seconds, method, path and status, which is null after a reset.
  private static func line(_ request: LoggedRequest) -> [UInt8] {
    let parts = request.time.components
    let micros = String(parts.attoseconds / 1_000_000_000_000)
    let fraction = String(repeating: "0", count: max(0, 6 - micros.count)) + micros
    return JSONNode.object([
      .init(name: "t", value: .number("\(parts.seconds).\(fraction)")),
      .init(name: "method", value: .text(request.method)),
      .init(name: "path", value: .text(request.path)),
      .init(name: "status", value: request.status.map(JSONNode.integer) ?? .null),
    ]).bytes + [UInt8(ascii: "\n")]
  }
}
