import ArgumentParser
import Figures
import Foundation

/// An error on its way to the operator: what happened, in which stage, where, and what to do.
struct Failure: Error {
  let explanation: Explanation
  /// The stage and what it worked on, such as `fetch northline 1999-02`.
  let stage: String?
  let status: ExitStatus

  private init(_ explanation: Explanation, stage: String?) {
    self.explanation = explanation
    self.stage = stage
    status = explanation.status
  }

  /// Takes what the pipeline threw; `nil` for what the argument parser prints itself.
  init?(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as any Explained: self.init(error.explanation, stage: nil)
    case is CancellationError: self.init(Self.stopped, stage: nil)
    case is ExitCode, is ValidationError, is CleanExit: return nil
    default:
      // The parser's own errors have no public type; they know how to print themselves.
      guard String(reflecting: type(of: error)).hasPrefix("ArgumentParser.") else {
        self.init(
          Explanation(
            .internalFault, what: "something failed that nobody foresaw (\(type(of: error)))",
            remedy: "run again with --log-level debug and report what it prints"), stage: nil)
        return
      }
      return nil
    }
  }

  /// The same, in a stage; an inner name stays.
  func naming(_ stage: String) -> Failure { Failure(explanation, stage: self.stage ?? stage) }

  /// Whether somebody asked the program to stop.
  var isStop: Bool { explanation == Self.stopped }

  /// Names the stage once; an inner name stays.
  static func naming<Value>(
    _ stage: String, _ work: () async throws -> Value
  ) async throws -> Value {
    do { return try await work() } catch let failure as Failure where failure.stage != nil {
      throw failure
    } catch {
      guard let failure = Failure(error) else { throw error }
      throw Failure(failure.explanation, stage: stage)
    }
  }

  var text: String {
    Self.text(
      explanation.what, stage: stage, place: explanation.place, remedy: explanation.remedy)
  }

  /// The one shape that all errors have for people.
  static func text(_ what: String, stage: String?, place: String?, remedy: String?) -> String {
    var lines = ["tallysheet: " + (stage.map { $0 + ": " } ?? "") + what]
    if let place { lines.append("  where: " + place) }
    if let remedy { lines.append("  do:    " + remedy) }
    return lines.joined(separator: "\n")
  }

  /// Prints it to standard error.
  func print() {
    Terminal.failure(
      explanation.what, stage: stage, place: explanation.place, remedy: explanation.remedy,
      status: status.rawValue)
  }

  private static let stopped = Explanation(
    .tryAgainLater, what: "stopped; everything received so far is kept",
    remedy: "run the same command again to go on where it stopped")
}
