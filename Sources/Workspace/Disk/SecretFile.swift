package import Figures

/// A file with a secret in it, which nobody but its owner may read.
struct SecretFile: Sendable, Hashable {
  let path: String
  /// What the file holds, in messages: `secret` or `private key`.
  let purpose: String

  /// The text, with the line end taken off that editors and `echo` put there.
  func read() throws(SecretError) -> Secret {
    let file = DiskFile(path)
    guard let mode = file.mode else { throw SecretError.unreadable(path, purpose) }
    guard mode & 0o077 == 0 else { throw SecretError.exposed(path, purpose, mode: mode) }
    let text: String
    do { text = try file.text(limit: 65_536) } catch {
      throw SecretError.unreadable(path, purpose)
    }
    let trimmed = text.trimmingLineEnd
    guard !trimmed.isEmpty else { throw SecretError.empty(path) }
    return Secret(trimmed)
  }
}

extension String {
  /// The text without one trailing line feed, or carriage return and line feed.
  var trimmingLineEnd: String { last?.isNewline == true ? String(dropLast()) : self }
}

/// Why a secret could not be had.
///
/// Its texts never hold what a file or program said.
package enum SecretError: Error, Hashable {
  case unset(variable: String)
  case unreadable(String, String)
  case exposed(String, String, mode: UInt32)
  case empty(String)
  case notStarted(program: String)
  case tooLong(program: String)
  case failed(program: String, status: String)
}

extension SecretError: Explained {
  package var explanation: Explanation {
    switch self {
    case .unset(let variable):
      Explanation(
        .configuration, what: "the environment variable '\(variable)' is not set",
        place: "environment", remedy: "export \(variable) for the account that runs tallysheet")
    case .unreadable(let path, let purpose):
      Explanation(
        .configuration, what: "the \(purpose) file cannot be read", place: path,
        remedy: "check that it exists, is text, and belongs to the account that runs tallysheet")
    case .exposed(let path, let purpose, let mode):
      Explanation(
        .configuration,
        what: "the \(purpose) file is open to other accounts (mode \(String(mode, radix: 8)))",
        place: path, remedy: "chmod 600 \(path)")
    case .empty(let place):
      Explanation(.configuration, what: "the secret is empty", place: place)
    case .notStarted(let program):
      Explanation(
        .configuration, what: "the secret's command cannot be started", place: program,
        remedy: "name a program in PATH or by its full path; the arguments follow as list items")
    case .tooLong(let program):
      Explanation(
        .configuration, what: "the secret's command wrote more than 65536 bytes", place: program,
        remedy: "let it write the secret and nothing else")
    case .failed(let program, let status):
      Explanation(
        .configuration, what: "the secret's command ended with \(status)", place: program,
        remedy: "run it by hand as the same account; its output is not shown here")
    }
  }
}
