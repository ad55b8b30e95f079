import Figures
import Foundation
import Testing

/// Small cases whose every figure was worked out by hand.
@Suite struct GapTests {
  private static let queue = Queue(
    id: QueueID("q1"), label: "Line", media: ["voice"], directions: ["inbound"])

  /// Twelve hours in UTC with these offered contacts; of each ten, nine are answered.
  private func ledger(
    _ offered: [Int], transferred: [Int] = [], fetched: Int? = nil
  ) throws -> Ledger {
    let start = try Instant("2026-10-01T00:00:00Z")
    let window = Window(start, start + offered.count * 3600)
    let recorded = CounterSet([.offered, .answered, .answeredInThreshold, .abandoned, .transferred])
    func row(_ seconds: Int, _ values: [Counter: Int]) -> TallyRow {
      var tally = Tally(recorded: recorded)
      for (counter, value) in values { tally[counter] = value }
      return TallyRow(series: Self.queue.series[0], start: start + seconds, tally: tally)
    }
    // A tenth comes in the last five minutes of the hour, the others in the first five.
    let rows = offered.enumerated().flatMap { hour, count in
      [
        row(
          hour * 3600,
          [
            .offered: count - count / 10, .answered: count - count / 10 * 2,
            .answeredInThreshold: count / 2, .abandoned: count / 10,
            .transferred: hour < transferred.count ? transferred[hour] : 0,
          ]), row(hour * 3600 + 3300, [.offered: count / 10, .answered: count / 10]),
      ]
    }
    let sheet = try Sheet(
      window: window, step: 300, queues: [Self.queue], recorded: recorded, rows: rows,
      fetched: [
        Self.queue.id: [Window(start, start + (fetched ?? offered.count) * 3600)]
      ], gaps: [])
    return Ledger(
      sheet, zone: try systemZone("Etc/UTC"), hours: .always, formulas: Formulas([]), media: "voice"
    )
  }

  private func count(_ counter: Counter) -> TheirReport.Column {
    TheirReport.Column(metric: .counter(counter), scale: Quotient(1, 1), places: 0, unit: "")
  }

  /// Their hours, one value for each column.
  private func hours(_ columns: [TheirReport.Column], _ rows: [[Int?]]) throws -> TheirReport {
    let start = try Instant("2026-10-01T00:00:00Z")
    return TheirReport(
      columns: columns, scopes: [TheirReport.Scope()],
      rows: rows.enumerated().map { hour, values in
        TheirReport.Row(
          scope: 0, window: Window(start + hour * 3600, start + (hour + 1) * 3600), values: values)
      }, grain: .interval(3600))
  }

  private let offered = [10, 30, 70, 120, 250, 310, 290, 180, 140, 90, 40, 20]

  private func compare(
    _ ledger: Ledger, _ report: TheirReport, earlier: [Ledger] = [],
    _ tolerances: [ComparedMetric: Tolerance] = [:], money: CommonGround.Terms? = nil
  ) throws -> Comparison {
    try Comparison(
      ours: ledger, earlier: earlier, theirs: report, tolerances: tolerances, money: money)
  }

  @Test func `equal figures are no finding`() throws {
    let found = try compare(ledger(offered), hours([count(.offered)], offered.map { [$0] }))
    #expect(!found.hasFinding)
    #expect(found.diagnosis.confidence == .none)
    #expect(found.table.map(\.theirs) == [1550])
  }

  @Test func `hours that run an hour late are a time zone, for certain`() throws {
    let late = [0] + offered.dropLast()
    let found = try compare(ledger(offered), hours([count(.offered)], late.map { [$0] })).diagnosis
    #expect(found.confidence == .certain)
    #expect(found.causes == [.zoneShift])
    #expect(found.words.map(\.english) == ["their rows run 1 hour late"])
    // Their first hour would need ours of the day before.
    #expect(found.unknown == 1)
    #expect(found.checked == 11)
    #expect(
      found.open.map(\.words.english) == [
        "offered: rows that could not be checked differ by -10 in all"
      ])
  }

  @Test func `what a cause leaves open is stated exactly`() throws {
    var late = [0] + offered.dropLast()
    late[5] += 7
    late[8] -= 3
    let found = try compare(ledger(offered), hours([count(.offered)], late.map { [$0] })).diagnosis
    #expect(found.confidence == .likely)
    #expect(found.causes == [.zoneShift])
    #expect(found.remainders.map(\.differing) == [2])
    #expect(found.remainders.map(\.sum) == [4])
  }

  @Test func `contacts without transfers explain fewer offers`() throws {
    let transferred = [1, 2, 5, 9, 21, 30, 17, 11, 8, 4, 3, 1]
    let theirs = zip(offered, transferred).map { [$0 - $1] }
    let found = try compare(
      ledger(offered, transferred: transferred), hours([count(.offered)], theirs)
    ).diagnosis
    #expect(found.confidence == .certain)
    #expect(found.causes == [.entriesAgainstContacts])
    #expect(found.words.map(\.english) == ["transfers are taken out of their offered"])
  }

  @Test func `a ratio of another formula is named with its words`() throws {
    // In time over answered, in hundredths of a percent: 5/9, 15/27, 35/63 … are 55.56 %.
    let level = TheirReport.Column(
      metric: .serviceLevel, scale: Quotient(10_000, 1), places: 2, unit: "%")
    let found = try compare(ledger(offered), hours([level], offered.map { _ in [5556] })).diagnosis
    #expect(found.causes == [.formula])
    #expect(found.confidence == .certain)
    #expect(found.words.map(\.english) == ["their service level is answered in time / answered"])
  }

  @Test func `figures of an earlier capture are late data, for certain`() throws {
    var before = offered
    for hour in 6..<12 { before[hour] -= 10 }
    let theirs = try hours([count(.offered)], before.map { [$0] })
    let known = try compare(ledger(offered), theirs, earlier: [ledger(before)]).diagnosis
    #expect(known.confidence == .certain)
    #expect(known.words.map(\.english) == ["their figures are those of an earlier capture of ours"])
    // Without that capture the same copy only looks like late data.
    let unknown = try compare(ledger(offered), theirs).diagnosis
    #expect(unknown.confidence == .likely)
    #expect(unknown.causes == [.lateData])
    #expect(unknown.remainders.map(\.unchecked) == [6])
    #expect(unknown.remainders.map(\.uncheckedSum) == [-60])
  }

  @Test func `what we did not receive is never held against them`() throws {
    let found = try compare(
      ledger(offered, fetched: 9), hours([count(.offered)], offered.map { [$0] })
    ).diagnosis
    #expect(found.confidence == .likely)
    #expect(found.causes == [.incompleteFetch])
    // 90, 40 and 20 contacts are theirs alone.
    #expect(found.remainders.map(\.uncheckedSum) == [150])
  }

  @Test func `one line shows nothing for certain`() throws {
    let start = try Instant("2026-10-01T00:00:00Z")
    let level = TheirReport.Column(
      metric: .serviceLevel, scale: Quotient(10_000, 1), places: 2, unit: "%")
    // 775 of 1395 answered ones.
    let report = TheirReport(
      columns: [level], scopes: [TheirReport.Scope()],
      rows: [TheirReport.Row(scope: 0, window: Window(start, start + 12 * 3600), values: [5556])],
      grain: .period)
    let found = try compare(ledger(offered), report).diagnosis
    #expect(found.confidence == .likely)
    #expect(found.causes == [.formula])
  }

  @Test func `noise that nothing explains stays unexplained`() throws {
    let noise = [4, -3, 11, -8, 2, 9, -6, 5, -7, 3, 1, -2]
    let theirs = zip(offered, noise).map { [$0 + $1] }
    let found = try compare(ledger(offered), hours([count(.offered)], theirs)).diagnosis
    #expect(found.confidence != .certain)
    #expect(found.remainders.map(\.differing).allSatisfy { $0 > 0 })
  }

  @Test func `a tolerance belongs to a figure and is judged in rows too`() throws {
    var theirs = offered
    theirs[4] += 3
    let report = try hours([count(.offered)], theirs.map { [$0] })
    let wide = Tolerance(absolute: 3, percent: nil)
    let narrow = Tolerance(absolute: 2, percent: nil)
    #expect(try !compare(ledger(offered), report, [.counter(.offered): wide]).hasFinding)
    #expect(try compare(ledger(offered), report, [.counter(.offered): narrow]).hasFinding)
    #expect(try compare(ledger(offered), report, [.serviceLevel: wide]).hasFinding)
  }

  @Test func `the undisputed amount is what both sides' figures support`() throws {
    let euro = try #require(Currency(code: "EUR"))
    let fees = CommonGround.Terms(euro) { tally in
      let offered = tally[.offered] ?? 0
      return [
        InvoiceLine(
          item: "Offered calls", source: "month.csv offered", quantity: Decimal(offered),
          unit: "offered", rate: Decimal(25) / 100,
          amount: Money(Decimal(offered) * Decimal(25) / 100, euro))
      ]
    }
    var theirs = offered
    theirs[4] += 40
    let found = try compare(
      ledger(offered), hours([count(.offered)], theirs.map { [$0] }), money: fees)
    // 1550 and 1590 calls at 0.25.
    #expect(found.money?.undisputed.text == "387.50")
    #expect(found.money?.disputed.text == "10.00")
  }

  @Test func `rows that cut our intervals or lie elsewhere are refused`() throws {
    let start = try Instant("2026-10-01T00:02:00Z")
    func report(_ start: Instant) -> TheirReport {
      TheirReport(
        columns: [count(.offered)], scopes: [TheirReport.Scope()],
        rows: [TheirReport.Row(scope: 0, window: Window(start, start + 3600), values: [5])],
        grain: .interval(3600))
    }
    #expect(throws: ComparisonError.finerThanOurs(start, step: 300)) {
      try compare(ledger(offered), report(start))
    }
    #expect(throws: ComparisonError.otherPeriod) {
      try compare(ledger(offered), report(Instant("2026-11-01T00:00:00Z")))
    }
  }
}
