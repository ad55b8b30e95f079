import Figures

/// Each measure in this month and the three results before it, side by side.
struct RecentMonths {
  let statement: Statement

  private static let most = 3

  func html(number: Int) -> HTML? {
    let months = Array(statement.history.suffix(Self.most))
    guard !months.isEmpty, !statement.assessments.isEmpty else { return nil }
    var table = Table(
      "table\(number)", style: "fit nw", title: say("Table \(number): The months before"),
      subtitle: say("Each result by the terms of its month"),
      columns: [.plain(say("Measure"))]
        + (months.map(\.period) + [statement.period]).map {
          .plain(HTML(markup: Escape.text(DateWords.name($0))))
        })
    let currency = statement.contract.currency
    for assessment in statement.assessments {
      let id = assessment.measure.id
      let before = months.map { month -> Table.Cell in
        guard let same = month.assessments.first(where: { $0.measure.id == id }) else {
          return .html("–")
        }
        return cell(
          same,
          AssessmentFigures(
            same, resource: "history-measures", row: "period=\(month.period.id),measure=\(id)",
            currency: currency))
      }
      table.row(
        "\(assessment.measure.title)",
        cells: before + [cell(assessment, AssessmentFigures(assessment, currency: currency))])
    }
    return table.html
  }

  private func cell(_ assessment: Assessment, _ figures: AssessmentFigures) -> Table.Cell {
    .html("\(Chip.verdict(assessment.verdict)) \(figures.result.data())")
  }
}
