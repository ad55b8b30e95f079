package import Figures

/// What every query of a plan asks for alike.
package struct QuerySettings: Sendable, Hashable {
  /// The length of a bucket; a divisor of a day.
  package let granularitySeconds: Int
  /// The source's own words, such as `voice`; in order, each once.
  package let media: [String]
  /// The source's own words, such as `inbound`; in order, each once.
  package let directions: [String]
  /// What is counted; ranges only where the thresholds define them.
  package let recorded: CounterSet
  package let thresholds: Thresholds
  /// The source's names of metrics that are asked for besides; in order, each once.
  package let also: [String]

  package init(
    granularitySeconds: Int, media: [String], directions: [String], recorded: CounterSet,
    thresholds: Thresholds, also: [String] = []
  ) throws(FetchError) {
    func require(_ condition: Bool, _ name: String, _ why: String) throws(FetchError) {
      guard condition else { throw FetchError(.badSetting(name, why: why)) }
    }
    try require(
      granularitySeconds > 0 && 86_400.isMultiple(of: granularitySeconds), "granularity",
      "does not divide a day")
    try require(!media.isEmpty, "media", "is empty")
    try require(!directions.isEmpty, "directions", "is empty")
    try require(
      !recorded.intersection(.all).isEmpty, "counters", "names nothing that could be counted")
    try require(
      thresholds.answeredWithin >= 0 && thresholds.shortAbandon >= 0
        && max(thresholds.answeredWithin, thresholds.shortAbandon) < Tally.limit
        && thresholds.ranges.allSatisfy { (0..<Tally.limit).contains($0.within) }, "thresholds",
      "are no lengths of time")
    self.granularitySeconds = granularitySeconds
    self.media = Array(Set(media)).sorted()
    self.directions = Array(Set(directions)).sorted()
    self.recorded = recorded.intersection(CounterSet.all.union(thresholds.rangeCounters))
    self.thresholds = thresholds
    self.also = Array(Set(also)).sorted()
  }

  /// Groups that one queue can have in an answer.
  package var groupsPerQueue: Int { media.count * directions.count }
}
