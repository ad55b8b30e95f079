import Figures
import Foundation
import Workspace

/// Builds partners in the order in which they come from the fetch, as many at a time as there are
/// processors.
struct BuildQueue: Sendable {
  let stage: RunStage
  /// The ids of partners by their places.
  let ids: [String]

  /// What became of a partner.
  struct Done: Sendable {
    /// `nil` where nothing was due.
    let outcome: FetchStage.Outcome?
    /// The periods that came out otherwise than they stood.
    var built: Result<[String], any Error>
  }

  /// Builds until no more come; the results by the partners' places.
  func run(_ ready: AsyncStream<(Int, FetchStage.Outcome?)>) async throws -> [Int: Done] {
    try await withThrowingTaskGroup(of: (Int, Done).self) { group in
      var results: [Int: Done] = [:]
      var running = 0
      let ground = Shared { [stage] in
        let build = try await BuildStage(
          workspace: stage.workspace, output: nil, quiet: stage.quiet)
        return (build, try await build.ground())
      }
      for await (place, outcome) in ready {
        if running == ProcessInfo.processInfo.activeProcessorCount,
          let (place, done) = try await group.next()
        {
          results[place] = done
          running -= 1
        }
        running += 1
        group.addTask {
          (place, Done(outcome: outcome, built: await built(place, outcome, ground)))
        }
      }
      while let (place, done) = try await group.next() { results[place] = done }
      guard let (build, shared) = await ground.made else { return results }
      do { try await build.finish(shared) } catch {
        // What lists all partners is nobody's own: the first of them tells of it.
        if let first = results.keys.min() { results[first]?.built = .failure(error) }
      }
      return results
    }
  }

  private func built(
    _ place: Int, _ outcome: FetchStage.Outcome?, _ ground: Shared<(BuildStage, BuildStage.Ground)>
  ) async -> Result<[String], any Error> {
    let id = ids[place]
    do {
      let isNew = if case .fetched(let results) = outcome { !results.isEmpty } else { false }
      guard try isNew || stage.isStale(id) else { return .success([]) }
      let (build, shared) = try await ground.value
      let settings = try stage.workspace.partner(id)
      return .success(try await build.build(settings, shared).filter(\.isNew).map(\.period))
    } catch { return .failure(error) }
  }
}

/// A value that takes its time and is made for the first that asks.
private actor Shared<Value: Sendable> {
  private let make: @Sendable () async throws -> Value
  private var task: Task<Value, any Error>?

  init(_ make: @escaping @Sendable () async throws -> Value) { self.make = make }

  var value: Value {
    get async throws {
      let task = self.task ?? Task { [make] in try await make() }
      self.task = task
      return try await task.value
    }
  }

  /// The value where somebody has asked, and got it.
  var made: Value? {
    get async { try? await task?.value }
  }
}
