import CSimdjson
package import Figures

/// Reads an answer about agents, and believes nothing that was not asked for.
package enum AgentAnswer {
  /// The time of all agents of the query together, by half hour; half hours without any are left
  /// out.
  ///
  /// No fault that it throws names an agent.
  package static func rows(
    in bytes: [UInt8], for query: AgentQuery
  ) throws(FetchError) -> [AgentRow] {
    let scan = try AggregateScan(bytes, names: [AgentQuery.metric])
    let owners = try owners(of: scan, query)
    let grid = BucketGrid(query.window, seconds: AgentSheet.step)
    var seen = [Bool](repeating: false, count: query.cells)
    var sums = [AgentTally](repeating: AgentTally(), count: query.buckets)
    var counts = [Int](repeating: 0, count: query.buckets)
    for bucket in scan.buckets {
      func fail(_ why: String) -> FetchError {
        FetchError(
          .contradiction("group \(bucket.group + 1), interval \(bucket.text.string): \(why)"))
      }
      guard let slot = grid.slot(from: Int(bucket.start), to: Int(bucket.end)) else {
        throw fail("the interval was not asked for")
      }
      let place = owners[Int(bucket.group)] * query.buckets + slot
      guard !seen[place] else { throw fail("the interval comes twice") }
      seen[place] = true
      let first = Int(bucket.first_value)
      let values = scan.values[first..<first + Int(bucket.value_count)]
      let time: AgentTally
      do throws(FetchError) { time = try self.time(values) } catch {
        guard case .contradiction(let why) = error.reason else { throw error }
        throw fail(why)
      }
      guard time.total <= grid.step else {
        throw fail("the times in all statuses are longer than the interval")
      }
      sums[slot].add(time)
      if time.isOnQueue { counts[slot] += 1 }
    }
    return sums.enumerated().filter { $1.total > 0 }.map {
      AgentRow(
        start: query.window.start + $0 * AgentSheet.step, time: $1, agents: counts[$0])
    }
  }

  /// The place of each group's agent in the query.
  private static func owners(
    of scan: borrowing AggregateScan, _ query: AgentQuery
  ) throws(FetchError) -> [Int] {
    let places = Dictionary(
      uniqueKeysWithValues: query.agents.enumerated().map { ($1, $0) })
    var owners = [Int?](repeating: nil, count: Int(scan.reading.group_count))
    for dimension in scan.dimensions {
      guard dimension.dimension.exact == AgentQuery.dimension else {
        throw FetchError(.unasked(kind: "the column", name: dimension.dimension.string))
      }
      guard let place = places[AgentID(dimension.value.exact)] else {
        throw FetchError(
          .contradiction(
            "group \(dimension.group + 1) is of an agent who was not asked for"))
      }
      owners[Int(dimension.group)] = place
    }
    var found: [Int] = []
    for (index, owner) in owners.enumerated() {
      guard let owner else {
        throw FetchError(.contradiction("group \(index + 1) does not name its agent"))
      }
      found.append(owner)
    }
    return found
  }

  private static func time(
    _ values: Slice<UnsafeBufferPointer<CSValue>>
  ) throws(FetchError) -> AgentTally {
    var time = AgentTally()
    var seen: Set<AgentStatus> = []
    for value in values {
      guard value.metric == 0 else {
        throw FetchError(.unasked(kind: "the column", name: value.name.string))
      }
      guard value.qualifier.bytes != nil else {
        throw FetchError(.contradiction("metric \(AgentQuery.metric) names no status"))
      }
      // A status that nobody knows may belong into the occupancy, or not.
      guard let status = AgentStatus(rawValue: value.qualifier.exact) else {
        throw FetchError(.unasked(kind: "the status", name: value.qualifier.string))
      }
      guard seen.insert(status).inserted else {
        throw FetchError(.contradiction("status \(status.rawValue) comes twice"))
      }
      guard value.sum >= 0 else {
        throw FetchError(.contradiction("status \(status.rawValue) has no sum"))
      }
      time[status] = Int(value.sum)
    }
    return time
  }
}
