/// Adds up the calls for a query and writes what comes out.
///
/// A metric without events is left out of its bucket, a bucket without metrics out of its group, and
/// a group without buckets out of the answer.
struct AggregateAnswer {
  private struct Group {
    let key: [(name: String, value: String)]
    var parts: [LinePart]

    func holds(_ key: [(name: String, value: String)]) -> Bool {
      self.key.map(\.value) == key.map(\.value)
    }
  }

  private let query: AggregateQuery
  private let organization: Organization
  private let groups: [Group]
  private let bounds: [Moment]

  init(_ query: AggregateQuery, organization: Organization) throws(Refusal) {
    self.query = query
    self.organization = organization
    groups =
      query.asksForUsers
      ? Self.userGroups(query, organization: organization)
      : Self.groups(query, organization: organization)
    bounds = try query.bounds(groups: groups.count)
  }

  private static func groups(_ query: AggregateQuery, organization: Organization) -> [Group] {
    let dimensions = query.groupBy.sorted { $0.rawValue < $1.rawValue }
    var groups: [Group] = []
    for line in organization.lines where query.holds(line) {
      let key = dimensions.map { (name: $0.rawValue, value: line.value($0) ?? "") }
      if let index = groups.firstIndex(where: { $0.holds(key) }) {
        groups[index].parts.append(LinePart(line: line))
      } else {
        groups.append(Group(key: key, parts: [LinePart(line: line)]))
      }
    }
    return groups
  }

  /// Groups of what agents did, each on the queues that the agent serves.
  private static func userGroups(_ query: AggregateQuery, organization: Organization) -> [Group] {
    let dimensions = query.groupBy.sorted { $0.rawValue < $1.rawValue }
    var groups: [Group] = []
    var places: [String: Int] = [:]
    /// The last line of each group.
    var placeOfLine: [Int: Int] = [:]
    let agents = organization.synthetic?.agents ?? []
    for line in organization.lines.enumerated().map({ (index: $0, line: $1) }) {
      for (index, agent) in agents.enumerated()
      where agent.division == line.line.queue.division
        && query.holds(line.line, userID: agent.id)
      {
        let key = dimensions.map {
          (name: $0.rawValue, value: $0 == .userId ? agent.id : line.line.value($0) ?? "")
        }
        let joined = key.map(\.value).joined(separator: "\n")
        let place = places[joined] ?? groups.count
        if place == groups.count {
          places[joined] = place
          groups.append(Group(key: key, parts: []))
        }
        if placeOfLine[place] != line.index {
          placeOfLine[place] = line.index
          groups[place].parts.append(LinePart(line: line.line, agents: []))
        }
        groups[place].parts[groups[place].parts.count - 1].agents?.insert(index)
      }
    }
    return groups
  }

  func write(_ json: inout JSONWriter) {
    let spans = zip(bounds, bounds.dropFirst()).map {
      Array("{\"interval\":\"\($0.text)/\($1.text)\",".utf8)
    }
    json.object { json in
      json.member("results") { json in
        json.array { json in
          for group in groups { write(group, spans: spans, &json) }
        }
      }
    }
  }

  private func write(_ group: Group, spans: [[UInt8]], _ json: inout JSONWriter) {
    let table = organization.table(of: group.parts, bounds: bounds, views: query.views)
    let metrics = MetricWriter(
      metrics: query.metrics, views: query.views,
      target: group.parts.first?.line.target ?? .usual)
    var data = JSONText()
    for bucket in spans.indices {
      let sums = table[bucket]
      guard metrics.hasEvents(sums) else { continue }
      data.append(UInt8(ascii: data.bytes.isEmpty ? "[" : ","))
      data.append(spans[bucket])
      metrics.append(sums, to: &data)
      data.append(UInt8(ascii: "}"))
    }
    guard !data.bytes.isEmpty else { return }
    data.append(UInt8(ascii: "]"))
    json.object { json in
      json.member("group") { json in
        json.object { json in
          for part in group.key { json.member(part.name, text: part.value) }
        }
      }
      json.member("data") { $0.number(data.value) }
    }
  }
}

/// A line, or what some agents did on it.
struct LinePart: Sendable {
  let line: Line
  /// The agents whose work counts, by their place in the organization; `nil` when all calls do.
  var agents: Set<Int>?
}

extension Organization {
  /// The sums of some lines in each bucket.
  func table(
    of parts: [LinePart], bounds: [Moment], views: [RangeView] = []
  ) -> SumTable {
    var table = SumTable(bounds: bounds, views: views)
    let interval = bounds[0]..<bounds[bounds.count - 1]
    for part in parts {
      if let synthetic {
        synthetic.add(part, in: interval, to: &table)
      } else {
        for facts in facts.facts(of: part.line.queue.code, in: interval) { table.add(facts) }
      }
    }
    return table
  }
}
