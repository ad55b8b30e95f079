import Figures

/// What a program needs to form a period's quotients and amounts again from the tables.
struct DataRules {
  /// The medium of the ratio tables.
  let medium: String
  /// Formulas in the names of columns of `intervals.csv` and `ranges.csv`: `service_level`, `abandon_rate` and
  /// `handle_time` of the ratio tables, and `sla/ID` of each measure whose parts are sums of its
  /// rows, and of those of the months that are judged as one with it.
  let formulas: [String: String]
  /// How amounts of the invoice are rounded.
  let rounding: String

  init(_ statement: Statement) {
    medium = statement.media
    let thresholds = statement.contract.thresholds
    var formulas: [String: String] = [:]
    formulas["service_level"] = Metric.serviceLevel(statement.formulas.serviceLevel).columns(
      thresholds)
    formulas["abandon_rate"] = Metric.abandonRate(statement.formulas.abandonRate).columns(
      thresholds)
    formulas["handle_time"] = statement.formulas.handleTime.columns(thresholds)
    for assessment in statement.assessments where statement.isCounted(assessment) {
      formulas["sla/" + assessment.measure.id] = assessment.measure.metric.columns(thresholds)
    }
    self.formulas = formulas
    rounding = statement.terms.billing.rounding.rawValue
  }
}
