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
    try reading(bytes, for: query, BucketValues(for: query.settings)).rows
  }

  /// What one pass over an answer finds.
  struct Reading {
    let rows: [TallyRow]
    /// Whether the answer has members beyond those of its form.
    let hasMore: Bool
  }

  /// Reads an answer by the metrics that it may have; groups that name no direction have
  /// `direction`, where there is one.
  static func reading(
    _ bytes: [UInt8], for query: TallyQuery, _ values: BucketValues, direction: String? = nil
  ) throws(FetchError) -> Reading {
    var values = values
    let scan = try AggregateScan(bytes, names: values.names)
    let groups = try groups(of: scan, query, direction)
    let grid = Grid(query)
    // Each series has a place for each bucket, and the rows come in the order of these places.
    let series = Set(groups).sorted()
    let ranks = Dictionary(uniqueKeysWithValues: series.enumerated().map { ($1, $0) })
    let owners = groups.map { ranks[$0] ?? 0 }
    var rows: [TallyRow] = []
    rows.reserveCapacity(scan.buckets.count)
    // For each row its place among all, and whether the buckets come in the order of their places.
    var cells: [Int] = []
    cells.reserveCapacity(scan.buckets.count)
    var seen = PlacesSeen()
    for bucket in scan.buckets {
      let owner = owners[Int(bucket.group)]
      func place() -> String {
        "group \(name(of: series[owner])), interval \(bucket.text.string)"
      }
      guard let slot = grid.slot(bucket) else {
        throw FetchError(.contradiction("\(place()): the interval was not asked for"))
      }
      let cell = owner * query.buckets + slot
      guard seen.insert(cell) else {
        throw FetchError(.contradiction("\(place()): the interval comes twice"))
      }
      let first = Int(bucket.first_value)
      do throws(FetchError) {
        let found = scan.values[first..<first + Int(bucket.value_count)]
        guard let tally = try values.tally(of: found) else { continue }
        rows.append(TallyRow(series: series[owner], start: grid.start(of: slot), tally: tally))
        cells.append(cell)
      } catch {
        guard case .contradiction(let why) = error.reason else { throw error.at(place()) }
        throw FetchError(.contradiction("\(place()): \(why)"))
      }
    }
    if !seen.isInOrder {
      rows = cells.indices.sorted { cells[$0] < cells[$1] }.map { rows[$0] }
    }
    return Reading(rows: rows, hasMore: scan.reading.has_more)
  }

  /// The series of each group, in the order of the answer.
  private static func groups(
    of scan: borrowing AggregateScan, _ query: TallyQuery, _ direction: String?
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
        let direction = group["direction"] ?? direction
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

  private static func name(of series: Series) -> String {
    "\(series.queue.text) \(series.media) \(series.direction)"
  }
}

/// Places of which none may come twice; as long as they ascend, none is looked up.
private struct PlacesSeen {
  private var latest = -1
  private var ascending: [Int] = []
  private var others: Set<Int>?

  var isInOrder: Bool { others == nil }

  /// Adds a place; false when it is there already.
  mutating func insert(_ place: Int) -> Bool {
    if others == nil, place > latest {
      latest = place
      ascending.append(place)
      return true
    }
    if others == nil { others = Set(ascending) }
    return others?.insert(place).inserted ?? false
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

  func start(of slot: Int) -> Instant { Instant(milliseconds: start + slot * step) }
}
