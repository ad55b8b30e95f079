package import Figures

/// Why a configuration or contract is refused, at the very place.
package struct SettingError: Error, Hashable, Explained {
  package let what: String
  /// `file:line:column`, and the clause where a contract has one.
  package let place: String
  package let remedy: String?
  package let status: ExitStatus

  init(
    _ what: String, at place: String, remedy: String? = nil, status: ExitStatus = .configuration
  ) {
    self.what = what
    self.place = place
    self.remedy = remedy
    self.status = status
  }

  package var explanation: Explanation {
    Explanation(status, what: what, place: place, remedy: remedy)
  }

  /// The same refusal, with the clause of the contract that it concerns.
  func concerning(clause: String) -> SettingError {
    SettingError(what, at: "\(place), clause \(clause)", remedy: remedy, status: status)
  }
}
