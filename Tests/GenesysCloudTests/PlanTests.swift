import Figures
import GenesysCloud
import Testing

@Suite struct PlanTests {
  private func plan(
    queues count: Int, from start: String, hours: [Int], media: [String] = ["voice"],
    seconds: Int = 300
  ) throws -> (plan: FetchPlan, window: Window) {
    let days = try Example.days(from: start, hours: hours)
    let window = Window(try Instant(start), days.end)
    let plan = try FetchPlan(
      queues: Example.queues(count), window: window,
      settings: try Example.settings(seconds: seconds, media: media),
      localDayStarts: days.starts)
    return (plan, window)
  }

  // Worked by hand: a bucket has queues times media groups, a request at most 20,000 cells.
  // October in Berlin has 745 hours: 8,940 buckets of five minutes.
  @Test(arguments: [
    (1, ["voice"], 300, 1), (2, ["voice"], 300, 1),  // 17,880 cells
    (3, ["voice"], 300, 2),  // 26,820
    (7, ["voice"], 300, 4),  // 62,580 cannot go into three
    (1, ["callback", "email", "voice"], 300, 2),
    (50, ["voice"], 1800, 4),  // 74,500 cells
    (51, ["voice"], 3600, 2), (26, ["voice"], 3600, 1),  // 745 buckets
    (120, ["voice"], 86_400 / 4, 3),  // 50 queues at most
  ])
  func `asks in as few requests as allowed`(
    queues: Int, media: [String], seconds: Int, requests: Int
  ) throws {
    // A quarter of a day does not divide 25 hours, so that case has no clock change.
    let change = seconds > 3600 ? 24 : 25
    let hours = Array(repeating: 24, count: 24) + [change] + Array(repeating: 24, count: 6)
    let (plan, window) = try plan(
      queues: queues, from: "2026-09-30T22:00:00Z", hours: hours, media: media, seconds: seconds)
    #expect(plan.cost == requests)
    #expect(
      FetchPlan.fault(in: plan.queries, queues: Example.queues(queues), window: window) == nil)
    for query in plan.queries {
      #expect(query.cells <= 20_000)
      #expect(query.queues.count <= 50)
    }
  }

  @Test func `asks for at most 31 local days at once`() throws {
    let (plan, _) = try plan(
      queues: 1, from: "2026-01-01T00:00:00Z", hours: Array(repeating: 24, count: 62),
      seconds: 3600)
    #expect(plan.queries.map { $0.window.seconds / 86_400 } == [31, 31])
  }

  @Test(arguments: [
    // Berlin: 23 hours on 29 March, 25 on 25 October; 70 queues need a cut on each day.
    ("2026-03-27T23:00:00Z", [24, 23, 24], ["2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"]),
    ("2026-10-23T22:00:00Z", [24, 25, 24], ["2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"]),
  ])
  func `cuts windows at local midnights, whatever the day's length`(
    start: String, hours: [Int], midnights: [String]
  ) throws {
    let (plan, window) = try plan(queues: 50, from: start, hours: hours)
    let cuts = Set(plan.queries.map(\.window.start)).union(plan.queries.map(\.window.end))
      .subtracting([window.start, window.end])
    #expect(cuts.isSubset(of: try midnights.map { try Instant($0) }))
    #expect(!cuts.isEmpty)
  }

  @Test func `is the same whatever the order of the queues`() throws {
    let days = try Example.days(from: "2026-10-01T00:00:00Z", hours: [24, 24])
    let window = Window(try Instant("2026-10-01T00:00:00Z"), days.end)
    let settings = try Example.settings(media: ["voice", "callback"])
    let queues = Example.queues(70)
    let one = try FetchPlan(
      queues: queues, window: window, settings: settings, localDayStarts: days.starts)
    let two = try FetchPlan(
      queues: queues.reversed(), window: window,
      settings: try Example.settings(media: ["callback", "voice", "voice"]),
      localDayStarts: days.starts.reversed())
    #expect(one == two)
    #expect(Set(one.queries.map(\.key)).count == one.cost)
  }

  @Test func `refuses instants that look like seconds`() throws {
    let window = Window(
      Instant(milliseconds: 1_790_000_000), Instant(milliseconds: 1_790_086_400))
    let error = try #require(throws: FetchError.self) {
      try FetchPlan(
        queues: [Example.queue], window: window, settings: try Example.settings(),
        localDayStarts: [])
    }
    #expect(error.reason == .looksLikeSeconds(1_790_000_000))
  }

  @Test func `refuses a window that is no whole number of buckets`() throws {
    let window = try Example.window("2026-10-01T00:00:00Z", "2026-10-01T00:07:00Z")
    #expect(throws: FetchError.self) {
      try FetchPlan(
        queues: [Example.queue], window: window, settings: try Example.settings(),
        localDayStarts: [])
    }
  }

  @Test(arguments: [
    ([(0, 2), (2, 4)], String?.none),
    ([(2, 4), (0, 2)], nil),
    ([(0, 4)], nil),
    ([(0, 2), (3, 4)], "a gap"),
    ([(0, 3), (2, 4)], "an overlap"),
    ([(0, 2)], "an end"),
    ([(1, 4)], "a gap"),
    ([(0, 4), (4, 5)], "an end"),
    ([(0, 2), (0, 2), (2, 4)], "an overlap"),
    ([], "an end"),
  ])
  func `finds every gap and overlap of a plan`(hours: [(Int, Int)], fault: String?) throws {
    let start = try Instant("2026-10-01T00:00:00Z")
    let queries = try hours.map { from, to in
      try Example.query((start + from * 3600).text, (start + to * 3600).text)
    }
    let found = FetchPlan.fault(
      in: queries, queues: [Example.queue], window: Window(start, start + 4 * 3600))
    #expect(found?.prefix(fault?.count ?? 0) == fault.map { $0[...] })
  }

  @Test func `finds a queue that is not covered or not wanted`() throws {
    let query = try Example.query()
    #expect(
      FetchPlan.fault(
        in: [query], queues: [Example.queue, Example.other], window: query.window) != nil)
    #expect(FetchPlan.fault(in: [query], queues: [Example.other], window: query.window) != nil)
  }
}

@Suite struct SplitTests {
  private func query(hours: [Int], queues: Int = 1) throws -> TallyQuery {
    let days = try Example.days(from: "2026-10-23T22:00:00Z", hours: hours)
    let plan = try FetchPlan(
      queues: Example.queues(queues), window: Window(days.starts[0], days.end),
      settings: try Example.settings(), localDayStarts: days.starts)
    return try #require(plan.queries.first)
  }

  @Test func `halves at the local midnight next to the middle`() throws {
    let parts = try #require(try query(hours: [24, 25, 24]).split())
    // The middle, 36.5 hours in, is as far from the midnight at 24 hours as from that at 49.
    #expect(parts.map { $0.window.seconds / 3600 } == [24, 49])
    #expect(try query(hours: [24, 25, 24, 24]).split()?.map(\.buckets) == [588, 576])
  }

  @Test func `halves a day at a bucket, then the queues, then stops`() throws {
    let day = try query(hours: [25], queues: 3)
    #expect(day.split()?.map(\.buckets) == [150, 150])
    var smallest = day
    var steps: [Int] = []
    while let parts = smallest.split() {
      smallest = parts[parts.count - 1]
      steps.append(smallest.cells)
    }
    // 300 buckets of 3 queues; the larger halves: 150 75 38 19 10 5 3 2 1 buckets, then 2 and 1.
    #expect(steps == [450, 225, 114, 57, 30, 15, 9, 6, 3, 2, 1])
  }

  @Test(arguments: [([24, 23, 24, 24], 2), ([24], 3), ([25], 1)])
  func `loses and repeats nothing`(hours: [Int], queues: Int) throws {
    let whole = try query(hours: hours, queues: queues)
    var parts = [whole]
    for _ in 0..<6 { parts = parts.flatMap { $0.split() ?? [$0] } }
    #expect(parts.count > 30)
    #expect(FetchPlan.fault(in: parts, queues: whole.queues, window: whole.window) == nil)
    #expect(Set(parts.map(\.key)).count == parts.count)
  }

  @Test func `names everything that decides about an answer in its key`() throws {
    let base = try Example.query()
    let others = [
      try Example.query("2026-03-02T08:00:00Z", "2026-03-02T09:05:00Z"),
      try Example.query(queues: [Example.other]),
      try Example.query(settings: try Example.settings(seconds: 900)),
      try Example.query(settings: try Example.settings(media: ["email"])),
      try Example.query(settings: try Example.settings(directions: ["outbound"])),
      try Example.query(settings: try Example.settings(recorded: CounterSet([.offered]))),
    ]
    #expect(Set(others.map(\.key) + [base.key]).count == 7)
    #expect(base.key == (try Example.query()).key)
    #expect(
      base.key
        == "2026-03-02T08:00:00Z/2026-03-02T09:00:00Z PT300S voice inbound answered<=20000 "
        + "short<=5000 offered,answered,answered_in_threshold,abandoned,short_abandoned,flow_out,"
        + "transferred,wait_ms,wait_answered_ms,wait_abandoned_ms,wait_max_ms,handled,handle_ms,"
        + "talk_ms,hold_ms,acw_ms,handle_max_ms 90e0e000-0000-4000-8000-000000000101")
  }
}
