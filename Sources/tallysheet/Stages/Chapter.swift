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

  private var asOf: Instant { capture.asOf(takenFrom: provenance.capturedFrom) }

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

extension Capture {
  /// When the figures were last known to be these: as they were taken, or confirmed since.
  func asOf(takenFrom first: Instant) -> Instant { max(confirmedAt ?? first, first) }
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
