import Dispatch
import Glibc

/// Runs work that Ctrl-C and a polite kill stop cleanly: the work's task is cancelled, finishes what
/// must be whole, and the next run goes on from there.
enum Interrupt {
  static func stoppable<Value: Sendable>(
    _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let task = Task { try await work() }
    let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { @Sendable in task.cancel() }
      source.resume()
      return source
    }
    defer { for source in sources { source.cancel() } }
    return try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      task.cancel()
    }
  }

  /// Waits until somebody asks the program to stop.
  static func wait() async {
    try? await stoppable { try await Task.sleep(for: .seconds(Int32.max)) }
  }
}
