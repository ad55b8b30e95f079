import Figures
import Workspace

/// There is nothing complete to build from.
struct NotFetched: Explained {
  let partner: String
  var period: String?

  var explanation: Explanation {
    let command = "tallysheet fetch --period \(period ?? "2026-10") --partner \(partner)"
    return Explanation(
      .missingInput,
      what: period.map { "\($0) has not been fetched completely" } ?? "nothing has been fetched",
      remedy: "run '\(command)' first")
  }
}

/// A capture was asked for something else than the configuration now says.
struct OutdatedCapture: Explained {
  let period: Period
  let what: String
  var place: String?

  var explanation: Explanation {
    Explanation(
      .missingInput, what: "\(period.id) was fetched by another configuration: \(what)",
      place: place,
      remedy: "run 'tallysheet fetch --period \(period.id)' again, or correct the contract")
  }
}

extension Thresholds {
  /// What a contract counts that the source was not asked for by these thresholds, in words.
  func lack(_ contract: Thresholds) -> String {
    func seconds(_ milliseconds: Int) -> String {
      milliseconds % 1000 == 0
        ? "\(milliseconds / 1000) s" : "\(milliseconds / 1000).\((milliseconds % 1000).digits(3)) s"
    }
    var lacks: [String] = []
    if contract.answeredWithin != answeredWithin {
      lacks.append(
        "answered within \(seconds(contract.answeredWithin)), and the source was asked for "
          + seconds(answeredWithin))
    }
    if contract.shortAbandon != shortAbandon {
      lacks.append(
        "short abandons up to \(seconds(contract.shortAbandon)), and the source was asked for "
          + seconds(shortAbandon))
    }
    for range in contract.ranges where !ranges.contains(range) {
      lacks.append("\(range.kind.rawValue) within \(seconds(range.within)), never asked for")
    }
    return lacks.isEmpty
      ? "the source was asked for waits that no measure counts any more"
      : "the contract counts " + lacks.joined(separator: "; ")
  }
}

/// An archive keeps an id as it came, of a kind that the capture was to mask.
struct UnmaskedArchive: Explained {
  let period: Period
  let what: String

  var explanation: Explanation {
    Explanation(
      .badData, what: "the archive keeps \(what) of \(period.id) that was to be masked",
      remedy: "nothing was sealed; keep the archive from others, report this, and fetch "
        + "\(period.id) into a fresh archive")
  }
}
