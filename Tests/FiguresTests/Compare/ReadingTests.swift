import Figures
import Foundation
import Testing

/// What is said where the other side's file fits several numbers or several words equally.
@Suite struct ReadingTests {
  private static let queue = Queue(
    id: QueueID("q1"), label: "Line", media: ["voice"], directions: ["inbound", "outbound"])
  private static let other = Queue(
    id: QueueID("q2"), label: "Other", media: ["voice"], directions: ["inbound"])

  /// Contacts by the day, counted from a Thursday, and the minute after midnight UTC; of each ten
  /// one is abandoned and half are answered in time.
  fileprivate func ledger(
    _ calls: [(day: Int, minute: Int, offered: Int)], days: Int, queues: [Queue] = [queue],
    series: (Int) -> Series = { _ in queue.series[0] }, formula: ServiceLevelFormula? = nil,
    exclusions: Exclusions = Exclusions()
  ) throws -> Ledger {
    let start = try Instant("2026-10-01T00:00:00Z")
    let window = Window(start, start + days * 86_400)
    let recorded = CounterSet([.offered, .answered, .answeredInThreshold, .abandoned])
    let rows = calls.enumerated().map { index, call in
      var tally = Tally(recorded: recorded)
      tally[.offered] = call.offered
      tally[.answered] = call.offered - call.offered / 10
      tally[.answeredInThreshold] = call.offered / 2
      tally[.abandoned] = call.offered / 10
      return TallyRow(
        series: series(index), start: start + call.day * 86_400 + call.minute * 60, tally: tally)
    }
    let sheet = try Sheet(
      window: window, step: 300, queues: queues, recorded: recorded, rows: rows,
      fetched: Dictionary(uniqueKeysWithValues: queues.map { ($0.id, [window]) }), gaps: [])
    let measures = formula.map { formula in
      [
        Measure(
          id: "level", title: "Level", clause: "1", metric: .serviceLevel(ServiceLevel(formula)),
          target: Target(.atLeast, 80), credit: [])
      ]
    }
    return Ledger(
      sheet, zone: try systemZone("Etc/UTC"), hours: .always, formulas: Formulas(measures ?? []),
      media: "voice", exclusions: exclusions, excludesFromResults: true)
  }

  fileprivate let offered = TheirReport.Column(
    metric: .counter(.offered), scale: Quotient(1, 1), places: 0, unit: "")
  fileprivate let level = TheirReport.Column(
    metric: .serviceLevel, scale: Quotient(10_000, 1), places: 2, unit: "%")

  fileprivate func days(_ column: TheirReport.Column, _ values: [Int?]) throws -> TheirReport {
    let start = try Instant("2026-10-01T00:00:00Z")
    return TheirReport(
      columns: [column], scopes: [TheirReport.Scope()],
      rows: values.enumerated().map { day, value in
        TheirReport.Row(
          scope: 0, window: Window(start + day * 86_400, start + (day + 1) * 86_400),
          values: [value])
      }, grain: .day)
  }

  fileprivate func diagnosis(_ ledger: Ledger, _ report: TheirReport) throws -> Diagnosis {
    try Comparison(ours: ledger, earlier: [], theirs: report, tolerances: [:], money: nil).diagnosis
  }

  /// Which day shows the 1, 2, 3 … contacts of half past one.
  ///
  /// There are 20, 30, 40 … at ten; a clock two hours early has the others on the day before. One
  /// that is 1:45 or 10 hours early does the same.
  @Test func `days that cannot tell shifts apart leave the number open`() throws {
    let calls = (0..<10).flatMap { [($0, 600, 20 + 10 * $0), ($0, 90, 1 + $0)] }
    let theirs = (0..<10).map { (day: Int) -> Int in 20 + 10 * day + (day < 9 ? 2 + day : 0) }
    let found = try diagnosis(ledger(calls, days: 10), days(offered, theirs))
    #expect(found.causes == [.zoneShift])
    #expect(found.confidence == .likely)
    #expect(
      found.words.map(\.english) == [
        "their rows run 2 hours early, as when their days begin at 02:00"
      ])
    let fit = try #require(found.fits.first)
    #expect(
      fit.readings.contains { $0.english.hasPrefix("their rows run 1 hour 45 minutes early") })
    #expect(fit.readings.contains { $0.english.hasPrefix("their rows run 10 hours early") })
    #expect(fit.readings.allSatisfy { !$0.english.contains("late") })
    #expect(
      fit.words.english
        == "anything between 1 hour 45 minutes and 10 hours early; the days cannot tell them apart")
    #expect(found.reservation?.english == "several readings of it fit every line")
  }

  /// Offered is answered + abandoned all along: both formulas are 50.00 % of every day.
  @Test func `formulas that give the same on every line are all named`() throws {
    let calls = (0..<8).map { ($0, 600, 20 + 10 * $0) }
    let found = try diagnosis(
      ledger(calls, days: 8, formula: .answered), days(level, calls.map { _ in 5000 }))
    #expect(found.causes == [.formula])
    #expect(found.confidence == .likely)
    #expect(
      found.fits.map { $0.readings.map(\.english) } == [
        [
          "their service level is answered in time / offered",
          "their service level is answered in time / (answered + abandoned)",
        ]
      ])
  }

  /// All that goes out belongs to one of two queues, and all of that queue goes out.
  @Test func `a direction and a queue that hold the same calls are both named`() throws {
    let calls = (0..<8).flatMap { [($0, 600, 20 + 10 * $0), ($0, 660, 3 + $0)] }
    let outbound = Queue(
      id: QueueID("q2"), label: "Other", media: ["voice"], directions: ["outbound"])
    let found = try diagnosis(
      ledger(
        calls, days: 8, queues: [Self.queue, outbound],
        series: { $0 % 2 == 0 ? Self.queue.series[0] : outbound.series[0] }),
      days(offered, (0..<8).map { 20 + 10 * $0 }))
    #expect(found.causes == [.media])
    #expect(found.confidence == .likely)
    #expect(
      Set(found.fits.flatMap(\.readings).map(\.english)) == [
        "their figures hold nothing outbound", "the queue q2 is not in their figures",
      ])
  }

  /// Three of four Wednesdays are gone: 7, 14, 21, not 28 October.
  @Test func `a weekday that is there once is not said to be missing`() throws {
    let calls = (0..<28).map { ($0, 600, 20 + 10 * $0) }
    let theirs = (0..<28).map { (day: Int) -> Int in
      [6, 13, 20].contains(day) ? 0 : 20 + 10 * day
    }
    let found = try diagnosis(ledger(calls, days: 28), days(offered, theirs))
    #expect(!found.words.contains { $0.english.contains("no Wednesday") })
    #expect(!found.tests.contains { $0.words?.english.contains("no Wednesday") == true })
  }

  /// Saturdays are gone, and every other day differs by one to eight: what is open is all of it.
  @Test func `what helps a little does not shorten the list of what remains`() throws {
    let calls = (0..<10).map { day in (day, 600, 200 + 10 * day) }
    let noise = [4, -3, 0, 8, 2, -6, 5, -7, 3, 0]
    let theirs = (0..<10).map { (day: Int) -> Int in
      [2, 9].contains(day) ? 0 : 200 + 10 * day + noise[day]
    }
    let found = try diagnosis(ledger(calls, days: 10), days(offered, theirs))
    #expect(found.confidence == .unexplained)
    // Noise of 6, and the 220 and 290 contacts of the Saturdays; the third day of noise is zero.
    #expect(found.remainders.map(\.sum) == [-504])
    #expect(found.remainders.map(\.differing) == [10])
  }
}

extension ReadingTests {
  /// Two contacts of each afternoon on six of ten days were agreed to be left out.
  @Test func `a file without the agreed exclusions is explained by them`() throws {
    let start = try Instant("2026-10-01T00:00:00Z")
    let days = [0, 1, 3, 5, 6, 8]
    let exclusions = Exclusions(
      .start,
      days.map { day in
        let from = start + day * 86_400 + 14 * 3600
        return Exclusion(window: Window(from, from + 7200), reason: "outage")
      })
    let calls = (0..<10).flatMap { [($0, 600, 20 + 10 * $0), ($0, 900, 2)] }
    let theirs = (0..<10).map { (day: Int) -> Int in
      20 + 10 * day + (days.contains(day) ? 0 : 2)
    }
    let found = try diagnosis(
      ledger(calls, days: 10, exclusions: exclusions), self.days(offered, theirs))
    #expect(found.causes == [.hours])
    #expect(found.confidence == .certain)
    #expect(
      found.words.map(\.english) == ["the contract's agreed exclusions are not in their figures"])
  }

  /// 500 of 1000 in time without five contacts that were agreed to be left out, 500 of 1005 with
  /// them: 50.00 % and 49.75 %.
  @Test func `a month that counts the agreed exclusions is explained by them`() throws {
    let start = try Instant("2026-10-01T00:00:00Z")
    let exclusions = Exclusions(
      .start,
      (0..<5).map { day in
        let from = start + day * 86_400 + 14 * 3600
        return Exclusion(window: Window(from, from + 7200), reason: "outage")
      })
    let calls = (0..<10).map { ($0, 600, 100) } + (0..<5).map { ($0, 900, 1) }
    let report = TheirReport(
      columns: [level], scopes: [TheirReport.Scope()],
      rows: [
        TheirReport.Row(scope: 0, window: Window(start, start + 864_000), values: [4975])
      ], grain: .period)
    let found = try Comparison(
      ours: ledger(calls, days: 10, exclusions: exclusions), earlier: [], theirs: report,
      tolerances: [:], money: nil)
    #expect(found.rows.map(\.ours) == ["50.00"])
    #expect(found.diagnosis.causes == [.hours])
    #expect(
      found.diagnosis.words.map(\.english) == [
        "their results count the contract's agreed exclusions, which ours leave out"
      ])
  }

  /// 60 % of 20 and 80 % of 60 contacts are 75 % of all; ours is 50 %.
  @Test func `a ratio by days has a figure of the period, weighted by our contacts`() throws {
    let found = try Comparison(
      ours: ledger([(0, 600, 20), (1, 600, 60)], days: 2), earlier: [],
      theirs: days(level, [6000, 8000]), tolerances: [:], money: nil)
    let row = try #require(found.rows.first)
    #expect([row.ours, row.theirs, row.difference] == ["50.00", "75.00", "25.00"])
    #expect(row.source == .rows)
    #expect(row.tolerance.words.english == "0.005")
  }

  @Test func `a tolerance says both of its limits`() {
    #expect(Tolerance(absolute: 5, percent: Decimal(5) / 10).words.english == "5 or 0.5 %")
    #expect(Tolerance(absolute: 5, percent: 1, join: .and).words.english == "5 and 1 %")
    #expect(Tolerance(absolute: nil, percent: nil).words.english == "0")
  }

  /// They bill 400.00 for 387.50 and leave a credit of 20.00 out.
  @Test func `the amounts of an invoice are held against ours line by line`() throws {
    let euro = try #require(Currency(code: "EUR"))
    func line(_ item: String, _ cents: Int) -> InvoiceLine {
      let amount = Money(minorUnits: cents, euro)
      return InvoiceLine(
        item: item, source: "", quantity: 1, unit: "", rate: amount.amount, amount: amount)
    }
    let own = [line("Offered calls", 38_750), line("Credit: Level", -2000)]
    let found = try Comparison(
      ours: ledger([(0, 600, 20)], days: 1), earlier: [],
      theirs: TheirReport(columns: [], scopes: [], rows: [], grain: .period),
      amounts: [
        TheirAmount(item: "offered calls", amount: 400), TheirAmount(item: "Total", amount: 400),
      ], tolerances: [:], money: CommonGround.Terms(euro) { _ in own })
    #expect(found.hasFinding)
    #expect(found.rows.map(\.name) == ["Offered calls", "Credit: Level", "Total"])
    #expect(found.rows.map(\.theirs) == ["400.00", "", "400.00"])
    #expect(found.rows.map(\.difference) == ["12.50", "", "32.50"])
    #expect(found.rows.map(\.status) == [.disputed, .oneSided, .disputed])
    #expect(found.money?.undisputed.text == "367.50")
    #expect(found.money?.disputed.text == "32.50")
  }

  /// The same 20.00 by another name, and nothing else: nobody disputes it.
  @Test func `a line of another name and the same amount is not in dispute`() throws {
    let euro = try #require(Currency(code: "EUR"))
    let own = [("Answered, up to 10000", 38_750), ("Credit: Level", -2000)].map { item, cents in
      InvoiceLine(
        item: item, source: "", quantity: 1, unit: "", rate: 1,
        amount: Money(minorUnits: cents, euro))
    }
    let found = try Comparison(
      ours: ledger([(0, 600, 20)], days: 1), earlier: [],
      theirs: TheirReport(columns: [], scopes: [], rows: [], grain: .period),
      amounts: [
        TheirAmount(item: "Answered, up to 10000", amount: Decimal(38_750) / 100),
        TheirAmount(item: "Gutschrift", amount: -20),
      ], tolerances: [:], money: CommonGround.Terms(euro) { _ in own })
    #expect(!found.hasFinding)
    #expect(
      found.rows.map(\.name) == ["Answered, up to 10000", "Credit: Level (theirs: Gutschrift)"])
    #expect(found.money?.undisputed.text == "367.50")
    #expect(found.money?.disputed.text == "0.00")
  }
}
