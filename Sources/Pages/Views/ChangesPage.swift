import Figures

/// The ledger: every edition with what it replaced, why, and what that did to verdicts and money.
struct ChangesPage {
  let context: PeriodContext

  private var statement: Statement { context.statement }
  private var words: EditionWords { EditionWords(zone: context.zone) }
  private var names: ChangeWords { ChangeWords(context: context) }

  /// Tables of which each figure is shown; those of days, hours and intervals are in the file.
  private static let judged = ["sla", "settlement", "invoice"]
  private static let counted = ["ratios-month", "month"]

  /// More rows than this would hide what matters.
  private static let most = 120

  func page() -> Page {
    let title = sayPlain("Changes, \(context.name)")
    return context.page(
      .changes, path: "changes.html", title: title, here: say("Changes"),
      values: [
        "heading": .text(title), "deck": .html(deck), "facts": .html(facts),
        "ledger": .html(ledger), "rules": .html(rules), "pager": .html(pager),
      ])
  }

  private var deck: HTML {
    guard let edition = statement.editions.last else {
      return say("The period is under way: figures grow with it, and the first edition follows.")
    }
    guard edition.number > 1 else {
      return say("This is the first edition. No figure has been replaced since it was published.")
    }
    let verdicts = edition.changes.count { $0.table == "sla" && $0.column == "verdict" }
    let turned: HTML =
      verdicts == 0
      ? say("No verdict changed.")
      : say(
        """
        \(Sentences.capitalized(Sentences.number(verdicts))) \
        \(verdicts, "verdict", "verdicts") changed.
        """)
    return "\(words.sentence(edition)) \(turned) \(money)"
  }

  /// What the newest edition does to the net amount.
  private var money: HTML {
    let net = ChangesFile(statement.editions).entries.first {
      $0.edition.number == statement.editions.last?.number
        && $0.change.key == "settlement/item=net/amount"
    }
    guard let net else { return say("The net amount stays the same.") }
    func figure(_ cell: String?, _ column: String) -> HTML {
      let unit = unit(of: net.change)
      return Figure(
        cell.map { PublishedCell($0, unit: unit).shown } ?? sayPlain("nothing"), exact: cell ?? "",
        unit: unit, place: Figure.Place("changes", "change=\(net.number)", column)
      ).data()
    }
    return say(
      """
      The net amount was \(figure(net.change.former, "former_value")) and is \
      \(figure(net.change.value, "value")).
      """)
  }

  private var facts: HTML {
    let editions = statement.editions
    guard let newest = editions.last, let first = editions.first else { return "" }
    return Facts.strip([
      (say("Edition"), say("\(newest.number), from figures of \(words.date(newest))")),
      (say("First published"), say("from figures of \(words.date(first))")),
      (
        say("Superseded"),
        editions.count == 1
          ? say("none")
          : editions.dropLast().reversed().map(link).joined(separator: ", ")
      ),
      (
        say("Figures replaced"),
        "\(Shown.count(Set(editions.flatMap { $0.changes.map(\.key) }).count))"
      ),
    ])
  }

  private func link(_ edition: Edition) -> HTML {
    say(
      """
      <a href="editions/\(edition.number)/index.html">Edition \(edition.number) of \(context.name)</a>
      """)
  }

  private var ledger: HTML {
    let entries = ChangesFile(statement.editions).entries
    guard !entries.isEmpty else { return say("<p>The ledger is empty.</p>") }
    var place = 0
    return statement.editions.dropFirst().reversed().map { edition -> HTML in
      let own = entries.filter { $0.edition.number == edition.number }
      return section(edition, own, &place)
    }.joined(separator: "\n")
  }

  private func section(
    _ edition: Edition, _ entries: [ChangesFile.Entry], _ place: inout Int
  ) -> HTML {
    let isCorrection = EditionWords.kind(edition.causes) == "correction"
    let kind: HTML =
      isCorrection ? say("This is a correction.") : say("This is a revision.")
    let meaning: HTML =
      isCorrection
      ? say("The figures of the edition before were wrong.")
      : say("The figures of the edition before were right when they were published.")
    var html: HTML = say(
      """
      <h2 id="edition-\(edition.number)">\(words.sentence(edition))</h2>
      <p>Reason: \(EditionWords.said(edition.causes)). \(kind) \(meaning) Captured \
      \(DateWords.utc(edition.captured)), <span class="hash">\(edition.capture)</span>.</p>
      """)
    let judged = names.sorted(entries.filter { Self.judged.contains($0.change.table) })
    let counted = names.sorted(
      names.withoutCopies(entries.filter { Self.counted.contains($0.change.table) }))
    place += 1
    html +=
      judged.isEmpty
      ? say("<p>No verdict and no amount changed.</p>")
      : table(judged, place, say("Verdicts and money"))
    if !counted.isEmpty {
      place += 1
      html += table(Array(counted.prefix(Self.most)), place, say("The period and its queues"))
    }
    let rest = entries.count - judged.count - min(counted.count, Self.most)
    let more: HTML =
      rest == 0
      ? say("All of them: ")
      : say(
        "\(Shown.count(rest)) further cells of other tables, of days, hours and intervals too: ")
    return html + Facts.note(say("\(more)<a href=\"data/changes.csv\">changes.csv</a>."))
  }

  private func table(_ entries: [ChangesFile.Entry], _ number: Int, _ title: HTML) -> HTML {
    // Before a second replacement, what was published first is what stood there.
    let hasFirst = entries.contains { $0.first != $0.change.former }
    let edition = entries.first?.edition.number ?? 1
    var table = Table(
      "table\(number)", style: "dense", resource: "changes",
      title: say("Table \(number): \(title)"),
      subtitle: hasFirst
        ? say("Edition \(edition). First: what was published first of all")
        : say("Edition \(edition). Was: what was published first, too"),
      columns: [.plain(say("Figure"))]
        + (hasFirst ? [.plain(say("First"), style: "n hide-s")] : [])
        + [
          .plain(say("Was"), style: "n"), .plain(say("Is"), style: "n"),
          .plain(say("Change"), style: "n"), .plain(say("Reason"), style: "txt hide-s"),
        ])
    for entry in entries {
      let row = "change=\(entry.number)"
      let unit = self.unit(of: entry.change)
      func figure(_ cell: String?, _ column: String) -> Table.Cell {
        .figure(
          Figure(
            cell.map { PublishedCell($0, unit: unit).shown } ?? "–", exact: cell ?? "",
            unit: unit, place: Figure.Place("changes", row, column)))
      }
      let difference = entry.change.difference.map {
        PublishedCell.difference($0, places: entry.change.places, unit: unit)
      }
      table.row(
        names.name(of: entry.change), selector: row,
        cells: (hasFirst ? [figure(entry.first, "first_value")] : []) + [
          figure(entry.change.former, "former_value"),
          figure(entry.change.value, "value"),
          .figure(
            Figure(
              difference ?? sayWord(entry.change.kind.word),
              exact: entry.change.difference?.text(entry.change.places) ?? "",
              unit: unit == .percent ? .points : unit,
              place: Figure.Place("changes", row, "difference"))),
          .html("\(EditionWords.said(entry.causes))"),
        ])
    }
    return table.html
  }

  private func unit(of change: CellChange) -> Figure.Unit {
    let measure = statement.assessments.first { change.row.contains("measure=\($0.measure.id)") }
    return PublishedCell.unit(
      of: change, isShare: measure?.measure.metric.isShare ?? true,
      currency: statement.contract.currency.code)
  }

  private var rules: HTML {
    say(
      """
      <p>An edition is a sealed issue of the period. When a later capture, an exclusion or another \
      version of the contract changes a published figure, the period gets a new edition; the one \
      before stays in the folder <code>editions</code>, every file of it byte for byte as it was \
      published, and with it the signed list by which it was. No figure is replaced without an entry here. A date is that of the figures: the day on which they were \
      taken from the source. Earlier periods that this one shows for comparison have ledgers of their \
      own.</p>
      <p>A superseded edition cannot say that it was replaced: a word more would break its seal. \
      This page says so, and the list in the folder <code>editions</code>, which the newest manifest \
      covers. Links that led out of a superseded edition end at signposts there.</p>
      """)
  }

  private var pager: HTML {
    Facts.pager(
      sayPlain("Reports"),
      [Page.Link(say("\(context.name) report"), "index.html"), Page.Link(say("Data"), "data.html")]
        + (statement.editions.count > 1
          ? [Page.Link(say("Superseded editions of \(context.name)"), "editions/index.html")] : []))
  }
}
