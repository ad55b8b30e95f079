import DemoTenant
import Testing

/// Every row that the program carries, held against what has to be true of all of them.
@Suite struct FactTests {
  private static let months = FactStore(recording: "anonymous-bank-1999").allMonths()

  @Test func `has 84,969 rows of six queues in seven months`() {
    #expect(
      Self.months.map { $0.values.reduce(0) { $0 + $1.slots.count } } == [
        10_290, 11_953, 12_873, 10_433, 12_192, 13_170, 14_058,
      ])
    #expect(Self.months.allSatisfy { $0.keys.sorted() == ["IN", "NE", "NW", "PE", "PS", "TT"] })
  }

  @Test func `has each interval of a queue once, in the order of time`() {
    for queue in ["IN", "NE", "NW", "PE", "PS", "TT"] {
      let slots = Self.months.flatMap { $0[queue]?.slots ?? [] }
      #expect(zip(slots, slots.dropFirst()).allSatisfy { $0 < $1 }, "\(queue)")
    }
  }

  @Test func `has waits that fit their counts, sums and longest ones`() {
    var broken = 0
    for facts in Self.months.flatMap(\.values) {
      for start in stride(from: 0, to: facts.values.count, by: FactColumn.count) {
        let row = facts.values[start..<start + FactColumn.count].map(Int.init)
        let answered = Waits(
          count: row[FactColumn.answered], sum: row[FactColumn.waitAnswered],
          longest: row[FactColumn.waitAnsweredMax],
          classes: Array(row[FactColumn.answeredHistogram...].prefix(WaitHistogram.classCount)))
        let abandoned = Waits(
          count: row[FactColumn.abandoned], sum: row[FactColumn.waitAbandoned],
          longest: row[FactColumn.waitAbandonedMax],
          classes: Array(row[FactColumn.abandonedHistogram...].prefix(WaitHistogram.classCount)))
        let talk = Waits(
          count: row[FactColumn.talked], sum: row[FactColumn.talk],
          longest: row[FactColumn.talkMax], classes: nil)
        let hasEvents = row[FactColumn.offered] + answered.count + abandoned.count + talk.count > 0
        if !hasEvents || row.contains(where: { $0 < 0 }) || !answered.isSound
          || !abandoned.isSound || !talk.isSound
        {
          broken += 1
        }
      }
    }
    #expect(broken == 0)
  }

  /// The waits, or the talks, of one row.
  private struct Waits {
    let count: Int
    let sum: Int
    let longest: Int
    let classes: [Int]?

    var isSound: Bool {
      guard count > 0 else {
        return sum == 0 && longest == 0 && (classes ?? []).allSatisfy { $0 == 0 }
      }
      guard longest <= sum, sum <= longest * count, count > 1 || sum == longest else {
        return false
      }
      guard let classes else { return true }
      let last = classes.lastIndex { $0 > 0 } ?? 0
      let above = last == 0 ? -1 : WaitHistogram.bounds[last - 1]
      let below = last < WaitHistogram.bounds.count ? WaitHistogram.bounds[last] : Int.max
      return classes.reduce(0, +) == count && above < longest && longest <= below
    }
  }
}
