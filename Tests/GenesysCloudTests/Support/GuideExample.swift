import Figures
import GenesysCloud

/// Short ways to write answers of the guide's dialect.
enum GuideExample {
  typealias Definition = GuideDefinitions.Definition

  /// Metrics that add up, for the thresholds of 20 and 5 seconds.
  static let sums = [
    "offered", "answered", "answeredWithin20s", "abandoned", "abandonedWithin5s", "flowOut",
    "transferred", "waitMs", "waitAnsweredMs", "waitAbandonedMs", "handled", "handleMs", "talkMs",
    "holdMs", "acwMs",
  ]

  static let columns = ["queueId", "queueName", "direction", "mediaType"].map {
    Definition($0, aggregation: "none")
  }

  static let average = Definition(
    "averageHandleTimeSeconds", aggregation: "ratio",
    numerator: "averageHandleTimeSecondsNumerator",
    denominator: "averageHandleTimeSecondsDenominator")

  /// Everything that a service of this dialect can define.
  static func definitions(
    without missing: Set<String> = [], with others: [Definition] = []
  ) throws -> GuideDefinitions {
    let all =
      columns + sums.map { Definition($0, aggregation: "sum") }
      + ["waitMaxMs", "handleMaxMs"].map { Definition($0, aggregation: "max") } + [average]
    let names = Set(others.map(\.name))
    return try GuideDefinitions(
      all.filter { !missing.contains($0.name) && !names.contains($0.name) } + others)
  }

  /// A row of the first bucket, unless members say otherwise; `nil` takes one away.
  static func row(bucket: Int = 0, _ members: [String: String?] = [:]) -> String {
    let start = 1_772_438_400_000 + bucket * 300_000
    var row: [String: String] = [
      "queueId": #""90e0e000-0000-4000-8000-000000000101""#, "mediaType": #""voice""#,
      "direction": #""inbound""#, "intervalStart": "\(start)", "intervalEnd": "\(start + 300_000)",
    ]
    for (name, value) in members { row[name] = value }
    return "{" + row.sorted { $0.key < $1.key }.map { #""\#($0)":\#($1)"# }.joined(separator: ",")
      + "}"
  }

  /// A page of rows with other members, such as `"total":2`.
  static func page(_ rows: [String], _ more: String...) -> String {
    "{" + ([#""rows":[\#(rows.joined(separator: ","))]"#] + more).joined(separator: ",") + "}"
  }

  static let next = "/api/v2/reporting/reports/queries"

  static func query(
    _ recorded: CounterSet = CounterSet([.offered]), queues: [QueueID] = [Example.queue],
    media: [String] = ["voice"], directions: [String] = ["inbound"]
  ) throws -> TallyQuery {
    try Example.query(
      queues: queues,
      settings: try Example.settings(media: media, directions: directions, recorded: recorded))
  }

  /// The rows of an answer that is one page.
  static func rows(
    _ page: String, _ query: TallyQuery? = nil, _ definitions: GuideDefinitions? = nil
  ) throws -> [TallyRow] {
    try rows([.json(page)], query, definitions)
  }

  /// The rows of several pages, read one after the other as they stand.
  static func rows(
    _ pages: [Response], _ query: TallyQuery? = nil, _ definitions: GuideDefinitions? = nil
  ) throws -> [TallyRow] {
    let query = try query ?? Self.query()
    let definitions = try definitions ?? Self.definitions()
    var reader = try GuideAnswer(
      to: query, definitions, timeZoneID: "Europe/Berlin",
      on: Endpoint("https://api.mypurecloud.de"))
    let request = try GuideQuery.request(for: query, definitions, timeZoneID: "Europe/Berlin")
    for page in pages { reader.add(try reader.read(page, of: request)) }
    return try reader.finish()
  }
}
