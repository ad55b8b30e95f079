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
    guard !terms.measures.isEmpty else { return say("<p>The contract names no measure.</p>") }
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
        say("Service level of a day, hour or queue"),
        say(
          "\(sayFormula(level.formula)); in time is \(level.threshold). A share, printed in percent."
        )
      ),
      (
        say("Abandon rate"),
        say("\(sayFormula(formulas.abandonRate.words)). A share, printed in percent.")
      ),
      (
        Tables.handleTitle(formulas),
        say("\(sayFormula(formulas.handleTime.words)). Minutes and seconds.")
      ),
      (
        say("Speed of answer"),
        say("\(sayFormula(Metric.averageSpeedOfAnswer.words)). Minutes and seconds.")
      ),
      (
        say("Difference"),
        say(
          "Result less target, in percentage points or in minutes and seconds; below zero is lower than the target."
        )
      ),
      (
        say("Margin in contacts"),
        say(
          "How many contacts a measure had to spare, or was short of, before its verdict would turn."
        )
      ),
      (
        say("Credit"),
        say(
          "What a missed measure takes off the fees, by the contract; a line of its own below zero."
        )
      ),
    ]
    let occupancy: [(HTML, HTML)] = [
      (
        say("Occupancy"),
        say("\(sayFormula(TimeShare.genesys.words)). Only where the time of agents was asked for.")
      )
    ]
    return WorkingGroup.terms(figures + (hasAgents ? occupancy : []))
  }

  private var fields: HTML {
    var table = Table(
      "fields-table", style: "dense nw", title: say("Columns and the fields they come from"),
      subtitle: say("The part that is read stands behind the field: a count, a sum or a maximum"),
      columns: [
        .plain(say("Column")), .plain(say("What it counts"), style: "txt"),
        .plain(say("Published API")),
        .plain(say("Reporting guide")),
      ])
    for counter in Counter.columns {
      let published = SourceFields.published(counter)
      table.row(
        "<code>\(counter.column)</code>",
        cells: [
          .html("\(sayWord(Field.counter(counter).title))"),
          .html("<code>\(published.metric)</code>, \(sayWord(published.part))"),
          .html("<code>\(SourceFields.guide(counter, contract.thresholds))</code>"),
        ])
    }
    return table.html
      + Facts.note(
        say(
          """
          “Answered in time” is a wait of at most \
          \(DateWords.length(milliseconds: contract.thresholds.answeredWithin)), a short abandon one \
          of at most \(DateWords.length(milliseconds: contract.thresholds.shortAbandon)), both \
          included. A field that the source does not record stays empty; it is not zero.
          """))
  }

  private var glossary: HTML {
    let terms: [(HTML, HTML)] = [
      (
        say("Contact"),
        say("A call, chat, mail or message that entered a queue; in two queues it counts twice.")
      ),
      (say("Offered"), say("A contact that entered the queue.")),
      (say("Answered"), say("A contact that an agent took.")),
      (say("Abandoned"), say("A contact that ended before an agent answered it.")),
      (
        say("Short abandon"),
        say(
          "An abandoned contact that gave up within \(DateWords.length(milliseconds: contract.thresholds.shortAbandon))."
        )
      ),
      (
        say("In time"),
        say(
          "Answered after a wait of at most \(DateWords.length(milliseconds: contract.thresholds.answeredWithin))."
        )
      ),
      (
        say("Flow-out"),
        say("A contact that left the queue for another place before it was answered.")
      ),
      (say("Medium"), say("The kind of contact in the source’s word, such as voice.")),
      (
        say("Queue"),
        say("A line of contacts of the platform, shown under its name in this contract.")
      ),
      (
        say("Interval"),
        step.map {
          say(
            """
            The shortest stretch that is counted: \(DateWords.length(seconds: $0)). It holds its first \
            instant and not its end.
            """)
        }
          ?? say(
            "The shortest stretch that is counted. It holds its first instant and not its end.")
      ),
      (say("Period"), say("A month, a week or days, cut by the clock of the contract.")),
      (
        say("Edition"),
        say("A period as it was published once. A later edition never replaces it in silence.")
      ),
      (
        say("Capture"),
        say("Everything that the source answered in one fetch, kept with the requests.")
      ),
      (
        say("Passport"),
        say(
          "What a figure is made of: its id, formula with values, rounding, rows, requests and digests."
        )
      ),
      (
        say("Exclusion"),
        say("A stretch that both parties agreed to leave out; both figures are shown.")
      ),
      (
        say("Evidence pack"),
        say("The pages and files that go with an invoice, sealed by a signature.")
      ),
    ]
    return WorkingGroup.terms(terms)
  }

  private var time: HTML {
    Facts.list([
      say(
        """
        Days, hours and periods are cut by the clock of <strong>\(zoneName)</strong>, as the zone data \
        of the capture has it. Files hold every instant in UTC too.
        """),
      say(
        """
        A day on which the clocks change is as long as the clock says: 23 or 25 hours, in some zones \
        23.5 or 24.5. A skipped hour is absent; a repeated hour stands twice, told apart by its offset.
        """),
      say(
        """
        An event counts in the interval in which it ends, so in one interval offered need not equal \
        answered and abandoned together.
        """),
      say(
        """
        Opening hours are those of the contract; a measure that counts them alone says so above.
        """),
    ])
  }

  private var masking: HTML {
    Facts.list([
      say(
        """
        These pages hold counts and sums of queues. They name no customer and no agent, and no file \
        here has a row for a single contact.
        """),
      say(
        """
        Only columns that the organization lists are read; any other column stops the fetch. Texts \
        are searched for telephone numbers, addresses and the like, and one that holds any is refused.
        """),
      say(
        """
        Time of agents, where it is shown, is added up over all agents of the partner. Requests that \
        name agents are kept at the client and appear here by their digests only.
        """),
      say(
        """
        Nothing is rounded or changed to hide it: what may not be shown is left out, and its cell is \
        empty.
        """),
    ])
  }

  private var rounding: HTML {
    say(
      """
      <p>A printed number is rounded once, half up, from its exact value, and never from another rounded \
      number. Shares have one decimal, times whole seconds, money the smallest unit of \
      \(contract.currency.code). A number gets more decimals when fewer would contradict its verdict: \
      79.96% is not shown as 80.0% beside “missed”. 0% and 100% stand only where they are exact. \
      Verdicts and credits use exact values. Files hold shares with six decimals and times with three, \
      rounded half up, beside the counts that both come from. Amounts are \
      \(PassportTable.words(terms.billing.rounding)).</p>
      """)
  }
}

/// The definitions of a period, in its own folder.
struct DefinitionsPage {
  let context: PeriodContext

  func page() -> Page {
    let statement = context.statement
    let title = sayPlain("Definitions, \(context.name)")
    let definitions = Definitions(
      contract: statement.contract, terms: statement.terms,
      zoneName: statement.provenance.zoneName, step: statement.sheet.step,
      hasAgents: statement.agents != nil)
    let own: [String: Frames.Value] = [
      "heading": .text(title),
      "deck": .html(say("What each figure of \(context.name) means, counts and leaves out.")),
      "pager": .html(
        Facts.pager(
          sayPlain("Reports"),
          [
            Page.Link(say("Method, \(context.name)"), "method.html"),
            Page.Link(say("Working, \(context.name)"), PassportAddress.index),
            Page.Link(say("\(context.name) report"), "index.html"),
          ])),
    ]
    return context.page(
      .definitions, path: Definitions.path, title: title, here: say("Definitions"),
      values: own.merging(definitions.values) { own, _ in own })
  }
}
