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
    return """
      The formula is <strong>\(assessment.measure.words)</strong>. With the counts of \
      \(names) it is \(values)\(figures.numerator.data()) / \
      \(figures.denominator.data()) = <strong>\(figures.result.data())</strong>.
      """
  }

  /// How the result was held against the target.
  var comparison: HTML {
    assessment.measure.conditions.rule == .exact
      ? "The target was held against the exact parts, by multiplication."
      : "By the contract the result is \(assessment.measure.conditions.rule.words)."
  }

  func table(_ id: String, style: String, title: HTML, subtitle: HTML) -> HTML {
    var table = Table(
      id, style: style, title: title, subtitle: subtitle,
      columns: [.plain("Step"), .plain("How", style: "txt"), .plain("Value", style: "n")])
    for step in working.steps {
      table.row("\(step.name)", cells: [.html(step.how), .figure(step.figure)])
    }
    return table.html
  }
}
