import CSimdjson
package import Figures

/// The published dialect's question for a total, and its answer.
package enum PublishedControl {
  /// Without a granularity the answer has one bucket as long as the interval; without grouping,
  /// one group.
  package static func request(for control: ControlQuery) throws(FetchError) -> Request {
    try PublishedQuery.request(for: control.queries, isTotal: true)
  }

  /// The total; all zeros when nothing happened.
  package static func total(
    in bytes: [UInt8], for control: ControlQuery
  ) throws(FetchError) -> Tally {
    var values = BucketValues(for: control.settings)
    let scan = try AggregateScan(bytes, names: values.names)
    if let dimension = scan.dimensions.first {
      throw FetchError(.unasked(kind: "the column", name: dimension.dimension.string))
    }
    guard scan.reading.group_count <= 1, scan.buckets.count <= 1 else {
      throw FetchError(.contradiction("a total came in parts"))
    }
    let nothing = Tally(recorded: control.settings.recorded)
    guard let bucket = scan.buckets.first else { return nothing }
    guard Int(bucket.start) == control.window.start.milliseconds,
      Int(bucket.end) == control.window.end.milliseconds
    else {
      throw FetchError(
        .contradiction("interval \(bucket.text.string): the interval was not asked for"))
    }
    let first = Int(bucket.first_value)
    return try values.tally(of: scan.values[first..<first + Int(bucket.value_count)]) ?? nothing
  }
}
