import Figures

/// One measure with its working: the formula with values put in, the comparison, the credit, the
/// other published formulas, and its days.
struct MeasurePage {
  let context: PeriodContext
  let place: Int

  private var statement: Statement { context.statement }
  private var assessment: Assessment { statement.assessments[place] }
  private var measure: Measure { assessment.measure }
  private var figures: AssessmentFigures {
    AssessmentFigures(assessment, currency: statement.contract.currency)
  }

  func page() -> Page {
    let title = "\(measure.title), \(context.name)"
    let comparison = statement.comparison(of: assessment).map(WhatIfTable.init)
    let hasDays = statement.hasDays(assessment)
    return context.page(
      .measure, path: PeriodContext.path(of: measure), title: title, here: "\(measure.title)",
      values: [
        "heading": .text(title), "deck": .html(deck), "facts": .html(facts),
        "working": .html(working),
        "hasComparison": .flag(comparison != nil || !notCompared.isEmpty),
        "comparison": .html(comparison?.html ?? notCompared),
        "hasDays": .flag(hasDays),
        "dayFigure": .html(
          hasDays
            ? MeasureFigure(
              context: context, assessment: assessment,
              table: "table\(comparison == nil ? 2 : 3)"
            ).html(number: 1) ?? "" : ""),
        "days": .html(
          hasDays
            ? MeasureDays(context: context, assessment: assessment).html : ""),
        "pager": .html(pager),
      ])
  }

  /// Why a service level is not held against the other formulas; empty where it is, or has no value.
  private var notCompared: HTML {
    guard case .serviceLevel = measure.metric, assessment.outcome.quotient != nil,
      statement.comparison(of: assessment) == nil
    else { return "" }
    let reason: HTML =
      measure.conditions.stretches != nil
      ? say("the measure is a share of days or intervals that reached a target")
      : say("the relief took contacts out of its counts one by one")
    return say("<p>The other published formulas are not formed here: \(reason).</p>")
  }

  private var cost: HTML {
    guard let credit = assessment.credit else { return "" }
    // Points of all measures together become money.
    return credit.points > 0
      ? say(
        """
        , which costs \(Sentences.number(credit.points)) \
        \(credit.points, "service point", "service points")
        """)
      : say(", which costs \(figures.creditDue.data()) in credits")
  }

  private var deck: HTML {
    let result: HTML = say("\(measure.title) was \(figures.result.data())")
    let target: HTML = say(
      """
      target of \(sayWord(measure.target.comparison.rawValue)) \(figures.bound.data())
      """)
    switch assessment.verdict {
    case .met: return say("\(result) and met its \(target).")
    case .missed:
      return say("\(result) and missed its \(target)\(cost).")
    default:
      let reason: HTML = ReasonWords.said(assessment).map { ": \($0)" } ?? ""
      return say("There is no final verdict\(reason). \(result), \(target).")
    }
  }

  private var facts: HTML {
    Facts.strip([
      (say("Verdict"), Chip.verdict(assessment.verdict)),
      (say("Clause"), measure.clause.isEmpty ? "–" : "\(measure.clause)"),
      (say("Period"), "\(DateWords.span(statement.period)), \(statement.provenance.zoneName)"),
      (say("In time"), "\(threshold)"),
    ])
  }

  private var threshold: String {
    guard case .serviceLevel(let level) = measure.metric else {
      return sayPlain("not part of this measure")
    }
    let within = level.within ?? statement.contract.thresholds.answeredWithin
    return sayPlain("answered within \(DateWords.length(milliseconds: within))")
  }

  private var working: HTML {
    let working = WorkingTable(working: Working(assessment, of: statement), figures: figures)
    let sentence: HTML =
      assessment.outcome.quotient == nil
      ? say(
        """
        The formula is <strong>\(MeasureWords.said(measure))</strong>. It has no value here: \
        \(ReasonWords.said(assessment) ?? say("there is nothing to divide by")).
        """) : working.sentence(context.name)
    guard !working.working.steps.isEmpty else { return "<p>\(sentence)</p>" }
    let table = working.table(
      "table1", style: "fit", title: say("Table 1: The working, step by step"),
      subtitle: say("\(context.head). Each value stands in a file as it is"))
    return "<p>\(sentence)</p>\(table)\(note(working))"
  }

  private func note(_ working: WorkingTable) -> HTML {
    Facts.note(
      say(
        """
        \(working.comparison) Source: \
        <a href="../data/working.csv">working.csv</a>, <a href="../data/sla.csv">sla.csv</a>.
        """))
  }

  private var pager: HTML {
    func link(_ place: Int) -> Page.Link? {
      guard statement.assessments.indices.contains(place) else { return nil }
      let measure = statement.assessments[place].measure
      return Page.Link("\(measure.title)", "\(measure.id).html")
    }
    return Facts.pager(
      sayPlain("Measures"),
      [
        link(place - 1), Page.Link(say("\(context.name) scorecard"), "../scorecard.html"),
        Page.Link(say("\(context.name) report"), "../index.html"), link(place + 1),
      ].compactMap { $0 }) + context.ways(.measure(measure), up: "../")
  }
}
