/// What went wrong, where, and what the operator can do about it.
///
/// Every error of ours carries one; the command prints it in one shape and exits with its status.
package struct Explanation: Sendable, Hashable {
  package let status: ExitStatus
  package let what: String
  /// A file with its line and column, a request with its correlation id, or a setting.
  package let place: String?
  package let remedy: String?

  package init(
    _ status: ExitStatus, what: String, place: String? = nil, remedy: String? = nil
  ) {
    self.status = status
    self.what = what
    self.place = place
    self.remedy = remedy
  }
}

/// The exit codes that scripts rely on, from sysexits.
package enum ExitStatus: Int32, Sendable, CaseIterable {
  case done = 0
  case finding = 1
  case usage = 64
  case badData = 65
  case missingInput = 66
  case unavailable = 69
  case internalFault = 70
  case cannotCreate = 73
  case inputOutput = 74
  case tryAgainLater = 75
  case permission = 77
  case configuration = 78
}

/// An error whose text is made in one place.
package protocol Explained: Error {
  var explanation: Explanation { get }
}
