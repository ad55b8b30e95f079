package import Figures
import Glibc
import Subprocess

/// Where a secret is to be had; the secret itself is never in a configuration.
package enum SecretReference: Sendable, Hashable {
  case environment(variable: String)
  /// A file that only its owner may read.
  case file(path: String)
  /// A program that writes the secret to its standard output; it sees `PATH` and `HOME` only.
  case command([String])

  /// Where the secret comes from, for messages.
  package var place: String {
    switch self {
    case .environment(let variable): "environment variable \(variable)"
    case .file(let path): path
    case .command(let words): "command \(words.first ?? "")"
    }
  }

  /// Fetches the secret, without the line end after it.
  package func resolve() async throws -> Secret {
    switch self {
    case .environment(let variable):
      guard let value = getenv(variable) else { throw SecretError.unset(variable: variable) }
      return try Self.checked(String(cString: value), place: place)
    case .file(let path):
      return try SecretFile(path: path, purpose: "secret").read()
    case .command(let words):
      return try Self.checked(try await Self.output(of: words), place: place)
    }
  }

  private static func checked(_ text: String, place: String) throws(SecretError) -> Secret {
    let trimmed = text.trimmingLineEnd
    guard !trimmed.isEmpty else { throw SecretError.empty(place) }
    return Secret(trimmed)
  }

  /// A path of the type that the library takes, without naming that type's module.
  private static func literal<Path: ExpressibleByStringLiteral>(_ text: String) -> Path
  where Path.StringLiteralType == String { Path(stringLiteral: text) }

  private static func output(of words: [String]) async throws -> String {
    guard let program = words.first else { throw SecretError.notStarted(program: "") }
    var environment: [Environment.Key: String] = [:]
    for key in ["PATH", "HOME"] {
      if let value = getenv(key) {
        environment[Environment.Key(stringLiteral: key)] = String(cString: value)
      }
    }
    let executable: Executable =
      program.contains("/") ? .path(literal(program)) : .name(program)
    do {
      let result = try await run(
        executable, arguments: Arguments(Array(words.dropFirst())),
        environment: .custom(environment), output: .string(limit: 65_536), error: .discarded)
      guard result.terminationStatus.isSuccess else {
        throw SecretError.failed(program: program, status: "\(result.terminationStatus)")
      }
      return result.standardOutput
    } catch let error as SubprocessError {
      throw error.code == .outputLimitExceeded
        ? SecretError.tooLong(program: program) : .notStarted(program: program)
    }
  }
}

extension Setting {
  /// Reads `{env: NAME}`, `{file: PATH}` or `{command: [PROGRAM, ARG…]}`.
  ///
  /// A relative path starts from `folder`.
  func secret(below folder: String) throws(SettingError) -> SecretReference {
    let keys = ConfigurationShape.secretSources.map(\.name)
    if isScalar {
      // The text itself may be a secret: it is not repeated.
      throw refusal(
        "'\(name)' holds a plain value; a secret never stands in this file",
        remedy: "write {env: NAME}, {file: PATH} or {command: [PROGRAM, ARGUMENT]}")
    }
    let (key, value) = try table(keys).single(of: keys)
    switch key {
    case "env": return .environment(variable: try value.line())
    case "file": return .file(path: joined(folder, try value.line()))
    default:
      var words: [String] = []
      for item in try value.filledList() { words.append(try item.text()) }
      return .command(words)
    }
  }
}
