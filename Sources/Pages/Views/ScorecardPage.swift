import Figures
import Foundation

/// The contract clause by clause, and how each went in the months before.
struct ScorecardPage {
  let context: PeriodContext

  private var statement: Statement { context.statement }
  private var currency: Currency { statement.contract.currency }

  func page() -> Page {
    let title = "Scorecard, \(context.name)"
    return context.page(
      .scorecard, path: "scorecard.html", title: title, here: "Scorecard",
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
      ("Status", Chip.state(statement.total.state)),
      ("Period", "\(DateWords.span(statement.period)), \(statement.provenance.zoneName)"),
      ("Contract terms", "\(reference), from \(DateWords.long(statement.terms.from))"),
      ("Queues", "\(statement.queues.count), \(statement.media)"),
    ])
  }

  private var clauses: HTML {
    var table = Table(
      "table1", style: "score", title: "Table 1: Clause by clause",
      subtitle: """
        \(context.name), all queues. Numerator and denominator are contacts; of an average time, \
        milliseconds and contacts. Credits in \(currency.code)
        """,
      columns: [
        .plain("Clause, formula and credit"), .plain("Result"), .figure("Actual", "value", .count),
        .figure("Target", "target", .count), .figure("Difference", "margin", .count),
        .figure("Numerator", "numerator", .count), .figure("Denominator", "denominator", .count),
        .figure("Credit", "credit", .money(currency.code)),
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
          "\(.outside(line.item))<small>\(.outside(line.source))</small>",
          cells: empty + [.figure(amount)])
      }
      table.sum("Credits", cells: empty + [.figure(MoneyFigures(invoice: invoice).credits)])
    }
    let reasons = statement.assessments.compactMap { assessment in
      assessment.reason.map { "\(assessment.measure.title): \($0)." as HTML }
    }
    let source: HTML = """
      Averages in minutes and seconds. Below each difference: how many contacts could be lost, or \
      were short. Each title leads to the working behind it. Source: \
      <a href="data/sla.csv">sla.csv</a>.
      """
    return table.html + Facts.note((reasons + [source]).joined(separator: " "))
  }

  /// Points or seconds, and below them the contacts that they stand for.
  private func difference(_ assessment: Assessment, _ figures: AssessmentFigures) -> HTML {
    guard let margin = assessment.margin else { return figures.difference.data() }
    let unit: HTML = margin.unit == .contacts ? " contacts" : ""
    return "\(figures.difference.data())<small>\(figures.countMargin.data())\(unit)</small>"
  }

  private func name(_ assessment: Assessment) -> HTML {
    let measure = assessment.measure
    let clause: HTML = measure.clause.isEmpty ? "" : "\(measure.clause) "
    return """
      \(clause)<a href="\(url: PeriodContext.path(of: measure))">\(measure.title)</a>\
      <small>\(measure.words)\(rounding(measure))</small>\(asMeasured(assessment))<small>Credit: \(rule(assessment))</small>
      """
  }

  private func rounding(_ measure: Measure) -> HTML {
    measure.conditions.rule == .exact ? "" : "; \(measure.conditions.rule.words)"
  }

  /// The figure with what was left out, where anything was.
  private func asMeasured(_ assessment: Assessment) -> HTML {
    guard assessment.hasExclusions else { return "" }
    let figures = AssessmentFigures(assessment, currency: currency)
    return "<small>As measured, without exclusions: \(figures.asMeasured.data())</small>"
  }

  /// What a miss costs, in one line.
  private func rule(_ assessment: Assessment) -> HTML {
    let measure = assessment.measure
    guard measure.conditions.category == .critical else { return "none, the measure is reported" }
    let isShare = measure.isShare
    let unit: HTML = isShare ? "point" : "second"
    let rule: HTML
    switch measure.consequence {
    case .none: return "none"
    case .tiers(let tiers): rule = steps(tiers, unit)
    case .bands(let bands):
      rule = bands.count == 1 ? "by one band" : "by the result, in \(bands.count) bands"
    case .perUnit(let price):
      rule = "\(currency.code) \(Shown.decimal(price.amount)) for each \(unit) short of the target"
    case .points: rule = "service points by the shortfall"
    case .atRisk(let percent): rule = "\(Shown.decimal(percent))% of the amount at risk"
    }
    let weight = measure.conditions.weightPercent
    return weight == 100 ? rule : "\(rule); weight \(Shown.decimal(weight))%"
  }

  /// A table of steps by shortfall.
  private func steps(_ tiers: [CreditTier], _ unit: HTML) -> HTML {
    let steps = tiers.dropLast().map { tier -> HTML in
      let bound = tier.upTo.map { Shown.decimal($0) } ?? ""
      return "\(Shown.decimal(tier.percent))% up to \(bound) \(unit)s"
    }
    let rest: HTML =
      "\(Shown.decimal(tiers.last?.percent ?? 0))%\(steps.isEmpty ? "" : " beyond")"
    return (steps + [rest]).joined(separator: ", ") + " of \(statement.terms.creditBaseWord)"
  }

  /// A shape and a word for each measure in each month, newest first.
  private var history: HTML {
    var table = Table(
      "table2", style: "fit nw", title: "Table 2: Results by month",
      subtitle: "\(context.name) and up to twelve months before it, by the terms of each",
      columns: [.plain("Month")]
        + statement.assessments.map { .plain("\($0.measure.title)") })
    table.row(
      "\(context.name)",
      cells: statement.assessments.map {
        cell($0, AssessmentFigures($0, currency: currency))
      })
    for month in statement.history.reversed() {
      let link: HTML =
        "<a href=\"../\(url: month.period.id)/index.html\">\(DateWords.name(month.period))</a>"
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
        """
        –: the terms of that month had no such measure. Source: <a href="data/sla.csv">sla.csv</a>, \
        <a href="data/history-measures.csv">history-measures.csv</a>.
        """)
  }

  private func cell(_ assessment: Assessment, _ figures: AssessmentFigures) -> Table.Cell {
    .html("\(Chip.verdict(assessment.verdict)) \(figures.result.data())")
  }

  private var pager: HTML {
    Facts.pager(
      "Reports",
      [Page.Link("\(context.name) report", "index.html")]
        + (context.hasInvoice ? [Page.Link("Invoice", "invoice.html")] : [])
        + [context.reconciliation].compactMap { $0 })
      + context.ways(.scorecard)
  }
}
