import Figures

/// What the service said about the present, apart from everything that was counted.
struct NowTable {
  private let statement: Statement
  private let zone: Zone

  /// `nil` when nobody asked.
  init?(_ statement: Statement) {
    guard !statement.provenance.observations.isEmpty else { return nil }
    self.statement = statement
    zone = statement.contract.zone
  }

  var html: HTML {
    MomentTable(
      id: "now-table", resource: "now", title: say("Queues at one moment"),
      subtitle: say("Real-time values of the service, not part of any figure on this page"),
      observations: statement.provenance.observations, queues: statement.queues.map(\.queue),
      zone: zone
    ).html
      + Facts.note(
        say(
          """
          History has closed intervals up to \(DateWords.local(statement.until, zone)); a number of \
          this table is a moment, has no history and adds to nothing. Source: \
          <a href="data/now.csv">now.csv</a>.
          """))
  }
}
