import Figures
import Foundation

/// The contract clause by clause, and how each went in the months before.
struct ScorecardPage {
  let context: PeriodContext

  private var statement: Statement { context.statement }
  private var currency: Currency { statement.contract.currency }

  func page() -> Page {
    let title = sayPlain("Scorecard, \(context.name)")
    return context.page(
      .scorecard, path: "scorecard.html", title: title, here: say("Scorecard"),
      values: [
        "heading": .text(title), "deck": .html(deck), "facts": .html(facts),
        "clauses": .html(clauses), "hasHistory": .flag(!statement.history.isEmpty),
        "history": .html(history), "pager": .html(pager),
      ])
  }

  private var deck: HTML {
    Deck.verdicts(
      statement.assessments, creditsDue: statement.invoice.map(MoneyFigures.init)?.creditsDue,
      hasCredits: (statement.invoice?.credits.minorUnits ?? 0) != 0)
  }

  private var facts: HTML {
    let reference: HTML =
      statement.terms.reference.map { .outside($0) } ?? .outside(statement.contract.title)
    return Facts.strip([
      (say("Status"), Chip.state(statement.total.state)),
      (say("Period"), "\(DateWords.span(statement.period)), \(statement.provenance.zoneName)"),
      (say("Contract terms"), say("\(reference), from \(DateWords.long(statement.terms.from))")),
      (say("Queues"), "\(statement.queues.count), \(statement.media)"),
    ])
  }

  private var clauses: HTML {
    var table = Table(
      "table1", style: "score", title: say("Table 1: Clause by clause"),
      subtitle: say(
        """
        \(context.name), all queues. Numerator and denominator are contacts; of an average time, \
        milliseconds and contacts. Credits in \(currency.code)
        """),
      columns: [
        .plain(say("Clause, formula and credit")), .plain(say("Result")),
        .figure(say("Actual"), "value", .count),
        .figure(say("Target"), "target", .count), .figure(say("Difference"), "margin", .count),
        .figure(say("Numerator"), "numerator", .count),
        .figure(say("Denominator"), "denominator", .count),
        .figure(say("Credit"), "credit", .money(currency.code)),
      ])
    for assessment in statement.assessments {
      let figures = AssessmentFigures(assessment, currency: currency)
      table.row(
        name(assessment),
        cells: [
          .html(Chip.verdict(assessment.verdict)), .figure(figures.result),
          .figure(figures.target), .html(difference(assessment, figures)),
          .figure(figures.numerator),
          .figure(figures.denominator), .figure(figures.credit),
        ])
    }
    if let invoice = statement.invoice {
      let empty = Array(repeating: Table.Cell.html(""), count: 6)
      // What belongs to no single measure, so that the column adds up to its sum.
      for (index, line) in invoice.lines.enumerated()
      where line.measure == nil && (line.part == .credit || line.part == .limit) {
        let amount = LineFigures(line, row: "line=\(index + 1)").amount
        table.row(
          "\(.outside(LineWords.item(line)))<small>\(.outside(LineWords.source(line)))</small>",
          cells: empty + [.figure(amount)])
      }
      table.sum(say("Credits"), cells: empty + [.figure(MoneyFigures(invoice: invoice).credits)])
    }
    let reasons = statement.assessments.compactMap { assessment in
      ReasonWords.said(assessment).map { say("\(assessment.measure.title): \($0).") as HTML }
    }
    let source: HTML = say(
      """
      Averages in minutes and seconds. Below each difference: how many contacts could be lost, or \
      were short. Each title leads to the working behind it. Source: \
      <a href="data/sla.csv">sla.csv</a>.
      """)
    return table.html + Facts.note((reasons + [source]).joined(separator: " "))
  }

  /// Points or seconds, and below them the contacts that they stand for.
  private func difference(_ assessment: Assessment, _ figures: AssessmentFigures) -> HTML {
    guard let margin = assessment.margin else { return figures.difference.data() }
    let count = figures.countMargin.data()
    return margin.unit == .contacts
      ? say("\(figures.difference.data())<small>\(count) contacts</small>")
      : "\(figures.difference.data())<small>\(count)</small>"
  }

  private func name(_ assessment: Assessment) -> HTML {
    let measure = assessment.measure
    let clause: HTML = measure.clause.isEmpty ? "" : "\(measure.clause) "
    return say(
      """
      \(clause)<a href="\(url: PeriodContext.path(of: measure))">\(measure.title)</a>\
      <small>\(MeasureWords.said(measure))\(rounding(measure))</small>\(asMeasured(assessment))<small>Credit: \(rule(assessment))</small>
      """)
  }

  private func rounding(_ measure: Measure) -> HTML {
    measure.conditions.rule == .exact ? "" : "; \(MeasureWords.rule(measure.conditions.rule))"
  }

  /// The figure with what was left out, where anything was.
  private func asMeasured(_ assessment: Assessment) -> HTML {
    guard assessment.hasExclusions else { return "" }
    let figures = AssessmentFigures(assessment, currency: currency)
    return say("<small>As measured, without exclusions: \(figures.asMeasured.data())</small>")
  }

  /// What a miss costs, in one line.
  private func rule(_ assessment: Assessment) -> HTML {
    let measure = assessment.measure
    guard measure.conditions.category == .critical else {
      return say("none, the measure is reported")
    }
    let isShare = measure.isShare
    let rule: HTML
    switch measure.consequence {
    case .none: return say("none")
    case .tiers(let tiers): rule = steps(tiers, isShare: isShare)
    case .bands(let bands):
      rule = bands.count == 1 ? say("by one band") : say("by the result, in \(bands.count) bands")
    case .perUnit(let price):
      let amount = Shown.decimal(price.amount)
      rule =
        isShare
        ? say("\(currency.code) \(amount) for each point short of the target")
        : say("\(currency.code) \(amount) for each second short of the target")
    case .points: rule = say("service points by the shortfall")
    case .atRisk(let percent):
      rule = say("\(Shown.percent(decimal: percent)) of the amount at risk")
    }
    let weight = measure.conditions.weightPercent
    return weight == 100 ? rule : say("\(rule); weight \(Shown.percent(decimal: weight))")
  }

  /// A table of steps by shortfall.
  private func steps(_ tiers: [CreditTier], isShare: Bool) -> HTML {
    let steps = tiers.dropLast().map { tier -> HTML in
      let bound = tier.upTo.map { Shown.decimal($0) } ?? ""
      let percent = Shown.percent(decimal: tier.percent)
      return isShare
        ? say("\(percent) up to \(bound) points") : say("\(percent) up to \(bound) seconds")
    }
    let last = Shown.percent(decimal: tiers.last?.percent ?? 0)
    let rest: HTML = steps.isEmpty ? "\(last)" : say("\(last) beyond")
    return say(
      """
      Of \(sayWord(statement.terms.creditBaseWord)): \((steps + [rest]).joined(separator: ", "))
      """)
  }

  /// A shape and a word for each measure in each month, newest first.
  private var history: HTML {
    var table = Table(
      "table2", style: "fit nw", title: say("Table 2: Results by month"),
      subtitle: say("\(context.head) and up to twelve months before it, by the terms of each"),
      columns: [.plain(say("Month"))]
        + statement.assessments.map { .plain("\($0.measure.title)") })
    table.row(
      "\(context.head)",
      cells: statement.assessments.map {
        cell($0, AssessmentFigures($0, currency: currency))
      })
    for month in statement.history.reversed() {
      let link: HTML =
        "<a href=\"../\(url: month.period.id)/index.html\">\(DateWords.head(month.period))</a>"
      table.row(
        link,
        cells: statement.assessments.map { present in
          let id = present.measure.id
          guard let past = month.assessments.first(where: { $0.measure.id == id }) else {
            return .html("–")
          }
          return cell(
            past,
            AssessmentFigures(
              past, resource: "history-measures", row: "period=\(month.period.id),measure=\(id)",
              currency: currency))
        })
    }
    return table.html
      + Facts.note(
        say(
          """
          –: the terms of that month had no such measure. Source: <a href="data/sla.csv">sla.csv</a>, \
          <a href="data/history-measures.csv">history-measures.csv</a>.
          """))
  }

  private func cell(_ assessment: Assessment, _ figures: AssessmentFigures) -> Table.Cell {
    .html("\(Chip.verdict(assessment.verdict)) \(figures.result.data())")
  }

  private var pager: HTML {
    Facts.pager(
      sayPlain("Reports"),
      [Page.Link(say("\(context.name) report"), "index.html")]
        + (context.hasInvoice ? [Page.Link(say("Invoice"), "invoice.html")] : [])
        + [context.reconciliation].compactMap { $0 })
      + context.ways(.scorecard)
  }
}
