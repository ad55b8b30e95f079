import CSimdjson
import Figures

/// What one query asks for, and what each row of its answer must then hold.
struct GuideMembers: Sendable {
  struct Member: Sendable {
    let name: String
    let kind: CSKind
  }

  /// The names to ask for, in order.
  let metrics: [String]
  /// Every member of a row: both ends of its interval, the columns, then the metrics with the parts
  /// of ratios.
  let members: [Member]
  let recorded: CounterSet
  /// The members that hold the recorded counters.
  let sources: [(counter: Counter, member: Int)]
  /// A part and the whole it is cut from.
  let pairs: [(part: Int, whole: Int)]
  /// A ratio and its denominator.
  let ratios: [(ratio: Int, denominator: Int)]
  /// The members that count something.
  let counted: [Int]

  /// Throws when a counter of the query is not what the service records.
  init(_ settings: QuerySettings, _ definitions: GuideDefinitions) throws(FetchError) {
    try definitions.checkColumns()
    func source(_ counter: Counter) throws(FetchError) -> GuideDefinitions.Source {
      do {
        return try definitions.source(of: counter, settings.thresholds)
      } catch {
        throw FetchError(.badPlan("\(counter.column) cannot be asked for: \(error.text)"))
      }
    }
    let wanted = try Counter.allCases.filter { settings.recorded.contains($0) }.map {
      (counter) throws(FetchError) in (counter, try source(counter))
    }
    var metrics: Set<String> = []
    var kinds: [String: CSKind] = [:]
    var names: [Counter: String] = [:]
    var divisors: [String: String] = [:]
    for (counter, source) in wanted {
      switch source {
      case .metric(let name):
        metrics.insert(name)
        kinds[name] = CS_WHOLE
        names[counter] = name
      case .numerator(let parts), .denominator(let parts):
        metrics.insert(parts.ratio)
        kinds[parts.ratio] = CS_QUOTIENT
        kinds[parts.numerator] = CS_THOUSANDTHS
        kinds[parts.denominator] = CS_WHOLE
        divisors[parts.ratio] = parts.denominator
        names[.handle] = parts.numerator
        names[.handled] = parts.denominator
      }
    }
    // A part brings its whole along: the one is held against the other.
    for (part, whole) in Self.wholes where names[part] != nil && names[whole] == nil {
      guard let source = try? definitions.source(of: whole, settings.thresholds),
        case .metric(let name) = source
      else { continue }
      metrics.insert(name)
      kinds[name] = CS_WHOLE
      names[whole] = name
    }
    self.metrics = metrics.sorted()
    let values = kinds.sorted { $0.key < $1.key }.map { Member(name: $0.key, kind: $0.value) }
    let ends = ["intervalStart", "intervalEnd"].map { Member(name: $0, kind: CS_INSTANT) }
    let members = ends + GuideDefinitions.columns.map { Member(name: $0, kind: CS_KEY) } + values
    self.members = members
    let places = Dictionary(
      uniqueKeysWithValues: members.enumerated().map { ($1.name, $0) })
    recorded = settings.recorded
    sources = wanted.compactMap { counter, _ in
      names[counter].flatMap { places[$0] }.map { (counter, $0) }
    }
    pairs = Self.wholes.compactMap { part, whole in
      guard let part = names[part].flatMap({ places[$0] }),
        let whole = names[whole].flatMap({ places[$0] })
      else { return nil }
      return (part, whole)
    }
    ratios = divisors.sorted { $0.key < $1.key }.compactMap { ratio, denominator in
      guard let ratio = places[ratio], let denominator = places[denominator] else { return nil }
      return (ratio, denominator)
    }
    counted = members.indices.filter {
      members[$0].kind == CS_WHOLE || members[$0].kind == CS_THOUSANDTHS
    }
  }

  private static let wholes: [(part: Counter, whole: Counter)] = [
    (.answeredInThreshold, .answered), (.shortAbandoned, .abandoned), (.waitMax, .wait),
    (.handleMax, .handle),
  ]

  /// The numbers of one row, in the order of the members.
  typealias Numbers = UnsafeBufferPointer<Int64>.SubSequence

  /// What contradicts itself in a row.
  func fault(in row: Numbers) -> String? {
    for (part, whole) in pairs where value(part, row) > value(whole, row) {
      return "'\(members[part].name)' is above '\(members[whole].name)'"
    }
    for (ratio, denominator) in ratios
    where value(ratio, row) == 0 && value(denominator, row) > 0 {
      return "'\(members[ratio].name)' is null, though its denominator is not 0"
    }
    return nil
  }

  /// Whether nothing happened.
  func isBlank(_ row: Numbers) -> Bool { !counted.contains { value($0, row) > 0 } }

  func tally(_ row: Numbers) -> Tally {
    var tally = Tally(recorded: recorded)
    for source in sources { tally[source.counter] = value(source.member, row) }
    return tally
  }

  private func value(_ member: Int, _ row: Numbers) -> Int {
    Int(row[row.startIndex + member])
  }
}
