import Glibc
import Subprocess

/// A program of the system, started without a shell and with next to no environment.
struct StartedProgram: Sendable {
  struct Ending: Sendable {
    /// The exit code; minus the signal for a program that was killed.
    let status: Int32
    let output: String
    let errors: String

    /// The last line of the messages, short enough for an error text.
    var lastLine: String {
      let lines = errors.split(whereSeparator: \.isNewline)
      let text = lines.last { !$0.allSatisfy(\.isWhitespace) } ?? ""
      return String(text.filter { !$0.isASCII || ($0 >= " " && $0 != "\u{7F}") }.prefix(200))
    }
  }

  /// In `PATH`, or with its folder.
  let name: String
  /// Variables that it may see besides `PATH` and `HOME`, where they are set.
  var variables: [String] = []

  /// Runs it to its end; it is killed when the task is cancelled.
  func run(_ arguments: [String], input: String = "") async throws -> Ending {
    var environment: [Environment.Key: String] = [:]
    for key in ["PATH", "HOME"] + variables {
      if let value = getenv(key) {
        environment[Environment.Key(stringLiteral: key)] = String(cString: value)
      }
    }
    do {
      let result = try await Subprocess.run(
        name.contains("/") ? .path(Self.literal(name)) : .name(name),
        arguments: Arguments(arguments), environment: .custom(environment), input: .string(input),
        output: .string(limit: 67_108_864), error: .string(limit: 1_048_576))
      try Task.checkCancellation()
      let status: Int32
      switch result.terminationStatus {
      case .exited(let code): status = code
      case .signaled(let signal): status = -signal
      }
      return Ending(
        status: status, output: result.standardOutput, errors: result.standardError)
    } catch is SubprocessError {
      try Task.checkCancellation()
      throw PublishError.noProgram(name)
    }
  }

  /// A path of the type that the library takes, without naming that type's module.
  private static func literal<Path: ExpressibleByStringLiteral>(_ text: String) -> Path
  where Path.StringLiteralType == String { Path(stringLiteral: text) }
}
