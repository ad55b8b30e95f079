import Figures

/// A measure's working as readers meet it: the formula in a sentence, then every step in a table.
struct WorkingTable {
  let working: Working
  let figures: AssessmentFigures

  private var assessment: Assessment { figures.assessment }

  /// The formula with the values put in, where it has a value; `name` is that of the period.
  func sentence(_ name: String) -> HTML {
    let values: HTML = working.valuesPutIn.map { "\($0) = " } ?? ""
    let months = assessment.earlierMonths.map { "\(DateWords.month($0))" as HTML }
    let names = Sentences.list(months + ["\(name)"])
    return say(
      """
      The formula is <strong>\(MeasureWords.said(assessment.measure))</strong>. With the counts of \
      \(names) it is \(values)\(figures.numerator.data()) / \
      \(figures.denominator.data()) = <strong>\(figures.result.data())</strong>.
      """)
  }

  /// How the result was held against the target.
  var comparison: HTML {
    let rule = assessment.measure.conditions.rule
    return rule == .exact
      ? say("The target was held against the exact parts, by multiplication.")
      : say("By the contract the result is \(MeasureWords.rule(rule)).")
  }

  func table(_ id: String, style: String, title: HTML, subtitle: HTML) -> HTML {
    var table = Table(
      id, style: style, title: title, subtitle: subtitle,
      columns: [
        .plain(say("Step")), .plain(say("How"), style: "txt"), .plain(say("Value"), style: "n"),
      ])
    for step in working.steps {
      table.row("\(step.name)", cells: [.html(step.how), .figure(step.figure)])
    }
    return table.html
  }
}
