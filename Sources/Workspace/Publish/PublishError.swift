package import Figures

/// Why a site could not be published.
package enum PublishError: Error, Hashable {
  case notAFile(String)
  /// The target holds files that no site of ours has.
  case foreignFolder(String, example: String)
  case changedMeanwhile(String)
  /// What stands at the target is not what was sent.
  case notVerified(String, example: String)
  case noProgram(String)
  case programFailed(String, status: Int32, said: String, target: String)
}

extension PublishError: Explained {
  package var explanation: Explanation {
    switch self {
    case .notAFile(let path):
      Explanation(
        .badData, what: "'\(path)' is neither a file nor a folder", place: path,
        remedy: "remove it and build again")
    case .foreignFolder(let path, let example):
      Explanation(
        .configuration,
        what:
          "the target holds '\(example)', so it is not a site of tallysheet; nothing was replaced",
        place: path, remedy: "name an empty folder, or one that holds this partner's site alone")
    case .changedMeanwhile(let path):
      Explanation(
        .tryAgainLater, what: "'\(path)' changed while it was published", place: path,
        remedy: "run the command again when nothing else writes to the public folder")
    case .notVerified(let target, let example):
      Explanation(
        .inputOutput, what: "the target does not hold what was sent: \(example)", place: target,
        remedy: "check the disk or host, then publish again")
    case .noProgram(let program):
      Explanation(
        .configuration, what: "the program '\(program)' cannot be started", place: program,
        remedy: "install it for the account that runs tallysheet: apt-get install \(program)")
    case .programFailed(let program, let status, let said, let target):
      Explanation(
        .unavailable,
        what: "\(program) ended with \(status)" + (said.isEmpty ? "" : ": \(said)"), place: target,
        remedy:
          "try it by hand as the same account; the old site stays, or what of it was replaced "
          + "is replaced again by the next run")
    }
  }
}
