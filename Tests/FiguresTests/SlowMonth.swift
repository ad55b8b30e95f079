/// The month judged the slow way, in the order of the contract.
struct SlowMonth {
  let month: DrawnMonth
  /// Whether margins are looked for, which takes most of the time.
  private let hasMargins: Bool
  private(set) var verdicts: [String] = []
  private(set) var credits: [Int] = []
  private(set) var margins: [Int?] = []
  private(set) var fees = 0
  private(set) var credit = 0
  private(set) var net = 0

  init(_ month: DrawnMonth, hasMargins: Bool) {
    self.month = month
    self.hasMargins = hasMargins
    let lines = month.fees.flatMap(lines)
    let rounded = lines.map { cents($0) }.reduce(0, +)
    let added = cents(lines.reduce(Slow(0), +))
    let subtotal = month.roundsLines ? rounded : added
    let charges = max(subtotal, month.minimum ?? subtotal)
    let base = month.countsCharges ? charges : subtotal
    var points = 0
    for measure in month.measures {
      var isShareOfRisk = false
      if case .atRisk = measure.cost { isShareOfRisk = true }
      // The amount at risk is percent of the charges, whatever the others are percent of.
      let result = judge(measure, base: isShareOfRisk ? charges : base)
      verdicts.append(result.verdict)
      margins.append(result.margin)
      credits.append(result.credit)
      points += result.points
    }
    var pointCredit = cents(Slow(Int128(base * points * month.percentPerPoint), 1_000_000))
    if month.onlyHighest {
      let highest = max(credits.max() ?? 0, pointCredit)
      var isTaken = false
      for index in credits.indices where credits[index] > 0 {
        if credits[index] == highest && !isTaken { isTaken = true } else { credits[index] = 0 }
      }
      if isTaken { pointCredit = 0 }
    }
    let sum = credits.reduce(0, +) + pointCredit
    let limit = month.atRisk.map { cents(Slow(Int128(charges * $0), 1_000_000)) }
    credit = min(sum, limit ?? sum)
    fees = charges
    net = charges - credit
  }

  private func cents(_ amount: Slow) -> Int { Int(amount.whole(100, month.mode)) }

  private var counted: DrawnMonth.Interval {
    total(month.intervals.prefix(month.received).map(\.self))
  }

  /// What was received and not excluded.
  private var kept: [DrawnMonth.Interval] {
    month.intervals.prefix(month.received).enumerated().filter { !isExcluded($0.offset) }
      .map(\.element)
  }

  private func total(_ intervals: [DrawnMonth.Interval]) -> DrawnMonth.Interval {
    intervals.reduce(into: DrawnMonth.Interval()) { sum, part in
      sum.offered += part.offered
      sum.answered += part.answered
      sum.inTime += part.inTime
      sum.abandoned += part.abandoned
      sum.short += part.short
      sum.wait += part.wait
      sum.handle += part.handle
    }
  }

  private func lines(_ fee: DrawnMonth.Fee) -> [Slow] {
    let all = counted
    switch fee {
    case .each(let rate): return [Slow(Int128(all.answered * rate), 10_000)]
    case .minutes(let rate, let increment):
      var minutes = Slow(Int128(all.handle), 60_000)
      if let increment {
        let steps = Slow(Int128(all.handle), Int128(increment * 1000)).whole(1, .ceiling)
        minutes = Slow(steps * Int128(increment), 60)
      }
      return [Slow(minutes.whole(1_000_000, .halfUp), 1_000_000) * Slow(Int128(rate), 10_000)]
    case .bands(let isSlab, let bands):
      var lines: [Slow] = []
      var lower = 0
      for band in bands {
        let upper = min(band.upTo ?? all.answered, all.answered)
        let isLast = band.upTo.map { all.answered <= $0 } ?? true
        if isSlab, !isLast { continue }
        let units = isSlab ? all.answered : upper - lower
        lines.append(Slow(Int128(units * band.rate), 10_000))
        lower = upper
        if isLast { break }
      }
      return lines
    case .baseline(let volume, let band, let charge, let above, let below, let fromBand):
      let width = Slow(Int128(volume * band), 10_000)
      let (actual, middle) = (Slow(Int128(all.offered)), Slow(Int128(volume)))
      var lines = [Slow(Int128(charge), 100)]
      if middle + width < actual {
        lines.append(
          (actual - (fromBand ? middle + width : middle)) * Slow(Int128(above), 10_000))
      }
      if actual < middle - width {
        lines.append(
          Slow(0) - ((fromBand ? middle - width : middle) - actual) * Slow(Int128(below), 10_000))
      }
      return lines
    }
  }

  private struct Result {
    var verdict: String
    var credit = 0
    var points = 0
    var margin: Int?
  }

  private func judge(_ measure: DrawnMonth.Measure, base: Int) -> Result {
    guard month.received > 0,
      month.received * 10_000 >= month.coverage * month.intervals.count
    else {
      return Result(
        verdict: "no_data",
        margin: kept.isEmpty ? nil : margin(parts(measure, total(kept)), measure))
    }
    let sum = total(kept)
    var (n, d) = parts(measure, sum)
    guard d > 0 else { return Result(verdict: "not_assessed") }
    func ends(_ verdict: String) -> Result {
      Result(verdict: verdict, margin: margin((n, d), measure))
    }
    if sum.offered < measure.minimumVolume { return ends("not_assessed") }
    if let relief = measure.relief, month.forecast * relief.above < sum.offered * 10_000 {
      if relief.kind == .void { return ends("excused") }
      let line = month.forecast * relief.above / 10_000
      var excess = min(sum.offered - line, d)
      let isHigh = [.atLeast, .moreThan].contains(measure.comparison)
      // One contact after the other: first those that went wrong, then the others.
      while excess > 0 {
        let wrong = isHigh ? d - n : n
        if isHigh { n -= wrong > 0 ? 0 : 1 } else { n -= wrong > 0 ? 1 : 0 }
        d -= 1
        excess -= 1
      }
      guard d > 0 else { return Result(verdict: "not_assessed") }
    }
    var result = ends("")
    let figure = compared(n, d, measure)
    guard month.isFinal else { return ends("provisional") }
    guard !measure.isGrace else { return ends("grace") }
    let isMet = meets(figure, measure)
    result.verdict = isMet ? "met" : "missed"
    let (exact, points) = cost(figure, isMet, measure, base)
    result.credit = cents(exact * Slow(Int128(measure.weight), 10_000))
    result.points = points
    return result
  }

  private func isExcluded(_ index: Int) -> Bool {
    let minutes = (index * 5..<index * 5 + 5).map { minute in
      month.exclusions.contains { $0.from <= minute && minute < $0.to }
    }
    return switch month.overlap {
    case .any: minutes.contains(true)
    case .majority: minutes.count { $0 } >= 3
    case .start: minutes[0]
    }
  }

  private func parts(_ measure: DrawnMonth.Measure, _ sum: DrawnMonth.Interval) -> (Int, Int) {
    switch measure.kind {
    case .ofOffered: (sum.inTime, sum.offered)
    case .ofAnswered: (sum.inTime, sum.answered)
    case .late: (sum.inTime, sum.answered + sum.abandoned - sum.short)
    case .abandons: (sum.abandoned - sum.short, sum.offered - sum.short)
    case .speed: (sum.wait, sum.answered)
    }
  }

  private func compared(_ n: Int, _ d: Int, _ measure: DrawnMonth.Measure) -> Slow {
    let figure =
      measure.kind == .speed
      ? Slow(Int128(n), Int128(d) * 1000) : Slow(Int128(n) * 100, Int128(d))
    func scale(_ places: Int) -> Int128 { (0..<places).reduce(1) { all, _ in all * 10 } }
    switch measure.rule {
    case .exact: return figure
    case .rounded(let places, let mode):
      return Slow(figure.whole(scale(places), mode), scale(places))
    case .cut(let places): return Slow(figure.whole(scale(places), .down), scale(places))
    }
  }

  private func meets(_ figure: Slow, _ measure: DrawnMonth.Measure) -> Bool {
    let bound = Slow(Int128(measure.bound), 100)
    return switch measure.comparison {
    case .atLeast: bound <= figure
    case .moreThan: bound < figure
    case .atMost: figure <= bound
    case .lessThan: figure < bound
    }
  }

  /// Tries every number of contacts.
  private func margin(_ parts: (Int, Int), _ measure: DrawnMonth.Measure) -> Int? {
    let (n, d) = parts
    guard hasMargins, measure.kind != .speed, d > 0 else { return nil }
    let good = (0...d).filter { meets(compared($0, d, measure), measure) }
    guard let low = good.first, let high = good.last else { return nil }
    return [.atLeast, .moreThan].contains(measure.comparison) ? n - low : high - n
  }

  private func cost(_ figure: Slow, _ isMet: Bool, _ measure: DrawnMonth.Measure, _ base: Int)
    -> (Slow, Int)
  {
    let money = Slow(Int128(base), 100)
    let bound = Slow(Int128(measure.bound), 100)
    let distance = figure < bound ? bound - figure : figure - bound
    switch measure.cost {
    case .none: return (Slow(0), 0)
    case .tiers(let tiers):
      guard !isMet else { return (Slow(0), 0) }
      for tier in tiers where tier.upTo.map({ distance <= Slow(Int128($0), 100) }) ?? true {
        return (money * Slow(Int128(tier.percent), 10_000), 0)
      }
    case .points(let tiers):
      guard !isMet else { return (Slow(0), 0) }
      for tier in tiers where tier.upTo.map({ distance <= Slow(Int128($0), 100) }) ?? true {
        return (Slow(0), tier.points)
      }
    case .bands(let bounds, let percents):
      let place = bounds.count { Slow(Int128($0), 100) <= figure }
      return (money * Slow(Int128(percents[place]), 10_000), 0)
    case .atRisk(let percent):
      guard !isMet else { return (Slow(0), 0) }
      let risk = (money * Slow(Int128(month.atRisk ?? 0), 10_000)).whole(100, month.mode)
      return (Slow(risk, 100) * Slow(Int128(percent), 10_000), 0)
    case .perUnit(let price, let parts, let bonus):
      let isHigh = [.atLeast, .moreThan].contains(measure.comparison)
      func units(_ from: Slow, _ below: Bool) -> Slow {
        let away = below ? from - figure : figure - from
        let size = away < Slow(0) ? Slow(0) : away
        return parts.map { Slow(size.whole(1, $0)) } ?? size
      }
      let short = units(bound, isHigh)
      let extra = bonus.map { units(Slow(Int128($0), 100), !isHigh) } ?? Slow(0)
      return ((short - extra) * Slow(Int128(price), 100), 0)
    }
    return (Slow(0), 0)
  }
}
