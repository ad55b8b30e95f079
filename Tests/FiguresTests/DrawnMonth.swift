/// A contract and a month as plain whole numbers, drawn at random.
///
/// Percentages are hundredths, rates ten-thousandths, money cents. The product's contract and the
/// slow judgement below are both made of these numbers and share nothing else.
struct DrawnMonth {
  enum Kind: CaseIterable { case ofOffered, ofAnswered, late, abandons, speed }
  enum Comparison: CaseIterable { case atLeast, moreThan, atMost, lessThan }
  enum Mode: CaseIterable { case halfUp, halfEven, halfDown, down, up, floor, ceiling }

  enum Rule {
    case exact
    case rounded(Int, Mode)
    case cut(Int)
  }

  enum Cost {
    case none
    case tiers([(upTo: Int?, percent: Int)])
    /// Bounds of bands by the figure, and a percent for each band between, below and above them.
    case bands([Int], percents: [Int])
    case perUnit(cents: Int, parts: Mode?, bonus: Int?)
    case points([(upTo: Int?, points: Int)])
    case atRisk(Int)
  }

  enum Relief { case void, excess }

  struct Measure {
    let kind: Kind
    let bound: Int
    let comparison: Comparison
    let rule: Rule
    let minimumVolume: Int
    let isGrace: Bool
    let weight: Int
    let cost: Cost
    let relief: (above: Int, kind: Relief)?
  }

  struct Interval {
    var offered = 0
    var answered = 0
    var inTime = 0
    var abandoned = 0
    var short = 0
    var wait = 0
    var handle = 0
  }

  enum Overlap: CaseIterable { case any, majority, start }

  enum Fee {
    case each(rate: Int)
    case minutes(rate: Int, increment: Int?)
    case bands(isSlab: Bool, [(upTo: Int?, rate: Int)])
    case baseline(volume: Int, band: Int, charge: Int, above: Int, below: Int, fromBand: Bool)
  }

  var intervals: [Interval] = []
  /// The first so many were received.
  var received = 0
  var coverage = 0
  var isFinal = true
  var overlap = Overlap.any
  /// In minutes after the start.
  var exclusions: [(from: Int, to: Int)] = []
  var forecast = 0
  var measures: [Measure] = []
  var fees: [Fee] = []
  var minimum: Int?
  var mode = Mode.halfUp
  var roundsLines = true
  var countsCharges = true
  var atRisk: Int?
  var onlyHighest = false
  var percentPerPoint = 0
}

/// A fraction of two whole numbers, and nothing else.
struct Slow {
  let n: Int128
  let d: Int128

  init(_ n: Int128, _ d: Int128 = 1) {
    var (a, b) = (n.magnitude, d.magnitude)
    while b != 0 { (a, b) = (b, a % b) }
    let divisor = Int128(max(a, 1)) * (d < 0 ? -1 : 1)
    self.n = n / divisor
    self.d = d / divisor
  }

  static func + (l: Slow, r: Slow) -> Slow { Slow(l.n * r.d + r.n * l.d, l.d * r.d) }
  static func - (l: Slow, r: Slow) -> Slow { Slow(l.n * r.d - r.n * l.d, l.d * r.d) }
  static func * (l: Slow, r: Slow) -> Slow { Slow(l.n * r.n, l.d * r.d) }
  static func < (l: Slow, r: Slow) -> Bool { l.n * r.d < r.n * l.d }
  static func <= (l: Slow, r: Slow) -> Bool { !(r < l) }

  /// The value times `scale` as a whole number.
  func whole(_ scale: Int128, _ mode: DrawnMonth.Mode) -> Int128 {
    let size = n.magnitude * scale.magnitude
    let (down, rest) = size.quotientAndRemainder(dividingBy: d.magnitude)
    let twice = rest * 2
    let isUp: Bool =
      switch mode {
      case .down: false
      case .up: rest > 0
      case .floor: n < 0 && rest > 0
      case .ceiling: n > 0 && rest > 0
      case .halfUp: twice >= d.magnitude
      case .halfDown: twice > d.magnitude
      case .halfEven: twice > d.magnitude || (twice == d.magnitude && down % 2 == 1)
      }
    let result = Int128(down) + (isUp ? 1 : 0)
    return n < 0 ? -result : result
  }
}
