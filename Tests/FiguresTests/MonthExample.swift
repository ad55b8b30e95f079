import Figures
import Foundation
import Testing

/// October 2026 under a contract in UTC, on a sheet of as many five-minute intervals as a test needs.
struct MonthExample {
  /// Counters of a queue in one interval.
  struct Row {
    var interval = 0
    var queue = "q1"
    let values: [Counter: Int]
  }

  var period = "2026-10"
  var code = "ILS"
  var measures: [Measure]
  var fees: [Fee] = []
  var credits = CreditTerms()
  var billing = BillingTerms()
  var exclusions = ExclusionLog()
  var forecast = ForecastBook()
  var hours = OpeningHours.always
  var coverage = Decimal(90)
  var intervals = 100
  var step = 300
  /// The first so many are received.
  var received: Int?
  var isFinal = true
  var isUnderWay = false
  var recorded = CounterSet.all
  var queues = ["q1"]
  var history: [PeriodResult] = []
  var monthBegins = 1
  /// Milliseconds of single calls, talked and handled alike; `nil` when nobody fetched them.
  var calls: [Int]?
  var rows: [Row] = []

  func result() throws -> PeriodResult {
    let zone = try systemZone("Etc/UTC")
    let period = try Period(period).beginning(onDay: monthBegins)
    let start = zone.start(of: period.firstDay)
    let window = Window(start, start + intervals * step)
    let queues = queues.map {
      Queue(id: QueueID($0), label: "Queue \($0)", media: ["voice"], directions: ["inbound"])
    }
    let fetched = Window(start, start + (received ?? intervals) * step)
    let sheet = try Sheet(
      window: window, step: step, queues: queues, recorded: recorded,
      rows: rows.map { row in
        var tally = Tally(recorded: recorded)
        for (counter, value) in row.values { tally[counter] = value }
        let series = Series(queue: QueueID(row.queue), media: "voice", direction: "inbound")
        return TallyRow(series: series, start: start + row.interval * step, tally: tally)
      },
      fetched: Dictionary(uniqueKeysWithValues: queues.map { ($0.id, [fetched]) }), gaps: [])
    let contract = Contract(
      title: "Voice services", zone: zone, currency: try #require(Currency(code: code)),
      hours: hours, thresholds: Thresholds(answeredWithin: 60_000, shortAbandon: 5000),
      minimumCoveragePercent: coverage, finalAfterDays: 4,
      terms: [
        Terms(
          from: try Period("2026-01").beginning(onDay: monthBegins).firstDay, until: nil,
          reference: nil,
          measures: measures, fees: fees, credits: credits, billing: billing)
      ], exclusions: exclusions, forecast: forecast, monthBegins: monthBegins)
    let sources = StatementSources(
      organization: "Example Bank", notice: nil,
      partner: Partner(id: "northline", name: "Northline", locale: "en-GB"), contract: contract,
      gaps: [], confirmedSilences: [], until: isUnderWay ? start + step : nil)
    return try sources.result(
      for: period, sheet: sheet, history: history, records: records(on: start),
      asOf: isFinal ? zone.start(of: period.endDay.adding(days: 10)) : window.end)
  }

  private func records(on start: Instant) -> RecordCheck? {
    guard let calls else { return nil }
    var lengths = CallLengths()
    for call in calls {
      for metric in [RecordMetric.tHandle, .tTalkComplete] {
        lengths.add(
          RecordEvent(
            conversation: "c",
            series: Series(queue: QueueID("q1"), media: "voice", direction: "inbound"),
            metric: metric, emittedAt: start, value: call))
      }
    }
    return RecordCheck(
      route: .pages, requests: 1, conversations: calls.count, events: calls.count, intervals: 1,
      differences: [], calls: ["voice": lengths], days: [])
  }

  func assessment() throws -> Assessment { try #require(try result().assessments.first) }

  func invoice() throws -> Invoice { try #require(try result().invoice) }
}
