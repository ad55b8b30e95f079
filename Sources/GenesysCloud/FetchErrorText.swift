package import Figures

extension FetchError: Explained {
  package var explanation: Explanation {
    switch reason {
    case .badURL, .badSetting, .unknownQueueName, .ambiguousQueueName, .repeatedQueue,
      .looksLikeSeconds, .badPlan, .noTotals:
      settingExplanation
    case .rejectedCredentials, .unauthorized, .missingPermission, .overPrivileged,
      .invisibleQueue, .foreignHost, .withheldColumn:
      permissionExplanation
    case .unreachable, .interrupted, .stayedDown, .quota, .refused, .tooLarge,
      .granularityRefused, .cancelled:
      serviceExplanation
    case .notYetAvailable, .jobTookTooLong, .jobEnded: jobExplanation
    case .unreadable(let why):
      explain(
        .badData, "the answer cannot be read: \(why)",
        "run again; if it stays, give the correlation id to the vendor's support")
    case .contradiction(let why):
      explain(
        .badData, "the answer cannot be believed: \(why)",
        "run again; if it stays, give the correlation id to the vendor's support")
    case .totalDiffers(let counter, let parts, let total):
      explain(
        .badData,
        "the service's total of \(counter) is \(total), and the intervals that it sent add up to "
          + "\(parts)",
        "nothing of it was kept; run again, and if it stays, ask the vendor's support")
    case .unasked("the column", let name):
      explain(
        .badData,
        "the source sent the column '\(name)', which was not asked for",
        "nothing of this answer was kept. To let it through, give it a label under 'organization' in "
          + "tallysheet.yml: 'columns: {publish: {\(name): LABEL}}'; to leave it out, "
          + "'columns: {withhold: [\(name)]}'")
    case .unasked(let kind, let name):
      explain(
        .badData, "the source sent \(kind) '\(name)', which was not asked for",
        "nothing of this answer was kept; check that 'apiURL' leads to Genesys Cloud itself")
    case .undefinedColumn(let name):
      explain(
        .badData, "the source does not define the column '\(name)', which tells its rows apart",
        "check that 'apiURL' leads to a service of the dialect 'guide'")
    }
  }

  private func explain(_ status: ExitStatus, _ what: String, _ remedy: String?) -> Explanation {
    Explanation(status, what: what, place: place, remedy: remedy)
  }

  private var settingExplanation: Explanation {
    switch reason {
    case .badURL(let url, let why):
      explain(
        .configuration, "'\(url)' cannot be used as a host: \(why)",
        "write https://host, or http://127.0.0.1:port for a server on this machine")
    case .badSetting(let name, let why):
      explain(.configuration, "'\(name)' \(why)", "correct it in tallysheet.yml")
    case .unknownQueueName(let name, let nearest):
      explain(
        .configuration, "no queue is named '\(name)'",
        nearest.isEmpty
          ? "correct the name; names are compared exactly"
          : "did you mean \(nearest.map { "'\($0)'" }.joined(separator: " or "))?")
    case .ambiguousQueueName(let name, let ids):
      explain(
        .configuration, "\(ids.count) queues are named '\(name)'",
        "name one of them by its id: \(ids.joined(separator: ", "))")
    case .repeatedQueue(let name):
      explain(
        .configuration, "the queue '\(name)' is listed twice", "remove one of the two entries")
    case .looksLikeSeconds(let value):
      explain(
        .usage, "the instant \(value) looks like seconds, where milliseconds since 1970 are due",
        "ask for a period after March 1973")
    case .noTotals(let name, let why):
      explain(
        .configuration, "no total of '\(name)' can be formed: \(why)",
        "name what needs it under 'notRecorded' in tallysheet.yml")
    default:
      explain(.internalFault, "the plan of requests is wrong: \(planFault)", nil)
    }
  }

  private var planFault: String { if case .badPlan(let why) = reason { why } else { "" } }

  private var permissionExplanation: Explanation {
    switch reason {
    case .rejectedCredentials(let why):
      explain(
        .permission, "the login host rejected the client: \(why)",
        "check 'credentials' in tallysheet.yml: the client id, and the secret it was issued with")
    case .unauthorized(let why):
      explain(
        .permission, "the token was refused: \(why)",
        "check that 'loginURL' and 'apiURL' belong to one region, that the client is active and "
          + "that this machine's address is allowed")
    case .missingPermission(let name):
      explain(
        .permission, "the client lacks the permission \(name)",
        "add it to the client's role in Genesys Cloud, in the divisions of the queues")
    case .overPrivileged(let grants):
      explain(
        .permission, "the client may do more than read: \(grants.joined(separator: ", "))",
        "give it a role that holds only the view permissions of the manual's list")
    case .invisibleQueue(let name):
      explain(
        .permission, "the queue '\(name)' is gone or not in a granted division",
        "check its id, or grant the client's role in the division of the queue")
    case .withheldColumn(let name, let visibility):
      explain(
        .permission,
        "the source defines the column '\(name)' as \(visibility), and only public ones are asked for",
        "have the column made public; without it the rows of two queues cannot be told apart")
    default:
      explain(
        .permission, "the server points to another host: \(otherHost)",
        "nothing was sent there; check 'loginURL' and 'apiURL'")
    }
  }

  private var otherHost: String { if case .foreignHost(let host) = reason { host } else { "" } }

  private var serviceExplanation: Explanation {
    switch reason {
    case .unreachable(let host, let why):
      explain(
        .unavailable, "\(host) cannot be reached: \(why)",
        "check the host in tallysheet.yml, the network and the proxy of this machine")
    case .interrupted(.cut, let why):
      explain(
        .badData, "the answer was cut off: \(why)", "run again; what was fetched is kept")
    case .interrupted(_, let why):
      explain(.unavailable, "the connection broke: \(why)", "run again; what was fetched is kept")
    case .stayedDown(let why):
      explain(
        .unavailable, "the service stayed down: \(why)", "run again later; what was fetched is kept"
      )
    case .quota(let limit, let seconds):
      explain(
        .tryAgainLater,
        "the limit \(limit) is used up" + (seconds.map { ", retry after \($0) s" } ?? ""),
        "run again later; what was fetched is kept")
    case .refused(let status, let code, let message):
      explain(
        .badData,
        "the service refused the request with \(status)"
          + (code.map { " \($0)" } ?? "") + (message.isEmpty ? "" : ": \(message)"),
        "check that 'apiURL' leads to Genesys Cloud; else give the correlation id to its support")
    case .tooLarge(let status, let message):
      explain(
        status == 408 || status == 504 ? .unavailable : .badData,
        "even the smallest query is too large for the service: \(message)",
        "use a coarser 'granularity'")
    case .granularityRefused(let message):
      explain(
        .badData, "the service refuses even half-hour intervals: \(message)",
        "ask the vendor's support which granularity your organization may use")
    default:
      explain(.tryAgainLater, "the run was stopped", "run again; what was fetched is kept")
    }
  }

  private var jobExplanation: Explanation {
    switch reason {
    case .notYetAvailable(let until, let wanted):
      explain(
        .tryAgainLater,
        "jobs have conversation records up to \(until.text) only, and they are wanted up to "
          + wanted.text,
        "run again later; 'records: pages' asks without that delay")
    case .jobTookTooLong(let minutes):
      explain(
        .tryAgainLater, "the job was not done after \(minutes) minutes",
        "run again later; what was fetched is kept")
    case .jobEnded("expired"):
      explain(
        .tryAgainLater, "the job's result expired before it was read",
        "run again; what was fetched is kept")
    case .jobEnded(let state):
      explain(
        .unavailable, "the job ended without a result, in the state '\(state)'",
        "run again later; what was fetched is kept")
    default: explain(.internalFault, "no job failed", nil)
    }
  }
}
