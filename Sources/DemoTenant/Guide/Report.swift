/// The rows of a report, in their order.
///
/// They are taken from the answer that the published API gives to the same question, so that both
/// dialects tell the same of one recording.
struct Report: Sendable {
  /// Where a row stands; the order of its parts is the order of the rows.
  private struct Place: Hashable, Comparable {
    let queue: String
    let medium: String
    let direction: String
    let start: Moment
    let end: Moment

    static func < (left: Place, right: Place) -> Bool {
      (left.queue, left.medium, left.direction, left.start)
        < (right.queue, right.medium, right.direction, right.start)
    }
  }

  private struct Row: Sendable {
    let place: Place
    /// One value for each of ``sources``.
    var values: [Int]
  }

  private let columns: [ReportCatalogue.Column]
  private let metrics: [ReportMetric]
  private let sources: [ReportSource]
  private let queueNames: [String: String]
  private var rows: [Row] = []

  var count: Int { rows.count }

  /// Asks for a report; `ask` answers a query for conversation aggregates.
  init(
    _ query: ReportQuery, organization: Organization,
    ask: (JSONValue) throws(Refusal) -> JSONNode
  ) throws(Refusal) {
    columns = query.columns
    metrics = query.metrics
    var sources: [ReportSource] = []
    for source in metrics.flatMap(\.sources) where !sources.contains(source) {
      sources.append(source)
    }
    self.sources = sources
    queueNames = Dictionary(
      organization.queues.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    var places: [Place: Int] = [:]
    for questions in Self.rounds(sources) {
      let answer = try ask(query.published(questions.map { sources[$0] }))
      for group in answer["results"]?.elements ?? [] {
        add(group, asked: questions, places: &places)
      }
    }
    rows.sort { $0.place < $1.place }
  }

  /// The places of the sources that are asked for together: one query has only so many views.
  private static func rounds(_ sources: [ReportSource]) -> [[Int]] {
    var rounds: [[Int]] = [[]]
    var views = 0
    for (index, source) in sources.enumerated() {
      if case .waits = source {
        if views == RangeView.limit {
          rounds.append([])
          views = 0
        }
        views += 1
      }
      rounds[rounds.count - 1].append(index)
    }
    return rounds
  }

  private mutating func add(_ group: JSONNode, asked: [Int], places: inout [Place: Int]) {
    let key = { (name: String) in group["group"]?[name]?.text ?? "" }
    let (queue, medium, direction) = (key("queueId"), key("mediaType"), key("direction"))
    for bucket in group["data"]?.elements ?? [] {
      let ends = bucket["interval"]?.text?.split(separator: "/") ?? []
      guard ends.count == 2, let start = Moment(ends[0]), let end = Moment(ends[1]) else {
        preconditionFailure("an answer of our own has a bucket without an interval")
      }
      let place = Place(
        queue: queue, medium: medium, direction: direction, start: start, end: end)
      let row = places[place] ?? rows.count
      if row == rows.count {
        rows.append(Row(place: place, values: Array(repeating: 0, count: sources.count)))
        places[place] = row
      }
      let stats = Stats(bucket)
      for index in asked { rows[row].values[index] = stats.value(of: sources[index]) }
    }
  }

  /// Writes some of the rows, each with every column and metric that was asked for.
  func write(_ range: Range<Int>, _ json: inout JSONWriter) {
    let indices = Dictionary(uniqueKeysWithValues: zip(sources, sources.indices))
    json.array { json in
      for row in rows[range] {
        json.object { json in
          for column in columns { json.member(column.id, text: text(column, of: row)) }
          json.member("intervalStart", integer: row.place.start.milliseconds)
          json.member("intervalEnd", integer: row.place.end.milliseconds)
          for metric in metrics {
            metric.write({ source in indices[source].map { row.values[$0] } ?? 0 }, &json)
          }
        }
      }
    }
  }

  private func text(_ column: ReportCatalogue.Column, of row: Row) -> String {
    switch column.id {
    case "queueId": row.place.queue
    case "queueName": queueNames[row.place.queue] ?? ""
    case "mediaType": row.place.medium
    default: row.place.direction
    }
  }
}

/// The numbers of one bucket of a published answer.
private struct Stats {
  private let metrics: [JSONNode]
  private let views: [JSONNode]

  init(_ bucket: JSONNode) {
    metrics = bucket["metrics"]?.elements ?? []
    views = bucket["views"]?.elements ?? []
  }

  /// What is left out did not happen.
  func value(of source: ReportSource) -> Int {
    switch source {
    case .stat(let metric, let stat):
      metrics.first { $0["metric"]?.text == metric }?["stats"]?[stat.rawValue]?.integer ?? 0
    case .waits:
      views.first { $0["name"]?.text == source.viewName }?["stats"]?["count"]?.integer ?? 0
    }
  }
}

extension ReportSource {
  fileprivate var viewName: String {
    switch self {
    case .stat(let metric, _): metric
    case .waits(let metric, let seconds): "\(metric)Within\(seconds)"
    }
  }
}

extension ReportQuery {
  /// The query for conversation aggregates that tells some sources.
  ///
  /// Waits of at most N whole seconds lie below N s and 1 ms.
  fileprivate func published(_ sources: [ReportSource]) -> JSONValue {
    var metrics: Set<String> = []
    var views: [JSONValue] = []
    for source in sources {
      switch source {
      case .stat(let metric, _): metrics.insert(metric)
      case .waits(let metric, let seconds):
        views.append(
          .object([
            "target": .text(metric), "name": .text(source.viewName),
            "function": .text("rangeBound"),
            "range": .object(["lt": .number(Double(seconds * 1000 + 1))]),
          ]))
      }
    }
    let dimensions = Set(columns.map { $0.id == "queueName" ? "queueId" : $0.id })
    return .object([
      "interval": .text("\(window.lowerBound.text)/\(window.upperBound.text)"),
      "granularity": .text(granularity), "timeZone": .text(zone),
      "groupBy": .array(dimensions.sorted().map { .text($0) }),
      "metrics": .array(metrics.sorted().map { .text($0) }), "views": .array(views),
      "filter": filter,
    ])
  }
}
