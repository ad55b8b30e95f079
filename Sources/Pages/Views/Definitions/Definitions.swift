import Figures

/// Every term of a partner's pages: measures, figures, source fields, glossary, marks and rules.
///
/// A period's folder has its own, by the terms of that period.
struct Definitions {
  let contract: Contract
  let terms: Terms
  let zoneName: String
  /// The interval in seconds; `nil` where periods may differ.
  let step: Int?
  /// Whether the time of agents is among the figures.
  let hasAgents: Bool

  static let path = "definitions.html"

  var values: [String: Frames.Value] {
    [
      "measures": .html(measures), "figures": .html(figures), "fields": .html(fields),
      "glossary": .html(glossary), "states": .html(StateWords.terms), "time": .html(time),
      "masking": .html(masking), "rounding": .html(rounding),
    ]
  }

  private var measures: HTML {
    guard !terms.measures.isEmpty else { return "<p>The contract names no measure.</p>" }
    return terms.measures.map {
      MeasureDefinition(measure: $0, contract: contract, terms: terms).html
    }.joined(separator: "\n")
  }

  private var figures: HTML {
    let formulas = Formulas(terms.measures)
    let level = LevelBasis(
      target: nil, formula: formulas.serviceLevel.formula.words,
      answeredWithin: formulas.serviceLevel.within ?? contract.thresholds.answeredWithin)
    let figures: [(HTML, HTML)] = [
      (
        "Service level of a day, hour or queue",
        "\(level.formula); in time is \(level.threshold). A share, printed in percent."
      ),
      ("Abandon rate", "\(formulas.abandonRate.words). A share, printed in percent."),
      (
        Tables.handleTitle(formulas),
        "\(formulas.handleTime.words). Minutes and seconds."
      ),
      ("Speed of answer", "\(Metric.averageSpeedOfAnswer.words). Minutes and seconds."),
      (
        "Difference",
        "Result less target, in percentage points or in minutes and seconds; below zero is lower than the target."
      ),
      (
        "Margin in contacts",
        "How many contacts a measure had to spare, or was short of, before its verdict would turn."
      ),
      (
        "Credit",
        "What a missed measure takes off the fees, by the contract; a line of its own below zero."
      ),
    ]
    let occupancy: [(HTML, HTML)] = [
      ("Occupancy", "\(TimeShare.genesys.words). Only where the time of agents was asked for.")
    ]
    return WorkingGroup.terms(figures + (hasAgents ? occupancy : []))
  }

  private var fields: HTML {
    var table = Table(
      "fields-table", style: "dense nw", title: "Columns and the fields they come from",
      subtitle: "The part that is read stands behind the field: a count, a sum or a maximum",
      columns: [
        .plain("Column"), .plain("What it counts", style: "txt"), .plain("Published API"),
        .plain("Reporting guide"),
      ])
    for counter in Counter.columns {
      let published = SourceFields.published(counter)
      table.row(
        "<code>\(counter.column)</code>",
        cells: [
          .html("\(Field.counter(counter).title)"),
          .html("<code>\(published.metric)</code>, \(published.part)"),
          .html("<code>\(SourceFields.guide(counter, contract.thresholds))</code>"),
        ])
    }
    return table.html
      + Facts.note(
        """
        “Answered in time” is a wait of at most \
        \(DateWords.length(milliseconds: contract.thresholds.answeredWithin)), a short abandon one \
        of at most \(DateWords.length(milliseconds: contract.thresholds.shortAbandon)), both \
        included. A field that the source does not record stays empty; it is not zero.
        """)
  }

  private var glossary: HTML {
    let terms: [(HTML, HTML)] = [
      (
        "Contact",
        "A call, chat, mail or message that entered a queue; in two queues it counts twice."
      ),
      ("Offered", "A contact that entered the queue."),
      ("Answered", "A contact that an agent took."),
      ("Abandoned", "A contact that ended before an agent answered it."),
      (
        "Short abandon",
        "An abandoned contact that gave up within \(DateWords.length(milliseconds: contract.thresholds.shortAbandon))."
      ),
      (
        "In time",
        "Answered after a wait of at most \(DateWords.length(milliseconds: contract.thresholds.answeredWithin))."
      ),
      ("Flow-out", "A contact that left the queue for another place before it was answered."),
      ("Medium", "The kind of contact in the source’s word, such as voice."),
      ("Queue", "A line of contacts of the platform, shown under its name in this contract."),
      (
        "Interval",
        "The shortest stretch that is counted\(step.map { ": \(DateWords.length(seconds: $0))" } ?? ""). It holds its first instant and not its end."
      ),
      ("Period", "A month, a week or days, cut by the clock of the contract."),
      (
        "Edition",
        "A period as it was published once. A later edition never replaces it in silence."
      ),
      ("Capture", "Everything that the source answered in one fetch, kept with the requests."),
      (
        "Passport",
        "What a figure is made of: its id, formula with values, rounding, rows, requests and digests."
      ),
      ("Exclusion", "A stretch that both parties agreed to leave out; both figures are shown."),
      ("Evidence pack", "The pages and files that go with an invoice, sealed by a signature."),
    ]
    return WorkingGroup.terms(terms)
  }

  private var time: HTML {
    Facts.list([
      """
      Days, hours and periods are cut by the clock of <strong>\(zoneName)</strong>, as the zone data \
      of the capture has it. Files hold every instant in UTC too.
      """,
      """
      A day on which the clocks change is as long as the clock says: 23 or 25 hours, in some zones \
      23.5 or 24.5. A skipped hour is absent; a repeated hour stands twice, told apart by its offset.
      """,
      """
      An event counts in the interval in which it ends, so in one interval offered need not equal \
      answered and abandoned together.
      """,
      """
      Opening hours are those of the contract; a measure that counts them alone says so above.
      """,
    ])
  }

  private var masking: HTML {
    Facts.list([
      """
      These pages hold counts and sums of queues. They name no customer and no agent, and no file \
      here has a row for a single contact.
      """,
      """
      Only columns that the organization lists are read; any other column stops the fetch. Texts \
      are searched for telephone numbers, addresses and the like, and one that holds any is refused.
      """,
      """
      Time of agents, where it is shown, is added up over all agents of the partner. Requests that \
      name agents are kept at the client and appear here by their digests only.
      """,
      """
      Nothing is rounded or changed to hide it: what may not be shown is left out, and its cell is \
      empty.
      """,
    ])
  }

  private var rounding: HTML {
    """
    <p>A printed number is rounded once, half up, from its exact value, and never from another rounded \
    number. Shares have one decimal, times whole seconds, money the smallest unit of \
    \(contract.currency.code). A number gets more decimals when fewer would contradict its verdict: \
    79.96% is not shown as 80.0% beside “missed”. 0% and 100% stand only where they are exact. \
    Verdicts and credits use exact values. Files hold shares with six decimals and times with three, \
    rounded half up, beside the counts that both come from. Amounts are \
    \(PassportTable.words(terms.billing.rounding)).</p>
    """
  }
}

/// The definitions of a period, in its own folder.
struct DefinitionsPage {
  let context: PeriodContext

  func page() -> Page {
    let statement = context.statement
    let title = "Definitions, \(context.name)"
    let definitions = Definitions(
      contract: statement.contract, terms: statement.terms,
      zoneName: statement.provenance.zoneName, step: statement.sheet.step,
      hasAgents: statement.agents != nil)
    let own: [String: Frames.Value] = [
      "heading": .text(title),
      "deck": .html("What each figure of \(context.name) means, counts and leaves out."),
      "pager": .html(
        Facts.pager(
          "Reports",
          [
            Page.Link("Method, \(context.name)", "method.html"),
            Page.Link("Working, \(context.name)", PassportAddress.index),
            Page.Link("\(context.name) report", "index.html"),
          ])),
    ]
    return context.page(
      .definitions, path: Definitions.path, title: title, here: "Definitions",
      values: own.merging(definitions.values) { own, _ in own })
  }
}
