import CSimdjson
package import Figures

/// Reads an answer of the published dialect, and believes nothing that was not asked for.
package enum PublishedAnswer {
  /// The tallies of an answer, by series and start; buckets without events are left out.
  ///
  /// Anything that does not fit the question is an error: a month must not come out smaller, or
  /// larger, because an answer was read with good will.
  package static func rows(
    in bytes: [UInt8], for query: TallyQuery
  ) throws(FetchError) -> [TallyRow] {
    let values = BucketValues(for: query.settings)
    let scan = try AggregateScan(bytes, metrics: values.metrics)
    let series = try groups(of: scan, query)
    let grid = Grid(query)
    var seen: [Series: [Bool]] = [:]
    var rows: [TallyRow] = []
    rows.reserveCapacity(scan.buckets.count)
    for bucket in scan.buckets {
      let owner = series[Int(bucket.group)]
      func place() -> String {
        "group \(name(of: owner)), interval \(bucket.text.string)"
      }
      guard let slot = grid.slot(bucket) else {
        throw FetchError(.contradiction("\(place()): the interval was not asked for"))
      }
      if seen[owner, default: Array(repeating: false, count: query.buckets)][slot] {
        throw FetchError(.contradiction("\(place()): the interval comes twice"))
      }
      seen[owner, default: Array(repeating: false, count: query.buckets)][slot] = true
      let first = Int(bucket.first_value)
      let tally: Tally?
      do throws(FetchError) {
        tally = try values.tally(of: scan.values[first..<first + Int(bucket.value_count)])
      } catch {
        guard case .contradiction(let why) = error.reason else { throw error.at(place()) }
        throw FetchError(.contradiction("\(place()): \(why)"))
      }
      if let tally {
        rows.append(
          TallyRow(series: owner, start: Instant(milliseconds: Int(bucket.start)), tally: tally))
      }
    }
    return sorted(rows)
  }

  /// The series of each group, in the order of the answer.
  private static func groups(
    of scan: borrowing AggregateScan, _ query: TallyQuery
  ) throws(FetchError) -> [Series] {
    let queues = Set(query.queues)
    var members = Array(repeating: [String: String](), count: Int(scan.reading.group_count))
    for dimension in scan.dimensions {
      guard PublishedQuery.dimensions.contains(dimension.dimension.exact) else {
        throw FetchError(.unasked(kind: "the column", name: dimension.dimension.string))
      }
      members[Int(dimension.group)][dimension.dimension.exact] = dimension.value.exact
    }
    var series: [Series] = []
    for (index, group) in members.enumerated() {
      guard let queue = group["queueId"], let media = group["mediaType"],
        let direction = group["direction"]
      else {
        throw FetchError(
          .contradiction("group \(index + 1) does not name its queue, medium and direction"))
      }
      let asked = [
        ("the queue", queue, queues.contains(QueueID(queue))),
        ("the medium", media, query.settings.media.contains(media)),
        ("the direction", direction, query.settings.directions.contains(direction)),
      ]
      if let stranger = asked.first(where: { !$0.2 }) {
        throw FetchError(.unasked(kind: stranger.0, name: PlainText.line(stranger.1, limit: 120)))
      }
      series.append(Series(queue: QueueID(queue), media: media, direction: direction))
    }
    return series
  }

  private static func sorted(_ rows: [TallyRow]) -> [TallyRow] {
    let order = Set(rows.map(\.series)).sorted()
    let rank = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    return rows.map { (rank[$0.series] ?? 0, $0) }
      .sorted { ($0.0, $0.1.start) < ($1.0, $1.1.start) }
      .map(\.1)
  }

  private static func name(of series: Series) -> String {
    "\(series.queue.text) \(series.media) \(series.direction)"
  }
}

/// The buckets that a query asks for.
private struct Grid {
  private let start: Int
  private let end: Int
  private let step: Int

  init(_ query: TallyQuery) {
    start = query.window.start.milliseconds
    end = query.window.end.milliseconds
    step = query.settings.granularitySeconds * 1000
  }

  /// The number of a bucket, or `nil` when it lies outside, off the grid or has another length.
  func slot(_ bucket: CSBucket) -> Int? {
    let from = Int(bucket.start)
    let to = Int(bucket.end)
    guard from >= start, to <= end, to - from == step, (from - start) % step == 0 else {
      return nil
    }
    return (from - start) / step
  }
}
