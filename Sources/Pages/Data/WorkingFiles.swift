import Figures
import Foundation

/// `working.csv`, `whatif.csv` and `measure-days.csv`: how each measure came to its result.
struct WorkingFiles {
  let statement: Statement

  var files: [DataFile] {
    guard !statement.assessments.isEmpty else { return [] }
    let comparisons = statement.assessments.compactMap(statement.comparison)
    return [working] + (comparisons.isEmpty ? [] : [Self.whatIf(comparisons)])
      + (statement.assessments.contains(where: statement.hasDays) ? [days] : [])
  }

  private var working: DataFile {
    let fields = [
      Field("measure", "string", "Name of the measure"),
      Field("step", "string", "Name of the step"),
      Field("name", "string", "What it is"),
      Field("value", "number", "Its value, exactly; a share of 1 for points"),
      Field(
        "unit", "string", "What is counted: contacts, intervals, percent, points, an ISO 4217 code"),
    ]
    var rows = 0
    return DataFile(
      "working", title: "One row is a step from the counts to the credit of a measure",
      key: ["measure", "step"], fields: fields
    ) { buffer in
      for assessment in statement.assessments {
        for step in Working(assessment, of: statement).filed {
          buffer.text(assessment.measure.id)
          buffer.plain(step.id)
          buffer.text(step.name)
          buffer.plain(step.exact)
          buffer.plain(step.unitName)
          buffer.endRow()
          rows += 1
        }
      }
      return rows
    }
  }

  private static func whatIf(_ comparisons: [DefinitionComparison]) -> DataFile {
    let fields = [
      Field("measure", "string", "Name of the measure"),
      Field("formula", "string", "Name of the formula"),
      Field("words", "string", "The formula in words"),
      Field("contract", "string", "yes for the formula of the contract"),
      Field("numerator", "integer", "Upper part: contacts"),
      Field("denominator", "integer", "Lower part: contacts"),
      Field("value", "number", "A share of 1"), Field("target", "number", "Percent"),
      Field("op", "string", "ge at least, gt more than, le at most, lt less than"),
      Field("result", "string", "met, missed, or missing where a count was not recorded"),
      Field("margin", "number", "Value minus target as a share of 1"),
      Field("flips", "string", "yes where the verdict would be the other one"),
    ]
    return DataFile(
      "whatif", title: "One row is a measure of service level by a published formula",
      key: ["measure", "formula"], fields: fields
    ) { buffer in
      for comparison in comparisons {
        let measure = comparison.assessment.measure
        for row in comparison.rows {
          buffer.text(measure.id)
          buffer.plain(row.formula.code)
          buffer.text(row.formula.words)
          buffer.plain(row.isContract ? "yes" : "no")
          buffer.integer(row.outcome.quotient?.numerator)
          buffer.integer(row.outcome.quotient?.denominator)
          buffer.quotient(row.outcome.quotient, places: 6)
          buffer.plain(measure.targetCell)
          buffer.plain(measure.target.comparison.code)
          buffer.plain(row.resultCell)
          buffer.plain(row.difference?.shareCell ?? "")
          buffer.plain(row.flips ? "yes" : "no")
          buffer.endRow()
        }
      }
      return comparisons.reduce(0) { $0 + $1.rows.count }
    }
  }

  private var days: DataFile {
    let fields = [
      Field("measure", "string", "Name of the measure"), Field("date", "date", "Local date"),
      Field("numerator", "integer", "Upper part: contacts, or milliseconds"),
      Field("denominator", "integer", "Lower part: contacts"),
      Field("value", "number", "A share of 1, or seconds"), .state,
    ]
    let assessments = statement.assessments.filter(statement.hasDays)
    var rows = 0
    return DataFile(
      "measure-days", title: "One row is a measure on a local day", key: ["measure", "date"],
      fields: fields
    ) { buffer in
      for assessment in assessments {
        for day in statement.days(of: assessment) {
          let quotient = day.outcome.quotient
          buffer.text(assessment.measure.id)
          buffer.plain(day.date.text)
          buffer.integer(quotient?.numerator)
          buffer.integer(quotient?.denominator)
          buffer.plain(assessment.measure.dayCell(of: quotient))
          buffer.plain(day.state.rawValue)
          buffer.endRow()
          rows += 1
        }
      }
      return rows
    }
  }
}

extension Statement {
  /// The other published formulas on the calls that a measure was judged on.
  func comparison(of assessment: Assessment) -> DefinitionComparison? {
    DefinitionComparison(
      assessment, tally: assessment.working?.total ?? total.tally,
      thresholds: contract.thresholds)
  }
}

extension DefinitionComparison.Row {
  /// `met`, `missed`, or why there is neither.
  var resultCell: String {
    switch outcome {
    case .value: isMet == true ? "met" : "missed"
    case .empty: "empty"
    case .undefined: "undefined"
    case .invalid: "invalid"
    case .missing: "missing"
    }
  }
}

extension Measure {
  /// A share with six decimals, seconds with three, or nothing.
  func cell(of quotient: Quotient?) -> String { Self.cell(of: quotient, isShare) }

  /// The same of a day, which is a share of contacts or a time also where the month is a share of
  /// days.
  func dayCell(of quotient: Quotient?) -> String { Self.cell(of: quotient, metric.isShare) }

  private static func cell(of quotient: Quotient?, _ isShare: Bool) -> String {
    guard let quotient else { return "" }
    return isShare
      ? Digits.text(quotient, places: 6) : Digits.text(quotient.inSeconds, places: 3)
  }
}

extension Decimal {
  /// Percentage points as a share of 1 with six decimals.
  var shareCell: String { (self * Decimal(sign: .plus, exponent: -2, significand: 1)).text(6) }
}
