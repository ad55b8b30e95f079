import Figures
import Foundation

/// `margins.csv`: by how many contacts each measure met or missed, and what weighed on it.
struct MarginFile {
  let statement: Statement

  var file: DataFile {
    let fields = [
      Field("measure", "string", "Name of the measure"),
      Field("margin_count", "integer", "Contacts, days or intervals to spare; below zero short"),
      Field("margin_unit", "string", "What is counted: contacts, days, weeks, hours or intervals"),
      Field("as_measured", "number", "Value without exclusions: a share of 1, or seconds"),
      Field("excluded_intervals", "integer", "Intervals that were left out"),
      Field("weight", "number", "Percent of the consequence that the measure carries"),
      Field("repeat", "integer", "How often a miss counts"),
      Field("service_points", "integer", "Service points of the month"),
      Field(
        "compared", "number",
        "The value as it was compared, in percent or seconds; empty where nothing was rounded first"
      ),
    ]
    return DataFile(
      "margins", title: "One row is a measure of the contract", key: ["measure"], fields: fields
    ) { buffer in
      for assessment in statement.assessments {
        buffer.text(assessment.measure.id)
        buffer.plain(assessment.marginCountCell)
        buffer.text(assessment.margin?.unit.words ?? "")
        buffer.plain(assessment.asMeasuredCell)
        buffer.plain(assessment.excludedCell)
        buffer.plain(assessment.measure.conditions.weightPercent.cell)
        buffer.integer(assessment.credit?.multiplier)
        buffer.integer(assessment.working?.points)
        buffer.plain(assessment.comparedCell)
        buffer.endRow()
      }
      return statement.assessments.count
    }
  }
}

extension Assessment {
  var marginCountCell: String { margin.map { String($0.count) } ?? "" }

  var asMeasuredCell: String { cell(of: asMeasured) }

  /// What the contract's rule made of the value before it was held against the target.
  var compared: (value: Decimal, places: Int)? {
    for case .comparison(let figure) in working?.steps ?? [] {
      return figure.rule.places.map { (figure.compared.rounded($0), $0) }
    }
    return nil
  }

  var comparedCell: String { compared.map { $0.value.text($0.places) } ?? "" }

  var excludedCell: String { working.map { String($0.droppedIntervals) } ?? "" }
}

extension CountMargin.Unit {
  var words: String {
    switch self {
    case .contacts: "contacts"
    case .stretches(let length): length.words
    }
  }
}
