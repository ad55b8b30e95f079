import Figures
import FuzzDriver
import GenesysCloud

/// Throws arbitrary bytes at the decoders; `make fuzz` links it with libFuzzer.
///
/// The first byte chooses: `G` reads the rest as a page of the guide's dialect, anything else as an
/// answer of the published one, to a query for tallies, for a total and for agents. A decoder may refuse
/// anything. What it accepts must lie inside the question: rows of the queues, on the grid, in the
/// window, without a number that could overflow a sum.
private func decode(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  guard let question else { return 0 }
  if bytes.first == UInt8(ascii: "G") {
    if let rows = try? guidePage(Array(bytes.dropFirst()), question) { check(rows, question) }
    return 0
  }
  if let rows = try? PublishedAnswer.rows(in: bytes, for: question) { check(rows, question) }
  if let control, let total = try? PublishedControl.total(in: bytes, for: control) {
    check(total)
  }
  if let people, let rows = try? AgentAnswer.rows(in: bytes, for: people) { check(rows, people) }
  return 0
}

/// The time of two agents is never longer than two half hours.
private func check(_ rows: [AgentRow], _ query: AgentQuery) {
  for row in rows {
    precondition(
      query.window.contains(row.start) && AgentSheet.isOnGrid(row.start), "off the grid")
    precondition((1...2 * AgentSheet.step * 1000).contains(row.time.total), "too long")
  }
}

private func guidePage(_ bytes: [UInt8], _ query: TallyQuery) throws -> [TallyRow] {
  let definitions = try GuideDefinitions(
    ["queueId", "direction", "mediaType"].map { .init($0, aggregation: "none") }
      + ["offered", "answered", "answeredWithin20s", "waitMs"].map {
        .init($0, aggregation: "sum")
      })
  let query = try ask(
    CounterSet([.offered, .answered, .answeredInThreshold, .wait]), ranges: [])
  guard let query else { return [] }
  let zone = "Europe/Berlin"
  var reader = try GuideAnswer(
    to: query, definitions, timeZoneID: zone, on: Endpoint("https://api.mypurecloud.de"))
  let request = try GuideQuery.request(for: query, definitions, timeZoneID: zone)
  reader.add(try reader.read(Response(status: 200, body: bytes), of: request))
  return try reader.finish()
}

private func check(_ rows: [TallyRow], _ query: TallyQuery) {
  var last: TallyRow?
  for row in rows {
    let distance = row.start.milliseconds - query.window.start.milliseconds
    precondition(query.window.contains(row.start) && distance % 300_000 == 0, "off the grid")
    precondition(query.queues.contains(row.series.queue), "a strange queue")
    check(row.tally)
    if let last {
      precondition((last.series, last.start) < (row.series, row.start), "out of order or twice")
    }
    last = row
  }
}

private func check(_ tally: Tally) {
  for counter in Counter.allCases {
    precondition((0...Tally.limit).contains(tally[counter] ?? 0), "out of range")
  }
}

private let queue = QueueID("90e0e000-0000-4000-8000-000000000101")
private let window = Window(
  Instant(milliseconds: 1_772_438_400_000), Instant(milliseconds: 1_772_442_000_000))

private let people: AgentQuery? = AgentPlan(
  agents: ["05e40000-0000-4000-8000-000000000201", "05e40000-0000-4000-8000-000000000202"]
    .map(AgentID.init), in: window
)?.queries.first

private func settings(_ recorded: CounterSet, ranges: [WaitRange]) throws -> QuerySettings {
  try QuerySettings(
    granularitySeconds: 300, media: ["voice"], directions: ["inbound"], recorded: recorded,
    thresholds: Thresholds(answeredWithin: 20_000, shortAbandon: 5000, ranges: ranges))
}

private func ask(_ recorded: CounterSet, ranges: [WaitRange]) throws -> TallyQuery? {
  try FetchPlan(
    queues: [queue], window: window, settings: settings(recorded, ranges: ranges),
    localDayStarts: []
  ).queries.first
}

private let question: TallyQuery? = try? ask(
  .all.union(CounterSet([.range1])), ranges: [WaitRange(.answered, within: 45_000)])

private let control: ControlQuery? = try? ControlQuery.covering(
  window, queues: [queue], settings: settings(.all, ranges: []), localDayStarts: []
).first

@main
struct FuzzDecoders {
  static func main() { fuzz(decode) }
}
