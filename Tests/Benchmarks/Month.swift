import Figures
import Foundation
import GenesysCloud

/// A month of two queues with something in every interval of the day's open hours.
struct Month {
  let query: TallyQuery
  let answer: [UInt8]
  let rows: [TallyRow]
  private let zone: Zone
  private let period: Period
  private let queues: [Figures.Queue]

  init() throws {
    let bytes = try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/Europe/Berlin"))
    zone = try Zone(name: "Europe/Berlin", bytes: Array(bytes))
    period = try Period("2026-10")
    queues = ["q1", "q2"].map {
      Figures.Queue(id: QueueID($0), label: $0, media: ["voice"], directions: ["inbound"])
    }
    let settings = try QuerySettings(
      granularitySeconds: 300, media: ["voice"], directions: ["inbound"],
      recorded: CounterSet([.offered, .handled, .handle, .handleMax]),
      thresholds: Thresholds(answeredWithin: 20_000, shortAbandon: 5000))
    let plan = try FetchPlan(
      queues: queues.map(\.id), window: zone.window(of: period), settings: settings,
      localDayStarts: period.days.map(zone.start(of:)))
    query = plan.queries[0]
    answer = Self.text(query)
    rows = try PublishedAnswer.rows(in: answer, for: query)
  }

  private static func text(_ query: TallyQuery) -> [UInt8] {
    var text = #"{"results":["#
    for (place, queue) in query.queues.enumerated() {
      text += place > 0 ? "," : ""
      text += #"{"group":{"queueId":"\#(queue.text)","mediaType":"voice","direction":"inbound"},"#
      text += #""data":["#
      var start = query.window.start
      var isFirst = true
      while start < query.window.end {
        let count = start.seconds / 300 % 7 + 1
        text += isFirst ? "" : ","
        isFirst = false
        text +=
          #"{"interval":"\#(start.textWithMilliseconds)/\#((start + 300).textWithMilliseconds)","#
        text += #""metrics":[{"metric":"nOffered","stats":{"count":\#(count)}},"#
        text += #"{"metric":"tHandle","stats":{"max":90000,"count":\#(count),"#
        text += #""sum":\#(count * 60_000 + 30_000)}}]}"#
        start = start + 300
      }
      text += "]}"
    }
    return Array((text + "]}").utf8)
  }

  /// The handled milliseconds of the answer.
  func decode() throws -> Int {
    try PublishedAnswer.rows(in: answer, for: query).reduce(0) { $0 + ($1.tally[.handle] ?? 0) }
  }

  func decodeWithFoundation() throws -> Int {
    struct Answer: Decodable { let results: [Group] }
    struct Group: Decodable { let data: [Bucket] }
    struct Bucket: Decodable { let interval: String, metrics: [Metric] }
    struct Metric: Decodable { let metric: String, stats: Stats }
    struct Stats: Decodable { let count: Int?, sum: Int?, max: Int? }
    let decoded = try JSONDecoder().decode(Answer.self, from: Data(answer))
    return decoded.results.flatMap(\.data).flatMap(\.metrics).reduce(0) { $0 + ($1.stats.sum ?? 0) }
  }

  /// The handled milliseconds of all days, with their hours and intervals.
  func addUp() throws -> Int {
    let sheet = try Sheet(
      window: query.window, step: 300, queues: queues, recorded: query.settings.recorded,
      rows: rows, fetched: Dictionary(uniqueKeysWithValues: queues.map { ($0.id, [query.window]) }),
      gaps: [])
    let summaries = Summaries(
      of: sheet, zone: zone, hours: .always, formulas: Formulas([]), media: "voice",
      finalUntil: sheet.window.end)
    return period.days.reduce(0) { $0 + (summaries.day($1).total[.handle] ?? 0) }
  }

  func addDays() -> Int {
    var days: [LocalDate: Int] = [:]
    for row in rows { days[zone.date(at: row.start), default: 0] += row.tally[.handle] ?? 0 }
    return days.values.reduce(0, +)
  }
}
