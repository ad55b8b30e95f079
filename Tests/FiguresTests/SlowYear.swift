/// Months in a row as plain whole numbers: what money in one takes from those before it.
///
/// Percentages are hundredths, money cents. The product's contract and the slow judgement are both
/// made of these numbers and share nothing else.
struct SlowYear {
  enum Rule: CaseIterable { case everyMonth, mean, pooled }
  enum Cost {
    case tiers([(upTo: Int?, percent: Int)])
    case points([(upTo: Int?, points: Int)])
  }

  struct Measure {
    let isOfAnswered: Bool
    let bound: Int
    let minimumVolume: Int
    let weight: Int
    let cost: Cost
    let earnBack: (months: Int, rule: Rule, reach: Int)?
  }

  struct Month {
    let offered: Int
    let answered: Int
    let inTime: Int
    let isFinal: Bool
  }

  struct Result {
    var verdicts: [String] = []
    var multipliers: [Int] = []
    var credits: [Int] = []
    var points = 0
    var fees = 0
    /// After the cap.
    var credit = 0
    var earnedBack = 0
    var net: Int { fees - credit + earnedBack }
  }

  let measures: [Measure]
  let months: [Month]
  let rate: Int
  let repeats: Int
  /// Percent from so many points on; `nil` for a percentage of each point.
  let steps: [(points: Int, percent: Int)]?
  let percentPerPoint: Int
  let atRisk: Int?

  init(drawing numbers: inout SeededNumbers) {
    func ascending(_ numbers: inout SeededNumbers) -> [Int?] {
      Set((0..<numbers.number(0...3)).map { _ in numbers.number(1...20) * 100 }).sorted()
        .map(Int?.some) + [nil]
    }
    var measures: [Measure] = []
    for _ in 0..<numbers.number(1...2) {
      let bounds = ascending(&numbers)
      let hasPoints = numbers.once(in: 3)
      var earnBack: (months: Int, rule: Rule, reach: Int)?
      if !hasPoints, numbers.once(in: 2) {
        earnBack = (
          numbers.number(1...3), numbers.pick(Rule.allCases), numbers.number(60...85) * 100
        )
      }
      measures.append(
        Measure(
          isOfAnswered: numbers.once(in: 2), bound: numbers.number(65...80) * 100,
          minimumVolume: numbers.once(in: 2) ? numbers.number(20...60) : 0,
          weight: numbers.once(in: 2) ? 10_000 : numbers.number(1000...10_000),
          cost: hasPoints
            ? .points(bounds.map { (upTo: $0, points: numbers.number(0...9)) })
            : .tiers(bounds.map { (upTo: $0, percent: numbers.number(0...1500)) }),
          earnBack: earnBack))
    }
    self.measures = measures
    months = (0..<numbers.number(2...7)).map { _ in
      let offered = numbers.number(20...120)
      let answered = numbers.number(offered * 8 / 10...offered)
      return Month(
        offered: offered, answered: answered,
        inTime: numbers.number(answered * 6 / 10...answered), isFinal: !numbers.once(in: 10))
    }
    rate = numbers.number(1...99_999)
    repeats = numbers.number(1...3)
    steps =
      numbers.once(in: 2)
      ? Set((0..<numbers.number(1...3)).map { _ in numbers.number(1...20) }).sorted()
        .map { (points: $0, percent: numbers.number(0...900)) }
      : nil
    percentPerPoint = numbers.number(0...150)
    atRisk = numbers.once(in: 2) ? numbers.number(0...2000) : nil
  }

  func results() -> [Result] {
    var results: [Result] = []
    for place in months.indices { results.append(result(of: place, after: results)) }
    return results
  }

  private func cents(_ amount: Slow) -> Int { Int(amount.whole(100, .halfUp)) }

  private func result(of place: Int, after earlier: [Result]) -> Result {
    let month = months[place]
    var result = Result()
    result.fees = cents(Slow(Int128(month.answered * rate), 10_000))
    for (index, measure) in measures.enumerated() {
      let verdict = verdict(measure, month)
      result.verdicts.append(verdict)
      let times = multiplier(index, earlier)
      result.multipliers.append(times)
      guard verdict == "missed" else {
        result.credits.append(0)
        continue
      }
      let short = Slow(Int128(measure.bound), 100) - percent(measure, month)
      switch measure.cost {
      case .tiers(let tiers):
        let percent = tiers.first { holds($0.upTo, short) }?.percent ?? 0
        let whole = Int128(result.fees * percent * measure.weight * times)
        result.credits.append(cents(Slow(whole, 100 * 10_000 * 10_000)))
      case .points(let tiers):
        result.credits.append(0)
        result.points += times * (tiers.first { holds($0.upTo, short) }?.points ?? 0)
      }
    }
    let share =
      steps.map { steps in steps.last { $0.points <= result.points }?.percent ?? 0 }
      ?? result.points * percentPerPoint
    let sum = result.credits.reduce(0, +) + cents(Slow(Int128(result.fees * share), 1_000_000))
    result.credit = min(sum, atRisk.map { cents(Slow(Int128(result.fees * $0), 1_000_000)) } ?? sum)
    result.earnedBack = earnedBack(place, result, earlier)
    return result
  }

  private func holds(_ bound: Int?, _ short: Slow) -> Bool {
    bound.map { short <= Slow(Int128($0), 100) } ?? true
  }

  private func parts(_ measure: Measure, _ month: Month) -> (Int, Int) {
    (month.inTime, measure.isOfAnswered ? month.answered : month.offered)
  }

  private func percent(_ measure: Measure, _ month: Month) -> Slow {
    let (n, d) = parts(measure, month)
    return Slow(Int128(n * 100), Int128(d))
  }

  private func verdict(_ measure: Measure, _ month: Month) -> String {
    if month.offered < measure.minimumVolume { return "not_assessed" }
    guard month.isFinal else { return "provisional" }
    return Slow(Int128(measure.bound), 100) <= percent(measure, month) ? "met" : "missed"
  }

  /// The last month with a verdict before this one decides.
  private func multiplier(_ index: Int, _ earlier: [Result]) -> Int {
    let final = earlier.last { ["met", "missed"].contains($0.verdicts[index]) }
    return final?.verdicts[index] == "missed" ? repeats : 1
  }

  private func earnedBack(_ place: Int, _ own: Result, _ earlier: [Result]) -> Int {
    var returned = 0
    var taken: [Int: Int] = [:]
    for (index, measure) in measures.enumerated() {
      guard let terms = measure.earnBack, place >= terms.months else { continue }
      let source = place - terms.months
      let credit = earlier[source].credits[index]
      let judged = (earlier + [own])[(source + 1)...]
      guard credit > 0, judged.allSatisfy({ ["met", "missed"].contains($0.verdicts[index]) }) else {
        continue
      }
      let parts = months[(source + 1)...place].map { self.parts(measure, $0) }
      let shares = parts.map { Slow(Int128($0.0 * 100), Int128($0.1)) }
      let reach = Slow(Int128(terms.reach), 100)
      let isEarned: Bool =
        switch terms.rule {
        case .everyMonth: shares.allSatisfy { reach <= $0 }
        case .mean: reach <= shares.reduce(Slow(0), +) * Slow(1, Int128(shares.count))
        case .pooled:
          reach
            <= Slow(
              Int128(parts.map(\.0).reduce(0, +) * 100), Int128(parts.map(\.1).reduce(0, +)))
        }
      guard isEarned else { continue }
      let back = min(credit, earlier[source].credit - taken[source, default: 0])
      taken[source, default: 0] += back
      returned += back
    }
    return returned
  }
}
