package import Figures

/// A contract as it was read, with what proves later which file and zone it was.
package struct ContractFile: Sendable {
  package let contract: Contract
  package let path: String
  /// The file, byte for byte.
  package let bytes: [UInt8]
  /// Of the file's bytes.
  package let sha256: String
  package let zone: ZoneSource
  /// Where the file names its thresholds: answered within, short abandon, then each range.
  private let thresholdPlaces: [String]

  /// Reads and checks a contract.
  ///
  /// A measure or fee that needs a counter outside `recorded`, which is what the organization
  /// records, could never be computed and is refused; so is a scope of queues that are none of
  /// `queues`, the partner's ids and labels, or of a medium that none of them has.
  package init(
    reading path: String, recorded: CounterSet = .all, queues: [String]? = nil,
    media: [String]? = nil,
    zones: ZoneStore = .system
  ) throws {
    guard DiskFile(path).exists else {
      throw SettingError(
        "there is no contract '\(path)'", at: path,
        remedy: "write it, or correct 'contract' of the partner", status: .missingInput)
    }
    try self.init(
      try DiskFile(path).bytes(limit: 1_048_576), path: path, recorded: recorded, queues: queues,
      media: media, zones: zones)
  }

  /// Checks the bytes of a contract; `path` is how messages call it.
  package init(
    _ bytes: [UInt8], path: String, recorded: CounterSet = .all, queues: [String]? = nil,
    media: [String]? = nil,
    zones: ZoneStore = .system
  ) throws {
    let table = try SettingFile.root(path, bytes: bytes).table(ContractShape.file)
    self.path = path
    self.bytes = bytes
    sha256 = SHA256.hex(of: bytes)
    zone = try table.required("zone").zone(in: zones)
    let answeredWithin = try table.required("answeredWithin").longestWait()
    guard answeredWithin > 0 else {
      throw try table.required("answeredWithin").refusal("'answeredWithin' must be above zero")
    }
    let forecast = try table["forecast"].map { item throws(SettingError) in
      try ForecastBook(reading: item)
    }
    let monthBegins = try table["monthBegins"]?.integer(in: 1...28) ?? 1
    var reader = TermsReader(
      recorded: recorded, queues: queues, media: media, hasForecast: forecast != nil,
      monthBegins: monthBegins,
      thresholds: ContractThresholds(
        answeredWithin: answeredWithin,
        shortAbandon: try table.required("shortAbandon").longestWait()))
    let agreed = try table.required("terms")
    let terms = try Self.terms(agreed, &reader)
    if let others = table["otherFormulas"], try others.choice() == OtherFormulas.all {
      try reader.thresholds.countAbandons(beside: terms.flatMap(\.measures), at: others)
    }
    let exclusions = try table["exclusions"].map { item throws(SettingError) in
      try ExclusionLog(reading: item, measures: Set(terms.flatMap(\.measures).map(\.id)))
    }
    thresholdPlaces =
      [
        try table.required("answeredWithin").place, try table.required("shortAbandon").place,
      ] + reader.thresholds.places
    contract = Contract(
      title: try table.required("title").line(), zone: zone.zone,
      currency: try table.required("currency").currency(),
      hours: try OpeningHours(
        reading: table.required("hours"), holidays: try Self.holidays(table["holidays"])),
      thresholds: reader.thresholds.all,
      minimumCoveragePercent: try table.required("coverage").percent(),
      finalAfterDays: try table["finalAfter"]?.days() ?? 4,
      terms: terms, exclusions: exclusions ?? ExclusionLog(), forecast: forecast ?? ForecastBook(),
      monthBegins: monthBegins, claimDays: try table["claimWithin"]?.days(), place: agreed.place)
  }

  /// Where the file names the first threshold that a source was not asked for, with the clause of
  /// the measure that counts by it.
  package func place(ofThresholdsMissingIn asked: Thresholds) -> String {
    let own = contract.thresholds
    if own.answeredWithin != asked.answeredWithin { return thresholdPlaces[0] }
    if own.shortAbandon != asked.shortAbandon { return thresholdPlaces[1] }
    guard let missing = own.ranges.firstIndex(where: { !asked.ranges.contains($0) }) else {
      return path
    }
    let clause = contract.terms.flatMap(\.measures).first { measure in
      guard case .serviceLevel(let level) = measure.metric else { return false }
      return (level.within ?? own.answeredWithin) == own.ranges[missing].within
    }?.clause
    return thresholdPlaces[2 + missing] + (clause.map { ", clause \($0)" } ?? "")
  }

  private static func holidays(_ setting: Setting?) throws(SettingError) -> Set<LocalDate> {
    var dates: Set<LocalDate> = []
    for item in try setting?.list() ?? [] {
      let date = try item.date()
      guard dates.insert(date).inserted else {
        throw item.refusal("the holiday \(date.text) stands twice")
      }
    }
    return dates
  }

  /// Terms follow each other in time without gap or overlap; only the last may be open-ended.
  private static func terms(
    _ setting: Setting, _ reader: inout TermsReader
  ) throws(SettingError) -> [Terms] {
    var terms: [Terms] = []
    for item in try setting.filledList() {
      let next = try reader.terms(item)
      if let last = terms.last {
        guard let until = last.until else {
          throw item.refusal(
            "these terms overlap the ones before, which have no end",
            remedy: "add 'until: \(next.from.text)' to the terms from \(last.from.text)")
        }
        guard until == next.from else {
          throw item.refusal(
            until < next.from
              ? "no terms hold from \(until.text) to \(next.from.text)"
              : "two terms hold from \(next.from.text) to \(until.text)",
            remedy: "terms follow each other: 'from' is the 'until' of the ones before")
        }
      }
      terms.append(next)
    }
    return terms
  }
}

extension Setting {
  fileprivate func currency() throws(SettingError) -> Currency {
    let code = try line()
    guard let currency = Currency(code: code) else {
      throw refusal(
        "'\(code)' is no currency", remedy: "write its code of ISO 4217, such as EUR")
    }
    return currency
  }
}
