/// A published column of one queue, medium and direction, over a whole period.
package struct PublishedColumn: Sendable, Hashable {
  /// Which number of the source's it is.
  package enum Part: String, Sendable, Hashable, CaseIterable, Comparable {
    case count, sum, max

    package static func < (left: Part, right: Part) -> Bool { left.rawValue < right.rawValue }
  }

  package let series: Series
  package let name: String
  package let part: Part
  package let value: Int

  package init(series: Series, name: String, part: Part, value: Int) {
    self.series = series
    self.name = name
    self.part = part
    self.value = value
  }

  /// The values of a period from those of its parts, by series, name and part.
  package static func total(_ values: [PublishedColumn]) -> [PublishedColumn] {
    struct Key: Hashable {
      let series: Series
      let name: String
      let part: Part
    }
    var totals: [Key: Int] = [:]
    for value in values {
      let key = Key(series: value.series, name: value.name, part: value.part)
      let old = totals[key] ?? 0
      totals[key] = value.part == .max ? Swift.max(old, value.value) : old + value.value
    }
    return totals.map {
      PublishedColumn(series: $0.key.series, name: $0.key.name, part: $0.key.part, value: $0.value)
    }.sorted { ($0.series, $0.name, $0.part) < ($1.series, $1.name, $1.part) }
  }
}
