import Figures

/// What changed since the period was first published, with what was published first.
struct EvidenceChanges {
  let context: PeriodContext
  let number: Int

  private var editions: [Edition] { context.statement.editions }

  /// The tables whose changes move a verdict or money; the others stand in their files.
  private static let shown: Set<String> = ["sla", "invoice", "settlement", "fees"]

  var html: HTML {
    guard let last = editions.last else {
      return say("<p>Nothing of this period has been sealed before.</p>")
    }
    let issue: HTML = say(
      """
      This is edition \(last.number), from the capture <span class="hash">\(last.capture)</span> that \
      was complete on \(DateWords.utc(last.captured)).
      """)
    guard editions.count > 1 else {
      return say("<p>\(issue) It is the first: nothing was changed since.</p>")
    }
    let items = editions.dropFirst().map { edition -> HTML in
      let causes = edition.causes.map { "\(sayWord($0.rawValue))" as HTML }
      let count = edition.changes.count
      return say(
        """
        Edition \(edition.number), \(DateWords.utc(edition.captured)): \(Sentences.list(causes)); \
        \(Sentences.number(count)) \
        \(count, "published figure differs", "published figures differ") from the edition before.
        """)
    }
    let ledger: HTML = say(
      """
      <p>Every figure that was replaced: <a href="changes.html">Changes, \(context.name)</a>.</p>
      """)
    return "<p>\(issue)</p>" + Facts.list(items) + table + ledger
  }

  private var table: HTML {
    var first: [String: (value: String?, edition: Int)] = [:]
    var order: [String] = []
    for edition in editions {
      for change in edition.changes where Self.shown.contains(change.table) {
        guard first[change.key] == nil else { continue }
        first[change.key] = (change.former, edition.number - 1)
        order.append(change.key)
      }
    }
    guard !order.isEmpty else {
      return say("<p>No verdict, line or sum changed.</p>")
    }
    var table = Table(
      "changes-table", style: "fit", title: say("Table \(number): Verdicts and money that changed"),
      subtitle:
        say("Values as the files have them; a figure once published is never replaced in silence"),
      columns: [
        .plain(say("Figure")), .plain(say("First published"), style: "n"),
        .plain(say("In edition")),
        .plain(say("Now"), style: "n"),
      ])
    for key in order {
      let now = context.cells[key]
      table.row(
        "<span class=\"id\">\(key)</span>",
        cells: [
          .html("\(first[key]?.value ?? "–")"), .html("\(first[key]?.edition ?? 1)"),
          .html("\(now ?? "–")"),
        ])
    }
    return table.html
  }
}
