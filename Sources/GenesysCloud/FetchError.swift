package import Figures

/// Why something could not be fetched, and where.
///
/// It never holds a token, a secret or the content of a row: names and statuses only.
package struct FetchError: Error, Hashable {
  package let reason: Reason
  /// The request with its correlation id, or the setting at fault.
  package private(set) var place: String?

  package init(_ reason: Reason, place: String? = nil) {
    self.reason = reason
    self.place = place
  }

  /// The same failure with its place, unless it has one already.
  package func at(_ place: String) -> FetchError {
    self.place == nil ? FetchError(reason, place: place) : self
  }

  package enum Reason: Sendable, Hashable {
    // Settings
    case badURL(String, why: String)
    case badSetting(String, why: String)
    case unknownQueueName(String, nearest: [String])
    case ambiguousQueueName(String, ids: [String])
    case repeatedQueue(String)
    case looksLikeSeconds(Int)
    case badPlan(String)
    /// A ratio that cannot be added up.
    case noTotals(String, why: String)

    // Permission
    case rejectedCredentials(String)
    case unauthorized(String)
    case missingPermission(String)
    case overPrivileged([String])
    case invisibleQueue(String)
    case foreignHost(String)
    case withheldColumn(String, visibility: String)

    // The service
    case unreachable(host: String, why: String)
    case interrupted(Interruption, why: String)
    case stayedDown(String)
    case quota(limit: String, retryAfter: Int?)
    case refused(status: Int, code: String?, message: String)
    case tooLarge(status: Int?, message: String)
    case granularityRefused(String)
    /// Jobs have data up to `until` only.
    case notYetAvailable(until: Instant, wanted: Instant)
    case jobTookTooLong(minutes: Int)
    /// A job ended without a result, in this state.
    case jobEnded(String)

    // The answer
    case unreadable(String)
    case contradiction(String)
    /// The service names another total than its parts add up to.
    case totalDiffers(String, parts: Int, total: Int)
    case unasked(kind: String, name: String)
    case undefinedColumn(String)

    case cancelled
  }

  /// How an exchange broke off, once the host had been reached.
  package enum Interruption: Sendable, Hashable { case cut, reset, timeout }
}

extension FetchError {
  /// Whether the server refused intervals of this length, so that coarser ones may be accepted.
  package var refusesTheGranularity: Bool {
    if case .granularityRefused = reason { true } else { false }
  }

  /// Whether the client may not see what was asked for.
  package var isMissingPermission: Bool {
    if case .missingPermission = reason { true } else { false }
  }

  /// Whether the parts that were read do not add up to the service's own total.
  package var isDifferingTotal: Bool { if case .totalDiffers = reason { true } else { false } }

  /// Whether a smaller query may succeed.
  package var asksForLess: Bool { if case .tooLarge = reason { true } else { false } }
}

extension FetchError {
  /// The same failure with each of these texts taken out of what the server said.
  package func hiding(_ secrets: [String]) -> FetchError {
    func hide(_ text: String) -> String {
      secrets.filter { !$0.isEmpty }.reduce(text) { $0.replacing($1, with: "(secret)") }
    }
    let hidden: Reason =
      switch reason {
      case .rejectedCredentials(let why): .rejectedCredentials(hide(why))
      case .unauthorized(let why): .unauthorized(hide(why))
      case .missingPermission(let name): .missingPermission(hide(name))
      case .foreignHost(let host): .foreignHost(hide(host))
      case .stayedDown(let why): .stayedDown(hide(why))
      case .quota(let limit, let seconds): .quota(limit: hide(limit), retryAfter: seconds)
      case .refused(let status, let code, let message):
        .refused(status: status, code: code.map(hide), message: hide(message))
      case .tooLarge(let status, let message): .tooLarge(status: status, message: hide(message))
      case .granularityRefused(let message): .granularityRefused(hide(message))
      case .unreadable(let why): .unreadable(hide(why))
      case .contradiction(let why): .contradiction(hide(why))
      case .unasked(let kind, let name): .unasked(kind: kind, name: hide(name))
      default: reason
      }
    return FetchError(hidden, place: place.map(hide))
  }
}
