import Figures

/// The way to every passport, and how its id is read and its value recomputed.
struct WorkingPage {
  let context: PeriodContext

  private var statement: Statement { context.statement }
  private var provenance: Provenance { statement.provenance }

  func page() -> Page {
    WorkingGroup(
      context: context, path: PassportAddress.index, name: say("every figure’s passport"),
      deck: say(
        """
        Each figure of \(context.name) has a permanent id and a passport: what it is, the formula \
        with the values put in, how it was rounded, its rows and the requests behind them.
        """),
      facts: [
        (say("State"), Chip.state(statement.total.state)),
        (
          say("Rows"),
          say(
            """
            \(Shown.count(statement.sheet.series.count * statement.sheet.intervalCount)) in \
            <a href="data/intervals.csv">intervals.csv</a>
            """)
        ),
        (say("Captured"), "\(DateWords.span(provenance.capturedFrom, provenance.capturedTo))"),
        (
          say("Capture"),
          "<span class=\"hash\">\(provenance.captureIDs.joined(separator: ", "))</span>"
        ),
      ],
      sections: [
        .init("ids", say("How to read an id"), ids),
        .init("passports", say("Passports"), passports),
        .init(
          "sources", say("Requests"),
          SourceList(context: context, queue: nil, up: "working/").html(
            table: "sources-table", number: 1)),
        .init("recompute", say("How to recompute a figure"), recompute),
      ] + elsewhere,
      pager: [Page.Link(say("Method"), "method.html"), Page.Link(say("Data"), "data.html")]
    ).page()
  }

  private var ids: HTML {
    let example = context.total.serviceLevel
    return say(
      """
      <p>An id names a cell: period, file, row and column, such as \
      <code>\(statement.period.id)/\(example.place.key)</code>, which is \(example.data()). A number \
      in a sentence leads to its passport. In a table the id of a number is the file of the table, \
      the row and the column: they stand in the page’s source as <code>data-resource</code>, \
      <code>data-row</code> and <code>data-col</code>, or together as <code>data-key</code>, with \
      the exact cell as <code>data-value</code>. The name of a row leads to the page of its passport \
      or to one that does.</p>
      """)
  }

  private var passports: HTML {
    func link(_ title: HTML, _ path: String) -> HTML { "<a href=\"\(url: path)\">\(title)</a>" }
    let measures = statement.assessments.map {
      link("\($0.measure.title)", PassportAddress.page(of: $0.measure.id))
    }
    let queues = statement.queues.map {
      link(.outside($0.queue.label), context.addresses.page(scope: $0.queue.id.text))
    }
    let days = statement.days.map {
      link("\(DateWords.short($0.date))", PassportAddress.page(of: $0.date))
    }
    let requests = (0..<RequestsPage.count(provenance.answers)).map {
      link($0 == 0 ? say("Requests and answers") : say("part \($0 + 1)"), RequestsPage.path($0))
    }
    var terms: [(HTML, HTML)] = []
    if !measures.isEmpty { terms.append((say("Measures"), measures.joined(separator: ", "))) }
    if context.hasInvoice {
      terms.append((say("Money"), link(say("Invoice and settlement"), PassportAddress.invoice)))
    }
    terms += [
      (
        say("Period and days, all queues"),
        link(say("All queues"), context.addresses.page(scope: "*"))
      ),
      (say("Period and days of a queue"), queues.joined(separator: ", ")),
      (say("Hours and intervals of a day"), days.joined(separator: ", ")),
      (say("Sources"), requests.joined(separator: ", ")),
    ]
    return WorkingGroup.terms(terms)
  }

  private var recompute: HTML {
    say(
      """
      <p><a href="data/passports.csv">passports.csv</a> says for each column, or for one figure, how it \
      is made: plain arithmetic over other cells. A name in a formula is a counter, which stands for \
      the sum of its column over the rows of <a href="data/intervals.csv">intervals.csv</a> that belong \
      to the figure (of a longest wait or call, the largest), or a column of the same row; \
      <code>[…]</code> holds the id of another figure; <code>rows_expected</code> and \
      <code>rows_received</code> count intervals once for every queue, and \
      <code>starts_received</code> counts them once for all. A comparison gives <code>met</code> or \
      <code>missed</code>; <code>round(…)</code> rounds as the result is rounded. The result is rounded once, to the decimals that the line names. \
      Numerator and denominator stay empty where there is nothing to divide by. A figure without a \
      formula is given, and <code>origin</code> says by whom.</p>
      """) + ownRows
  }

  /// How a program finds the rows that a measure counts.
  private var ownRows: HTML {
    guard !statement.assessments.isEmpty else { return "" }
    return say(
      """
      <p>Where <code>rows</code> says <code>counted</code>, the rows are those of the queues in \
      <a href="data/measure-series.csv">measure-series.csv</a> that begin in a window of \
      <a href="data/measure-windows.csv">measure-windows.csv</a> with this use, and so with \
      <code>excluded</code> and <code>closed</code>; <code>measured</code> stands for \
      <code>counted</code> and <code>excluded</code>, and with <code>open</code> the windows are those \
      of <a href="data/opening.csv">opening.csv</a>. A name with <code>_within_ms_</code> is a column of \
      <code>ranges.csv</code>, which has no row where it would hold only zeros. An id that fits several \
      rows stands for their sum; <code>rows([…])</code> counts them.</p>
      """)
  }

  /// Figures that pages show and that were made elsewhere.
  private var elsewhere: [WorkingGroup.Section] {
    var sections: [WorkingGroup.Section] = []
    if !ChangesFile(statement.editions).entries.isEmpty {
      sections.append(
        .init(
          "changes", say("Figures of earlier editions"),
          say(
            """
            <p>A line of <a href="data/changes.csv">changes.csv</a> names file, row and column of a \
            figure that was replaced. Its value has its passport here, under that id; the former \
            value has one in the edition that it stood in, whose folder <a href="changes.html">the \
            ledger</a> names.</p>
            """)))
    }
    if !statement.history.isEmpty {
      let months = statement.history.reversed().map { month in
        """
        <a href="../\(url: month.period.id)/\(url: PassportAddress.index)">\
        \(DateWords.head(month.period))</a>
        """ as HTML
      }
      sections.append(
        .init(
          "months", say("Figures of other months"),
          say(
            """
            <p>A figure of another month has its passport in the folder of that month, under its id \
            there: \(months.joined(separator: ", ")). Files that show it here are \
            <a href="data/history.csv">history.csv</a> and \
            <a href="data/history-measures.csv">history-measures.csv</a>.</p>
            """)))
    }
    if !statement.provenance.observations.isEmpty {
      sections.append(
        .init(
          "now", say("Figures of the moment"),
          say(
            """
            <p>What waits and who is on a queue was said by the source at the time that stands beside \
            it. It is counted nowhere and cannot be recomputed: \
            <a href="data/now.csv">now.csv</a>.</p>
            """)))
    }
    return sections
  }
}
