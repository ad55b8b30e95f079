import Figures

/// Forms every figure of a period's tables again from `intervals.csv`.
struct FigureCheck {
  let data: String
  let label: String
  let package: DescribedPackage

  /// Checks all tables, and says how many figures were formed again.
  ///
  /// A table that cannot be read ends the check of what depends on it; the check of tables names
  /// its line.
  func run(_ findings: inout SiteFindings) throws -> Int {
    var figures = 0
    let ranges = package["ranges"].map(RangeRows.columns) ?? []
    let formulas = (package.formulas ?? [:]).compactMapValues {
      ColumnFormula($0, ranges: ranges)
    }.filter { $0.value.isRecomputable }
    var scopes: ScopeSums?
    var measures: MeasureSums?
    try reading(&findings) { findings in
      if let medium = package.medium, exists("ratios-hour"), exists("intervals") {
        scopes = try ScopeSums(data + "/ratios-hour.csv", medium: medium)
      }
      if exists("intervals") {
        if exists("measure-series") {
          measures = try MeasureSums(data: data, label: label, ranges: ranges, &findings)
        }
        var counters = CounterCheck(data: data, label: label, scopes: scopes, measures: measures)
        try counters.run(&findings)
        scopes = counters.scopes
        measures = counters.measures
        figures += counters.figures
      }
    }
    try reading(&findings) { findings in
      guard let scopes else { return }
      figures += try RatioCheck(data: data, label: label, scopes: scopes, formulas: formulas)
        .run(&findings)
    }
    for resource in package.resources where OutputPath.isSafe(resource.path) {
      try reading(&findings) { findings in
        guard exists(resource.name) else { return }
        figures += try QuotientCheck(
          path: "\(data)/\(resource.path)", file: label + "data/" + resource.path
        ).run(&findings)
      }
    }
    try reading(&findings) { findings in
      let rounding = package.rounding.flatMap(Rounding.init) ?? .halfUp
      figures += try JudgementCheck(
        data: data, label: label, measures: measures, formulas: formulas, ranges: ranges,
        rounding: rounding
      ).run(&findings)
      if let measures {
        figures +=
          try StretchCheck(data: data, label: label, measures: measures, ranges: ranges)?
          .run(&findings) ?? 0
      }
      figures += try InvoiceCheck(data: data, label: label, rounding: rounding).run(&findings)
    }
    return figures
  }

  private func exists(_ name: String) -> Bool {
    package[name]?.path == name + ".csv" && DiskFile("\(data)/\(name).csv").exists
  }

  private func reading(
    _ findings: inout SiteFindings, _ body: (inout SiteFindings) throws -> Void
  ) throws {
    do { try body(&findings) } catch is CSVError {
      // The check of tables has named the file and the line.
    }
  }
}
