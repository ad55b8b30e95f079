import Figures
import Foundation
import Testing

/// Copies of real months, spoilt in every way that usual list of causes names, alone and in
/// pairs, and what the comparison makes of them.
@Suite struct CorpusTests {
  /// Numbers that look like chance and are the same in every run.
  struct Dice {
    private var state: UInt64

    init(_ seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func roll(_ count: Int) -> Int {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return Int((mixed ^ (mixed >> 31)) >> 33) % count
    }

    mutating func pick<Value>(_ values: [Value]) -> Value { values[roll(values.count)] }
  }

  struct Copy {
    let stretch: RecordedStretch
    let distortion: Distortion
    let report: TheirReport
  }

  static let causes: [Cause] = [
    .formula, .zoneShift, .intervalEdge, .entriesAgainstContacts, .hours, .media, .averaging,
    .lateData, .incompleteFetch, .rounding,
  ]

  static let stretches: [RecordedStretch] = {
    let parts: [(String, Int?, String, String)] = [
      ("1999-02", nil, "PS", "TT"), ("1999-02", 14, "PS", "TT"), ("1999-10", nil, "NW", "IN"),
      ("1999-10", 18, "NW", "IN"),
    ]
    return parts.compactMap { try? RecordedStretch(month: $0, day: $1, queue: $2, other: $3) }
  }()

  /// A distortion by these causes, whose parameters the dice choose.
  static func distortion(
    _ causes: [Cause], _ stretch: RecordedStretch, _ dice: inout Dice
  ) -> Distortion {
    var made = Distortion()
    let isHourly = stretch.rowSeconds != nil
    let length = stretch.window.seconds
    for cause in causes {
      switch cause {
      case .formula: made.formula = dice.pick(Distortion.Formula.allCases)
      case .zoneShift:
        made.lag = dice.pick([-7200, -3600, -1800, 900, 1800, 3600, 7200, 10_800, 18_000, -21_600])
      case .intervalEdge:
        made.edge = dice.pick(
          isHourly ? Distortion.Edge.allCases : [.firstOfHours, .lastOfHours])
      case .entriesAgainstContacts: made.share = dice.pick([83, 88, 91, 94, 97])
      case .hours:
        made.hours = dice.pick(
          isHourly ? Distortion.Hours.allCases : [.open, .withoutFriday, .weekend])
      case .media: made.addsCallback = true
      case .averaging: made.meanOf = dice.pick(isHourly ? [900, 1800] : [1800, 3600])
      case .lateData:
        let day = stretch.window.start.seconds + length * (7 + dice.roll(2)) / 10
        let date = stretch.zone.date(at: Instant(seconds: day))
        made.late = (dice.pick(Distortion.Late.allCases), stretch.zone.start(of: date))
      case .incompleteFetch:
        let row = stretch.rows[stretch.rows.count * (2 + dice.roll(6)) / 10]
        let start = isHourly ? stretch.zone.day(stretch.zone.date(at: row.start)).start : row.start
        made.unfetched = Window(start + 9 * 3600, start + (12 + dice.roll(8)) * 3600)
      case .rounding: made.rounding = dice.pick(Distortion.Rounding.allCases)
      case .billingIncrements: break
      }
    }
    return made
  }

  /// Whether each cause leaves a trace that the other does not leave alone.
  static func isVisible(_ made: Distortion, _ report: TheirReport, _ stretch: RecordedStretch)
    -> Bool
  {
    if let unfetched = made.unfetched {
      let hidden = stretch.voice.counts.filter { unfetched.contains(Instant(seconds: $0.key)) }
      guard hidden.count >= 5 else { return false }
    }
    for cause in made.causes where cause != .incompleteFetch && cause != .rounding {
      var without = made
      switch cause {
      case .formula: without.formula = nil
      case .zoneShift: without.lag = 0
      case .intervalEdge: without.edge = nil
      case .entriesAgainstContacts: without.share = nil
      case .hours: without.hours = nil
      case .media: without.addsCallback = false
      case .averaging: without.meanOf = nil
      case .lateData: without.late = nil
      case .incompleteFetch, .rounding, .billingIncrements: break
      }
      if without.report(of: stretch).rows == report.rows { return false }
    }
    return true
  }

  static func copy(_ causes: [Cause], seed: Int) -> Copy? {
    var dice = Dice(seed)
    for _ in 0..<40 {
      let stretch = dice.pick(stretches)
      let made = distortion(causes, stretch, &dice)
      let report = made.report(of: stretch)
      if isVisible(made, report, stretch) {
        return Copy(stretch: stretch, distortion: made, report: report)
      }
    }
    return nil
  }

  static let sets: [[Cause]] = {
    var sets = causes.map { [$0] }.flatMap { Array(repeating: $0, count: 8) }
    for (index, one) in causes.enumerated() {
      for other in causes[(index + 1)...] {
        sets += Array(repeating: [one, other], count: 3)
      }
    }
    return sets
  }()

  @Test func `names the right cause and number, and never a wrong one as certain`() async throws {
    var right = 0
    var certain = 0
    var all = 0
    var missed: [String] = []
    var stated = 0
    var statable = 0
    for (seed, causes) in Self.sets.enumerated() {
      // Other tests wait for a turn on the same threads.
      await Task.yield()
      let copy = try #require(Self.copy(causes, seed: seed), "no visible copy of \(causes)")
      let found = try Comparison(
        ours: copy.stretch.ledger(unfetched: copy.distortion.unfetched), earlier: [],
        theirs: copy.report, tolerances: [:], money: nil
      ).diagnosis
      all += 1
      if found.causes == causes { right += 1 } else { missed.append("\(causes): \(found.causes)") }
      if found.causes == causes, found.remainders.allSatisfy({ $0.differing == 0 }) {
        statable += 1
        let wrong = zip(causes, found.words.map(\.english)).filter { cause, words in
          let truth = copy.distortion.words(cause)
          // What is certain says it at once; otherwise it is among what fits.
          let fits = found.fits.first { $0.cause == cause }?.readings.map(\.english) ?? []
          return truth.map { truth in
            !words.hasPrefix(truth)
              && (found.confidence == .certain || !fits.contains { $0.hasPrefix(truth) })
          } ?? false
        }
        if wrong.isEmpty { stated += 1 } else { missed.append("\(wrong), \(found.confidence)") }
        if found.confidence == .certain {
          #expect(wrong.isEmpty, "\(copy.distortion): \(found.words.map(\.english))")
        }
      }
      guard found.confidence == .certain else { continue }
      certain += 1
      #expect(found.causes == causes, "\(copy.distortion): \(found.words.map(\.english))")
      // What is certain leaves nothing open, in any column.
      #expect(found.remainders.allSatisfy { $0.differing == 0 && $0.sum == 0 && $0.unchecked == 0 })
    }
    #expect(all >= 200)
    #expect(right * 100 >= all * 95, "\(right) of \(all): \(missed)")
    #expect(stated * 100 >= statable * 95, "\(stated) of \(statable) numbers: \(missed)")
    #expect(certain * 100 >= all * 20, "\(certain) of \(all)")
    if ProcessInfo.processInfo.environment["CORPUS_FIGURES"] != nil {
      print("corpus: \(right) of \(all) right, \(certain) certain, \(stated) of \(statable) stated")
    }
  }
}
