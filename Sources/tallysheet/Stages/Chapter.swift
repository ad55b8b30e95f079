import Figures
import Workspace

/// A captured period, ready to be added up.
struct Chapter: Sendable {
  let period: Period
  let sheet: Sheet
  let capture: Capture
  let provenance: Provenance
  let records: RecordCheck?
  let sources: StatementSources

  /// When the figures were last known to be these: as they were taken, or confirmed since.
  private var asOf: Instant {
    max(capture.confirmedAt ?? provenance.capturedFrom, provenance.capturedFrom)
  }

  /// Refuses a finished `agents.csv` that shows the time of too few.
  func checkAgentTime(in files: [OutputFile], of statement: Statement) throws(ShownAgents) {
    guard let sheet = sources.agents,
      let file = files.first(where: { $0.path == "data/agents.csv" }),
      let place = sheet.uncovered(
        by: file.bytes, of: statement.days.map(\.date), in: sources.contract.zone,
        smallest: sources.disclosure.smallestGroup)
    else { return }
    throw ShownAgents(row: place, smallest: sources.disclosure.smallestGroup)
  }

  /// What the figures of a statement of this capture follow from.
  func basis(of statement: Statement, history: [String] = []) -> EditionBasis {
    capture.basis(contract: sources.contract, isFinal: statement.isFinal, history: history)
  }

  func result(history: ArraySlice<PeriodResult>) throws -> PeriodResult {
    try sources.result(
      for: period, sheet: sheet, history: Array(history), records: records, asOf: asOf)
  }

  /// The month as another party's figures make it.
  func month(
    history: ArraySlice<PeriodResult>, tally: Tally, figures: [String: Fraction]
  ) throws -> CommonGround.Month {
    try sources.month(
      of: period, sheet: sheet, history: Array(history), records: records, asOf: asOf,
      tally: tally, figures: figures)
  }

  func statement(
    history: ArraySlice<PeriodResult>, commentary: Commentary?, theirs: TheirSide? = nil
  ) throws -> Statement {
    try sources.statement(
      for: period, sheet: sheet, provenance: provenance, history: Array(history),
      commentary: commentary, records: records, theirs: theirs, asOf: asOf)
  }
}

/// The agents' time of a day, or what gives it away, stands in a finished site though they were few.
struct ShownAgents: Explained {
  let row: String
  let smallest: Int

  var explanation: Explanation {
    Explanation(
      .badData, what: "the site shows the time of fewer than \(smallest) agents",
      place: "data/agents.csv, date \(row)",
      remedy: "nothing was sealed and the old site stands; report this, and build without 'agents' "
        + "until it is mended")
  }
}

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
