import Figures
import Testing

/// Time of agents by day, of whom some days have few.
@Suite struct MaskedAgentTests {
  private static let smallest = 3
  private static let first = "2026-10-0"

  /// Who works on a day is a bit of its number; agent 0 works a minute, agent 1 two, agent 2 four.
  ///
  /// So each sum of times tells whose it is: the test can see what a reader should not.
  private func figures(
    _ days: [Int], counted: Bool = true, beside others: PublishedAgentTime = PublishedAgentTime(),
    from firstPlace: Int = 0
  ) throws -> AgentFigures {
    let (sheet, window, dates, zone) = try sheet(
      days, counted: counted, beside: others, from: firstPlace)
    return sheet.time(
      of: window, days: dates, in: zone, finalUntil: try Instant("2027-01-01T00:00:00Z"),
      smallest: Self.smallest)
  }

  private func sheet(
    _ days: [Int], counted: Bool = true, beside others: PublishedAgentTime = PublishedAgentTime(),
    from firstPlace: Int = 0
  ) throws -> (AgentSheet, Window, [LocalDate], Zone) {
    var rows: [AgentRow] = []
    for (index, agents) in days.enumerated() where agents != 0 {
      let members = (0..<4).filter { agents >> $0 & 1 == 1 }
      let minutes = members.reduce(0) { $0 + 1 << $1 }
      rows.append(
        AgentRow(
          start: try Instant("\(Self.first)\(firstPlace + index + 1)T09:00:00Z"),
          time: AgentTally([.interacting: minutes * 60_000, .idle: minutes * 1000]),
          agents: counted ? members.count : nil))
    }
    let zone = try systemZone("UTC")
    let window = Window(
      try Instant("\(Self.first)\(firstPlace + 1)T00:00:00Z"),
      try Instant("\(Self.first)\(firstPlace + days.count + 1)T00:00:00Z"))
    let sheet = try AgentSheet(
      scope: AgentScope(
        basis: .queues, agents: 4, shared: 0, takenAt: try Instant("2026-11-05T06:00:00Z")),
      asked: window, rows: rows, gaps: [], beside: others)
    let dates = try days.indices.map {
      try #require(LocalDate("\(Self.first)\(firstPlace + $0 + 1)"))
    }
    return (sheet, window, dates, zone)
  }

  /// The dates and states of `agents.csv`.
  private func file(_ time: AgentFigures) -> [UInt8] {
    let rows = [("*", time.total)] + time.days.map { ($0.date.text, $0.summary) }
    return Array(
      ("date,state\r\n" + rows.map { "\($0.0),\($0.1.state.rawValue)\r\n" }.joined()).utf8)
  }

  @Test func `a day of few is masked with its share, and a larger one protects it`() throws {
    // Two agents on the second day; the fourth, of three, is the smallest of the others.
    let time = try figures([0b1111, 0b0011, 0b1111, 0b0111])
    #expect(time.days.map(\.summary.state) == [.final, .masked, .final, .masked])
    #expect(time.total.state == .final)
    #expect(time.total[.interacting] == 40 * 60_000)
    for day in [time.days[1], time.days[3]] {
      #expect(AgentStatus.allCases.allSatisfy { day.summary[$0] == nil })
      #expect(day.summary.occupancy == .missing)
      #expect(day.summary.received == 48)
    }
  }

  @Test func `two small days do not protect each other, because they may be one person's`() throws {
    let time = try figures([0b0001, 0b0001, 0b1111])
    #expect(time.days.map(\.summary.state) == [.masked, .masked, .masked])
    // All that is left is the sum of the three, of four agents.
    #expect(time.total[.interacting] == 17 * 60_000)
    let few = try figures([0b0001, 0b0010])
    #expect(few.total.state == .masked)
    #expect(few.total[.interacting] == nil)
  }

  @Test func `a day without anybody is zero, and what nobody counted is masked`() throws {
    let quiet = try figures([0, 0b1111])
    #expect(quiet.days.map(\.summary.state) == [.final, .final])
    #expect(quiet.days[0].summary[.interacting] == 0)
    let uncounted = try figures([0b1111, 0b1111], counted: false)
    #expect(uncounted.days.map(\.summary.state) == [.masked, .masked])
    #expect(uncounted.total.state == .masked)
  }

  /// Days, parts and the whole of four days, sealed in random order, each knowing those before it:
  /// every sum of what is printed anywhere, less any other, is of three agents or more, or of nobody.
  @Test func `no site of a day, a part or the whole gives away what another hides`() throws {
    var random = SeededNumbers(seed: 8)
    for _ in 0..<400 {
      let days = (0..<4).map { _ in Int.random(in: 0..<16, using: &random) }
      var periods = (0..<4).map { $0..<$0 + 1 } + [0..<2, 2..<4, 1..<3, 0..<4]
      periods.shuffle(using: &random)
      var published = PublishedAgentTime()
      var printed: [Set<Int>] = []
      for period in periods.prefix(5) {
        let time = try figures(
          Array(days[period]), beside: published, from: period.lowerBound)
        for (place, day) in zip(period, time.days)
        where day.summary[.interacting] != nil && !printed.contains([place]) {
          printed.append([place])
        }
        if time.total[.interacting] != nil, !printed.contains(Set(period)) {
          printed.append(Set(period))
        }
        published.add(agents: file(time))
      }
      // What is shown by itself can be taken from every total; what is left must not be few.
      let alone = Set(printed.filter { $0.count == 1 }.flatMap(\.self))
      let totals = printed.filter { $0.count > 1 }.map { $0.subtracting(alone) }
      for total in totals where !total.isEmpty {
        for other in totals + [[]] where other.isSubset(of: total) {
          let rest = total.subtracting(other)
          let people = rest.reduce(0) { $0 | days[$1] }.nonzeroBitCount
          #expect(people == 0 || people >= Self.smallest, "\(days) \(periods) \(rest)")
        }
      }
    }
  }

  @Test func `a finished table that shows few is found without knowing how it was masked`() throws {
    let days = [0b1111, 0b0011, 0b1111, 0b0111]
    let (sheet, _, dates, zone) = try sheet(days)
    func uncovered(_ states: [String]) -> String? {
      let rows = zip(["*"] + dates.map(\.text), states).map { "\($0),\($1)\r\n" }
      return sheet.uncovered(
        by: Array(("date,state\r\n" + rows.joined()).utf8), of: dates, in: zone,
        smallest: Self.smallest)
    }
    #expect(uncovered(["final", "final", "masked", "final", "masked"]) == nil)
    #expect(uncovered(["final", "final", "final", "final", "final"]) == "2026-10-02")
    #expect(uncovered(["final", "final", "masked", "final", "final"]) == "*")
    #expect(uncovered(["masked", "final", "masked", "final", "final"]) == nil)
    let own = try file(figures(days))
    #expect(sheet.uncovered(by: own, of: dates, in: zone, smallest: Self.smallest) == nil)
  }

  /// What is printed is the total and days: who takes some from it has the sum of the others.
  ///
  /// Every such rest, of every table of up to four days of four agents, is that of
  /// three agents or more, or of nobody.
  @Test func `no subtraction of printed totals leaves the time of few`() async throws {
    for length in 1...4 {
      for number in 0..<(0..<length).reduce(1, { power, _ in power * 16 }) {
        let days = (0..<length).map { number >> (4 * $0) & 15 }
        let time = try figures(days)
        let printed = days.indices.filter { time.days[$0].summary[.interacting] != nil }
        for day in printed {
          let count = days[day].nonzeroBitCount
          #expect(count == 0 || count >= Self.smallest, "\(days)")
        }
        if time.total[.interacting] != nil {
          for choice in 0..<1 << printed.count {
            let taken = Set(
              printed.enumerated().filter { choice >> $0.offset & 1 == 1 }.map(\.element))
            let rest = days.indices.filter { !taken.contains($0) }
            let people = rest.reduce(0) { $0 | days[$1] }.nonzeroBitCount
            let isOfFew = people > 0 && people < Self.smallest
            if isOfFew { Issue.record("\(days) without \(taken.sorted())") }
          }
        }
        if number.isMultiple(of: 512) { await Task.yield() }
      }
    }
  }
}
