import Figures
import Foundation

/// The partner's own figures beside ours: what differs, why, and which amount both sides support.
struct ReconciliationPage {
  let context: PeriodContext
  private let theirs: TheirSide

  /// A page for a period of which the partner sent its own figures, else `nil`.
  init?(_ context: PeriodContext) {
    guard let theirs = context.statement.theirs else { return nil }
    self.context = context
    self.theirs = theirs
  }

  private var comparison: Comparison { theirs.comparison }
  private var diagnosis: Diagnosis { comparison.diagnosis }

  func page() -> Page {
    let title = sayPlain("Reconciliation, \(context.name)")
    let amounts = amounts
    return context.page(
      .reconciliation, path: "reconciliation.html", title: title, here: say("Reconciliation"),
      values: [
        "heading": .text(title), "deck": .html(deck), "facts": .html(facts),
        "lines": .html(lines), "hasCauses": .flag(!diagnosis.tests.isEmpty),
        "conclusion": .html(conclusion), "causes": .html(causes),
        "hasAmounts": .flag(amounts != nil), "amounts": .html(amounts ?? ""),
        "reading": .html(reading), "pager": .html(pager),
      ])
  }

  private var deck: HTML {
    let name: HTML = .outside(context.statement.partner.name)
    let differing = comparison.rows.count { $0.status != .within }
    let all = comparison.rows.count
    guard differing > 0 else {
      return all == 1
        ? say("The figure that \(name) sent agrees with ours within its tolerance.")
        : say(
          "All \(Sentences.number(all)) figures that \(name) sent agree with ours within tolerance."
        )
    }
    let head: HTML = say(
      """
      Of \(Sentences.number(all)) figures that \(name) sent, \(Sentences.number(differing)) \
      \(differing, "differs", "differ") beyond tolerance.
      """)
    guard let money = comparison.money, money.obstacle == nil else { return head }
    return say("\(head) \(sum(money, "undisputed").data()) are undisputed.")
  }

  private var facts: HTML {
    var facts: [(HTML, HTML)] = [
      (say("Their file"), .outside(theirs.file)),
      (say("SHA-256 of it"), "<span class=\"hash\">\(theirs.sha256)</span>"),
      (
        say("Period"),
        "\(DateWords.span(context.statement.period)), \(context.statement.provenance.zoneName)"
      ),
      (
        say("Capture"),
        "<span class=\"hash\">\(context.statement.provenance.captureIDs.joined(separator: ", "))</span>"
      ),
    ]
    if let until = context.statement.contract.claimUntil(context.statement.period) {
      facts.append((say("Claims"), say("until \(DateWords.long(until))")))
    }
    return Facts.strip(facts)
  }

  private var lines: HTML {
    var table = Table(
      "table1", style: "fit nw", resource: "variance", title: say("Table 1: Figure by figure"),
      subtitle: say(
        """
        Differences are theirs minus ours. What only one side states is one-sided, never zero
        """),
      columns: [
        .plain(say("Figure")), .plain(say("Unit")), .figure(say("Ours"), "ours", .count),
        .figure(say("Theirs"), "theirs", .count), .figure(say("Difference"), "difference", .count),
        .figure(say("Of ours, %"), "percent", .count), .plain(say("Tolerance")),
        .figure(say("Rows that differ"), "differing_rows", .count),
        .figure(say("Of rows"), "rows", .count),
        .plain(say("Status")),
      ])
    for (index, line) in comparison.rows.enumerated() {
      // The name of an invoice's line can hold any sign, a comma too.
      let row = line.isAmount ? "line=\(index + 1)" : "metric=\(line.name)"
      func figure(_ exact: String, _ column: String, isSigned: Bool = false) -> Table.Cell {
        .figure(
          Figure(
            Self.shown(exact, isSigned: isSigned), exact: exact, unit: .count,
            place: Figure.Place("variance", row, column)))
      }
      table.row(
        line.isAmount
          ? .outside(LineWords.item(line.name, theirs: line.theirName))
          : "<code>\(line.name)</code>", selector: row,
        cells: [
          .html(line.unit.isEmpty ? say("contacts") : "\(sayKnown(line.unit))"),
          figure(line.ours, "ours"), figure(line.theirs, "theirs"),
          figure(line.difference, "difference", isSigned: true),
          figure(line.percent, "percent", isSigned: true), .html(say(line.tolerance.words)),
          figure(String(line.differing), "differing_rows"), figure(String(line.rows), "rows"),
          .html(Self.status(line.status)),
        ])
    }
    return table.html
      + Facts.note(say("\(weighted)Source: <a href=\"data/variance.csv\">variance.csv</a>."))
  }

  /// That their rows of a ratio do not add up to a figure of the period.
  private var weighted: HTML {
    let names = comparison.table.filter { $0.source == .rows }.map(\.column.metric.name)
    guard !names.isEmpty else { return "" }
    return say(
      """
      Their rows of \(names.joined(separator: ", ")) do not add up: theirs is their mean, weighted by \
      our contacts.
      """)
  }

  private static func status(_ status: Variance.Status) -> HTML {
    switch status {
    case .within: say("within tolerance")
    case .disputed: say("<strong>differs</strong>")
    case .oneSided: say("one-sided")
    }
  }

  /// A number of a file with its thousands grouped, a dash where there is none.
  private static func shown(_ exact: String, isSigned: Bool) -> String {
    guard !exact.isEmpty, let value = Decimal(exactly: exact) else { return "–" }
    let places = exact.split(separator: ".").dropFirst().first?.count ?? 0
    let text = Shown.decimal(value, places: places)
    return isSigned && value > 0 ? Shown.signed(isNegative: false, text) : text
  }

  private var conclusion: HTML {
    let open = diagnosis.open
    let rest =
      diagnosis.confidence == .none
      ? []
      : open.isEmpty
        ? [say("Nothing remains.") as HTML] : open.map { say("Remains: \(say($0.words)).") }
    let remarks = diagnosis.remarks.map { say($0) as HTML }
    return "<p><strong>\(say(diagnosis.verdict))</strong></p>" + Facts.list(remarks + rest)
  }

  private var causes: HTML {
    var table = Table(
      "table2", style: "fit", title: say("Table 2: Causes, in the order of their tests"),
      subtitle: say("Each was tried alone and in pairs on every row of their file"),
      columns: [
        .plain(say("Cause")), .plain(say("What came of it"), style: "txt"),
        .plain(say("What it would mean"), style: "txt"),
      ])
    for test in diagnosis.tests {
      table.row(
        say(test.cause.title.capitalized),
        cells: [
          .html(say(diagnosis.words(test))),
          .html(test.words.map { say($0) } ?? "–"),
        ])
    }
    return table.html + Facts.note(say("Source: <a href=\"data/causes.csv\">causes.csv</a>."))
  }

  private var amounts: HTML? {
    guard let money = comparison.money else { return nil }
    if let obstacle = money.obstacle {
      return say("<p>No amounts: \(say(Wording("\(clause: obstacle)"))).</p>")
    }
    let code = money.undisputed.currency.code
    var table = Table(
      "table3", style: "fit nw", resource: "undisputed",
      title: say("Table 3: Fees and credits by both sides’ figures"),
      subtitle: say("Amounts in \(code). Where their file has no figure for a line, ours stands"),
      columns: [
        .plain(say("Line")), .figure(say("Ours"), "ours", .money(code)),
        .figure(say("Theirs"), "theirs", .money(code)),
        .figure(say("Undisputed"), "undisputed", .money(code)),
        .figure(say("Disputed"), "disputed", .money(code)),
      ])
    for (index, line) in money.lines.enumerated() {
      let row = "line=\(index + 1)"
      func figure(_ amount: Money, _ column: String) -> Table.Cell {
        .figure(
          Figure(
            Shown.money(amount), exact: amount.text, unit: .money(code),
            place: Figure.Place("undisputed", row, column)))
      }
      table.row(
        .outside(LineWords.item(line.item, theirs: line.theirName)), selector: row,
        cells: [
          figure(line.ours, "ours"), figure(line.theirs, "theirs"),
          figure(line.undisputed, "undisputed"), figure(line.disputed, "disputed"),
        ])
    }
    table.sum(
      say("Together"),
      cells: [
        .figure(sum(money, "ours")), .figure(sum(money, "theirs")),
        .figure(sum(money, "undisputed")), .figure(sum(money, "disputed")),
      ])
    return table.html
      + (money.remarks.isEmpty
        ? "" : Facts.list(money.remarks.map { say($0.sentence) }))
      + Facts.note(
        say(
          """
          The undisputed part of a line is the smaller of both amounts; together they are payable \
          whatever comes of the rest. Source: <a href="data/undisputed.csv">undisputed.csv</a>.
          """))
  }

  private func sum(_ money: CommonGround, _ column: String) -> Figure {
    let amount =
      switch column {
      case "ours": money.ours
      case "theirs": money.theirs
      case "undisputed": money.undisputed
      default: money.disputed
      }
    return Figure(
      Shown.money(amount), exact: amount.text, unit: .money(amount.currency.code),
      place: Figure.Place("undisputed", "item=*", column))
  }

  private var reading: HTML {
    let lines = theirs.readings + comparison.notes.map(\.words)
    guard !lines.isEmpty else { return say("<p>Its columns were named by a mapping.</p>") }
    return Facts.list(lines.map { say($0.sentence) })
  }

  private var pager: HTML {
    Facts.pager(
      sayPlain("Reports"),
      [Page.Link(say("\(context.name) report"), "index.html")]
        + (context.hasInvoice ? [Page.Link(say("Invoice"), "invoice.html")] : []))
  }
}
