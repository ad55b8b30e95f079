/// Why a published figure has another value now.
package enum RestatementCause: String, Sendable, Hashable, CaseIterable {
  /// The source counts other contacts than it did.
  case lateData = "late data"
  /// Other thresholds, counters, intervals, queues or columns were asked for.
  case settings = "settings change"
  case exclusion
  case contract = "contract version"
  /// An earlier period was restated, and this one counts its misses or compares with it.
  case earlier = "earlier period restated"
  /// Nothing changed but that no late data is expected any more, so verdicts became due.
  case final = "became final"
  /// None of these: the figure was wrong.
  case correction

  /// A correction mends our own error; everything else revises what was right when it was said.
  package var isCorrection: Bool { self == .correction }
}

/// What the figures of an edition follow from.
package struct EditionBasis: Sendable, Hashable {
  /// What was asked of the source.
  package struct Question: Sendable, Hashable {
    package let thresholds: Thresholds
    package let step: Int
    package let recorded: CounterSet
    package let series: [Series]
    package let until: Instant

    package init(
      thresholds: Thresholds, step: Int, recorded: CounterSet, series: [Series], until: Instant
    ) {
      self.thresholds = thresholds
      self.step = step
      self.recorded = recorded
      self.series = series
      self.until = until
    }
  }

  /// The digest of what the source answered.
  package let answer: String
  package let question: Question
  package let contract: Contract
  package let isFinal: Bool
  /// The earlier periods with the numbers of their editions, such as `1999-09 1`.
  package let history: [String]

  package init(
    answer: String, question: Question, contract: Contract, isFinal: Bool, history: [String] = []
  ) {
    self.answer = answer
    self.question = question
    self.contract = contract
    self.isFinal = isFinal
    self.history = history
  }

  /// What can have moved the changed cells, in the order of the cases; never empty.
  ///
  /// `tables` are those of the former edition. What is published of the source beside the figures
  /// moves none of them, and none of what moves them moves it.
  package func causes(
    of changes: [CellChange], since former: EditionBasis, in tables: [PublishedTable]
  ) throws(PublishedTableError) -> [RestatementCause] {
    let beside = changes.filter { $0.table == RestatementCause.columns }
    let isBeside = !beside.isEmpty && beside.count == changes.count
    var causes = Set(isBeside ? [] : self.causes(since: former))
    let published = try tables.first { $0.name == RestatementCause.columns }?.values(of: "name")
    for change in beside {
      let name = change.row.split(separator: ",").first { $0.hasPrefix("name=") }
      let isKnown = name.map { published?.contains(String($0.dropFirst(5))) ?? false } ?? false
      causes.insert(isKnown ? .lateData : .settings)
    }
    return RestatementCause.allCases.filter(causes.contains)
  }

  /// Everything that can have moved a figure, in the order of the cases; never empty.
  package func causes(since former: EditionBasis) -> [RestatementCause] {
    var causes: [RestatementCause] = []
    if question != former.question {
      causes.append(.settings)
    } else if answer != former.answer {
      causes.append(.lateData)
    }
    // Zone files of two releases are no two contracts.
    let before = former.contract.by(contract.zone)
    if contract.exclusions != before.exclusions { causes.append(.exclusion) }
    if contract.with(before.exclusions) != before {
      causes.append(.contract)
    }
    if history != former.history { causes.append(.earlier) }
    if causes.isEmpty { causes = [isFinal && !former.isFinal ? .final : .correction] }
    return causes
  }

  /// How many exclusions were agreed since, net of those that were taken back.
  package func exclusions(since former: EditionBasis) -> Int {
    contract.exclusions.entries.count - former.contract.exclusions.entries.count
  }
}

extension RestatementCause {
  /// The tables that hold what the source counted, whatever the contract says of it.
  private static let counts: Set<String> = ["intervals", "hours", "days", "month"]

  /// The table of what is published of the source beside the figures.
  static let columns = "columns"

  /// Those of an edition's causes that can have moved one figure.
  package static func moving(_ change: CellChange, among causes: [RestatementCause])
    -> [RestatementCause]
  {
    guard counts.contains(change.table) || change.table == columns else { return causes }
    let own = causes.filter { [.lateData, .settings, .correction].contains($0) }
    return own.isEmpty ? causes : own
  }
}
