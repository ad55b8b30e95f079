import Figures

extension ExclusionLog {
  /// Reads the log of exclusions; each may name measures of the contract.
  init(reading setting: Setting, measures: Set<String>) throws(SettingError) {
    let table = try setting.table(ContractShape.exclusions)
    var entries: [Entry] = []
    for item in try table.required("windows").list() {
      let inner = try item.table(ContractShape.exclusion)
      var names: [String]?
      for name in try inner["measures"]?.filledList() ?? [] {
        let id = try name.line()
        guard measures.contains(id) else {
          throw name.refusal(
            "the contract has no measure '\(id)'",
            remedy: measures.sorted().nearest(to: id).map { "did you mean '\($0)'?" }
              ?? "the measures are: \(measures.sorted().joined(separator: ", "))")
        }
        names = (names ?? []) + [id]
      }
      entries.append(
        Entry(
          span: try LocalSpan(reading: inner), reason: try inner.required("reason").line(),
          approver: try inner.required("approver").line(),
          evidence: try inner.required("evidence").line(), measures: names))
    }
    self.init(try table["overlap"]?.choice() ?? .any, entries)
  }
}

extension ForecastBook {
  init(reading setting: Setting) throws(SettingError) {
    let table = try setting.table(ContractShape.forecast)
    var versions: [Version] = []
    for item in try table.required("volumes").list() {
      let inner = try item.table(ContractShape.volume)
      let version = Version(
        month: try inner.required("month").month(), given: try inner.required("given").date(),
        contacts: try inner.required("contacts").integer(in: 0...1_000_000_000),
        evidence: try inner["evidence"]?.line())
      guard !versions.contains(where: { $0.month == version.month && $0.given == version.given })
      else {
        throw item.refusal(
          "two forecasts for \(version.month.monthText) were given on \(version.given.text)",
          remedy: "keep the one that the other party confirmed")
      }
      versions.append(version)
    }
    self.init(lockDays: try table.required("locked").days(), versions)
  }
}
