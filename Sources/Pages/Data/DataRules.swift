import Figures

/// What a program needs to form a period's quotients and amounts again from the tables.
struct DataRules {
  /// The medium of the ratio tables.
  let medium: String
  /// Formulas in the names of columns of `intervals.csv`: `service_level`, `abandon_rate` and
  /// `handle_time` of the ratio tables, and `sla/ID` of each measure that counts what they count.
  ///
  /// A threshold of a measure's own has columns that the tables do not hold.
  let formulas: [String: String]
  /// How amounts of the invoice are rounded.
  let rounding: String

  init(_ statement: Statement) {
    medium = statement.media
    var formulas: [String: String] = [:]
    formulas["service_level"] = Metric.serviceLevel(statement.formulas.serviceLevel).columns
    formulas["abandon_rate"] = Metric.abandonRate(statement.formulas.abandonRate).columns
    formulas["handle_time"] = statement.formulas.handleTime.columns
    for assessment in statement.assessments where statement.hasDays(assessment) {
      formulas["sla/" + assessment.measure.id] = assessment.measure.metric.columns
    }
    self.formulas = formulas
    rounding = statement.terms.billing.rounding.rawValue
  }
}
