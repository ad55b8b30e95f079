import Figures
import GenesysCloud
import Glibc

/// Throws arbitrary bytes at the decoders; `make fuzz` links it with libFuzzer.
///
/// A decoder may refuse anything. What it accepts must lie inside the question: rows of the queues,
/// on the grid, in the window, without a number that could overflow a sum.
private func decode(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  guard let query = question, let rows = try? PublishedAnswer.rows(in: bytes, for: query) else {
    return 0
  }
  var last: TallyRow?
  for row in rows {
    let distance = row.start.milliseconds - query.window.start.milliseconds
    precondition(query.window.contains(row.start) && distance % 300_000 == 0, "off the grid")
    precondition(query.queues.contains(row.series.queue), "a strange queue")
    for counter in Counter.allCases {
      precondition((0...Tally.limit).contains(row.tally[counter] ?? 0), "out of range")
    }
    if let last {
      precondition((last.series, last.start) < (row.series, row.start), "out of order or twice")
    }
    last = row
  }
  return 0
}

private let question: TallyQuery? = try? FetchPlan(
  queues: [QueueID("90e0e000-0000-4000-8000-000000000101")],
  window: Window(
    Instant(milliseconds: 1_772_438_400_000), Instant(milliseconds: 1_772_442_000_000)),
  settings: QuerySettings(
    granularitySeconds: 300, media: ["voice"], directions: ["inbound"],
    recorded: .all.union(CounterSet([.range1])),
    thresholds: Thresholds(
      answeredWithin: 20_000, shortAbandon: 5000, ranges: [WaitRange(.answered, within: 45_000)])),
  localDayStarts: []
).queries.first

@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

@main
struct FuzzDecoders {
  static func main() {
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    exit(runFuzzer(&count, &arguments, decode))
  }
}
