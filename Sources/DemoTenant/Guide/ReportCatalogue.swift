/// The columns and metrics of an organization's reports.
struct ReportCatalogue: Sendable {
  /// A column of text that names what a row is about.
  struct Column: Sendable {
    let id: String
    let label: String
    var type = "text"
    var visibility = "public"
  }

  /// What a report may never carry outside: defined, and refused when asked for.
  static let closed = [
    Column(id: "ani", label: "Caller's number", visibility: "pii"),
    Column(
      id: "internalRoutingScore", label: "Routing score", type: "decimal", visibility: "internal"),
    Column(id: "participantName", label: "Participant", visibility: "pii"),
  ]

  let columns = [
    Column(id: "direction", label: "Direction"), Column(id: "mediaType", label: "Medium"),
    Column(id: "queueId", label: "Queue id"), Column(id: "queueName", label: "Queue"),
  ]
  let metrics: [ReportMetric]

  /// What the organization records; a metric that it does not record is not defined.
  init(_ organization: Organization) {
    let missing = Self.missing[organization.recording] ?? []
    metrics = Self.metrics.filter { !missing.contains($0.id) }
  }

  func column(_ id: String) -> Column? { columns.first { $0.id == id } }

  func metric(_ id: String) -> ReportMetric? { metrics.first { $0.id == id } }

  static func isClosed(_ id: String) -> Bool { closed.contains { $0.id == id } }

  /// The metrics that a recording lacks; one that is not named here has them all.
  private static let missing: [String: Set<String>] = [
    "anonymous-bank-1999": ["acwMs", "flowOut", "holdMs", "transferred"]
  ]

  /// The thresholds that are offered, in seconds: what every recording can tell.
  static let thresholds = WaitHistogram.bounds

  private static let metrics: [ReportMetric] =
    [
      sum("offered", "Offered", "nOffered"), sum("answered", "Answered", "tAnswered"),
      sum("abandoned", "Abandoned", "tAbandon"),
      sum("shortAbandoned", "Abandoned shortly", "tShortAbandon"),
      sum("flowOut", "Flow-outs", "tFlowOut"), sum("transferred", "Transferred", "nTransferred"),
      sum("overTarget", "Answered after the target", "nOverSla"),
      sum("waitMs", "Wait, ms", "tWait", .sum),
      sum("waitAnsweredMs", "Wait of answered, ms", "tAnswered", .sum),
      sum("waitAbandonedMs", "Wait of abandoned, ms", "tAbandon", .sum),
      sum("handled", "Handled", "tHandle"), sum("handleMs", "Handle time, ms", "tHandle", .sum),
      sum("talkMs", "Talk time, ms", "tTalkComplete", .sum),
      sum("holdMs", "Hold time, ms", "tHeldComplete", .sum),
      sum("acwMs", "After-call work, ms", "tAcw", .sum),
      ReportMetric(
        id: "waitMaxMs", label: "Longest wait, ms", kind: .max(.stat(metric: "tWait", .max))),
      ReportMetric(
        id: "handleMaxMs", label: "Longest handle time, ms",
        kind: .max(.stat(metric: "tHandle", .max))),
      ReportMetric(
        id: "averageHandleTimeSeconds", label: "Average handle time, s",
        kind: .ratio(
          .init(
            top: .stat(metric: "tHandle", .sum), topUnit: 1000,
            bottom: .stat(metric: "tHandle", .count), factor: 1))),
      ReportMetric(
        id: "serviceLevelPercent", label: "Service level, %",
        kind: .ratio(
          .init(
            top: .stat(metric: "oServiceLevel", .numerator), topUnit: 1,
            bottom: .stat(metric: "oServiceLevel", .denominator), factor: 100))),
    ]
    + thresholds.flatMap { seconds in
      [
        ReportMetric(
          id: "answeredWithin\(seconds)s", label: "Answered within \(seconds) s",
          kind: .sum(.waits(metric: "tAnswered", withinSeconds: seconds))),
        ReportMetric(
          id: "abandonedWithin\(seconds)s", label: "Abandoned within \(seconds) s",
          kind: .sum(.waits(metric: "tAbandon", withinSeconds: seconds))),
      ]
    }

  private static func sum(
    _ id: String, _ label: String, _ metric: String, _ stat: ReportSource.Stat = .count
  ) -> ReportMetric {
    ReportMetric(id: id, label: label, kind: .sum(.stat(metric: metric, stat)))
  }
}

extension ReportCatalogue.Column {
  func writeDefinition(_ json: inout JSONWriter) {
    json.object { json in
      json.member("columnId", text: id)
      json.member("label", text: label)
      json.member("type", text: type)
      json.member("visibility", text: visibility)
      json.member("aggregation", text: "none")
    }
  }
}
