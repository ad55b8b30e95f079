/// A stream of numbers that is the same on every machine.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &self) }

  /// Once in so many.
  mutating func once(in count: Int) -> Bool { number(1...count) == 1 }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[number(0...elements.count - 1)]
  }
}

extension DrawnMonth {
  /// Draws counts around the targets, so that verdicts fall close to their borders.
  init(drawing numbers: inout SeededNumbers) {
    for _ in 0..<numbers.number(2...8) {
      var interval = Interval()
      interval.offered = numbers.number(0...20)
      interval.answered = numbers.number(0...interval.offered)
      interval.inTime = numbers.number(interval.answered / 2...interval.answered)
      interval.abandoned = numbers.number(0...interval.offered - interval.answered)
      interval.short = numbers.number(0...interval.abandoned)
      interval.wait = interval.answered * numbers.number(0...60_000)
      interval.handle = interval.answered * numbers.number(10_000...400_000)
      intervals.append(interval)
    }
    received = numbers.once(in: 5) ? numbers.number(1...intervals.count) : intervals.count
    coverage = numbers.pick([0, 5000, 9000, 10_000])
    isFinal = !numbers.once(in: 12)
    overlap = numbers.pick(Overlap.allCases)
    for _ in 0..<numbers.number(0...2) {
      let from = numbers.number(0...intervals.count * 5 - 1)
      exclusions.append((from: from, to: from + numbers.number(1...12)))
    }
    forecast = numbers.number(1...150)
    atRisk = numbers.once(in: 2) ? numbers.number(0...2000) : nil
    onlyHighest = numbers.once(in: 4)
    percentPerPoint = numbers.number(0...150)
    countsCharges = numbers.once(in: 2)
    minimum = numbers.once(in: 3) ? numbers.number(0...200_000) : nil
    mode = numbers.pick(Mode.allCases)
    roundsLines = !numbers.once(in: 4)
    for _ in 0..<numbers.number(1...3) { measures.append(Self.measure(&numbers, atRisk)) }
    for _ in 0..<numbers.number(0...3) { fees.append(Self.fee(&numbers)) }
  }

  private static func measure(_ numbers: inout SeededNumbers, _ atRisk: Int?) -> Measure {
    let kind = numbers.pick(Kind.allCases)
    let isHigh = numbers.once(in: 2)
    let bound = kind == .speed ? numbers.number(0...6000) : numbers.number(0...100) * 100
    let rule: Rule =
      switch numbers.number(0...3) {
      case 0: .rounded(numbers.number(0...3), numbers.pick(Mode.allCases))
      case 1: .cut(numbers.number(0...3))
      default: .exact
      }
    var relief: (above: Int, kind: Relief)?
    if numbers.once(in: 4) {
      relief = (
        numbers.number(5000...15_000), kind == .speed || numbers.once(in: 2) ? .void : .excess
      )
    }
    return Measure(
      kind: kind, bound: bound,
      comparison: numbers.pick(isHigh ? [.atLeast, .moreThan] : [.atMost, .lessThan]), rule: rule,
      minimumVolume: numbers.once(in: 4) ? numbers.number(0...80) : 0,
      isGrace: numbers.once(in: 12),
      weight: numbers.once(in: 2) ? 10_000 : numbers.number(0...10_000),
      cost: cost(&numbers, isHigh: isHigh, bound: bound, atRisk), relief: relief)
  }

  private static func cost(
    _ numbers: inout SeededNumbers, isHigh: Bool, bound: Int, _ atRisk: Int?
  ) -> Cost {
    func ascending(_ numbers: inout SeededNumbers) -> [Int] {
      Set((0..<numbers.number(0...3)).map { _ in numbers.number(1...40) * 100 }).sorted()
    }
    switch numbers.number(0...5) {
    case 0:
      let bounds = ascending(&numbers).map(Int?.some) + [nil]
      return .tiers(bounds.map { (upTo: $0, percent: numbers.number(0...1500)) })
    case 1:
      let bounds = ascending(&numbers).map(Int?.some) + [nil]
      return .points(bounds.map { (upTo: $0, points: numbers.number(0...9)) })
    case 2:
      let bounds = ascending(&numbers)
      return .bands(bounds, percents: (0...bounds.count).map { _ in numbers.number(0...1500) })
    case 3:
      let room = isHigh ? numbers.number(0...1500) : -numbers.number(0...min(bound, 1500))
      return .perUnit(
        cents: numbers.number(0...5000),
        parts: numbers.once(in: 2) ? nil : numbers.pick(Mode.allCases),
        bonus: numbers.once(in: 2) ? bound + room : nil)
    case 4: return atRisk == nil ? .none : .atRisk(numbers.number(0...10_000))
    default: return .none
    }
  }

  private static func fee(_ numbers: inout SeededNumbers) -> Fee {
    switch numbers.number(0...3) {
    case 0: return .each(rate: numbers.number(0...99_999))
    case 1:
      return .minutes(
        rate: numbers.number(0...20_000),
        increment: numbers.once(in: 2) ? numbers.pick([1, 6, 30, 60]) : nil)
    case 2:
      let bounds = Set((0..<numbers.number(0...3)).map { _ in numbers.number(1...120) }).sorted()
      return .bands(
        isSlab: numbers.once(in: 2),
        (bounds.map(Int?.some) + [nil]).map { (upTo: $0, rate: numbers.number(0...99_999)) })
    default:
      return .baseline(
        volume: numbers.number(1...150), band: numbers.number(0...30) * 100,
        charge: numbers.number(0...100_000), above: numbers.number(0...50_000),
        below: numbers.number(0...50_000), fromBand: numbers.once(in: 2))
    }
  }
}
