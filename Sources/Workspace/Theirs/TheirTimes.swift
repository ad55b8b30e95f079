import Figures

/// The stretch of time that each of their rows covers.
struct TheirTimes {
  private(set) var windows: [Window] = []
  private(set) var grain: TheirReport.Grain = .period
  private(set) var readings: [Wording] = []

  init(
    _ text: DelimitedText, _ layout: TheirLayout, path: String, mapping: TheirMapping,
    context: TheirFile.Context
  ) throws(TheirFileError) {
    let zone = mapping.zone ?? context.zone
    guard let source = Source(layout) else {
      windows = text.rows.map { _ in context.period }
      readings.append(Wording("there is no column of times: each row is the whole period"))
      return
    }
    let texts = text.rows.map(source.text)
    let starts = try Self.starts(texts, text.rows, path, mapping.timePattern, zone)
    grain = mapping.grain ?? Self.grain(of: starts, zone, context.period)
    if mapping.grain == nil { readings.append(Wording("its rows are \(grain.words)")) }
    if mapping.zone == nil, texts.allSatisfy({ (try? Instant($0)) == nil }) {
      readings.append(Wording("its times are by the clock of \(zone.name)"))
    }
    windows = try Self.windows(starts, text.rows, path, grain, zone, context.period)
  }

  /// Where a row says its time.
  private enum Source {
    case start(Int)
    case dateAndTime(Int, Int)

    init?(_ layout: TheirLayout) {
      let time = layout.places[.time] ?? layout.places[.start]
      if let date = layout.places[.date], let time {
        self = .dateAndTime(date, time)
      } else if let start = layout.places[.start] ?? layout.places[.date] ?? time {
        self = .start(start)
      } else {
        return nil
      }
    }

    func text(_ row: DelimitedText.Row) -> String {
      switch self {
      case .start(let index): return row.cells[index][...].trimmingSpaces
      case .dateAndTime(let date, let time):
        // An interval may be written as '08:00-08:30': it begins at the first.
        let begin = row.cells[time].split(separator: "-").first ?? ""
        return row.cells[date][...].trimmingSpaces + " " + begin.trimmingSpaces
      }
    }
  }

  private static func starts(
    _ texts: [String], _ rows: [DelimitedText.Row], _ path: String, _ named: TimePattern?,
    _ zone: Zone
  ) throws(TheirFileError) -> [Instant] {
    if named == nil, let first = texts.first, (try? Instant(first)) != nil {
      var instants: [Instant] = []
      for (text, row) in zip(texts, rows) {
        guard let instant = try? Instant(text) else { throw unreadable(path, row) }
        instants.append(instant)
      }
      return instants
    }
    let patterns = named.map { [$0] } ?? TimePattern.guesses
    guard let pattern = patterns.first(where: { $0.localSecond(texts.first ?? "") != nil }) else {
      throw unreadable(path, rows[0])
    }
    var locals: [Int] = []
    for (text, row) in zip(texts, rows) {
      guard let local = pattern.localSecond(text) else { throw unreadable(path, row) }
      locals.append(local)
    }
    return try LocalTimes(zone).instants(locals, rows, path)
  }

  private static func unreadable(_ path: String, _ row: DelimitedText.Row) -> TheirFileError {
    TheirFileError(
      "the row's time cannot be read", at: "\(path):\(row.line)",
      remedy: "write all times in one way; name it in a mapping, such as "
        + "'time: dd/MM/yyyy HH:mm'")
  }

  private static func grain(
    of starts: [Instant], _ zone: Zone, _ period: Window
  ) -> TheirReport.Grain {
    let sorted = Set(starts).sorted()
    let isMidnight = sorted.allSatisfy { zone.start(of: zone.date(at: $0)) == $0 }
    if sorted == [period.start] { return .period }
    if isMidnight {
      return sorted.allSatisfy { zone.date(at: $0).isFirstOfMonth } ? .period : .day
    }
    let gaps = zip(sorted, sorted.dropFirst()).map { $1.seconds - $0.seconds }
    var counts: [Int: Int] = [:]
    for gap in gaps { counts[gap, default: 0] += 1 }
    let usual = counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? 3600
    // A clock that changes by half an hour cuts one hour short; more short gaps are the rule.
    let short = gaps.filter { $0 < usual }
    let common = (short.count > 2 ? gaps : [usual]).reduce(3600) { divisor(of: $0, and: $1) }
    return .interval(common)
  }

  private static func divisor(of left: Int, and right: Int) -> Int {
    right == 0 ? left : divisor(of: right, and: left % right)
  }

  private static func windows(
    _ starts: [Instant], _ rows: [DelimitedText.Row], _ path: String, _ grain: TheirReport.Grain,
    _ zone: Zone, _ period: Window
  ) throws(TheirFileError) -> [Window] {
    let sorted = Set(starts).sorted()
    let next = Dictionary(uniqueKeysWithValues: zip(sorted, sorted.dropFirst()))
    var windows: [Window] = []
    for (start, row) in zip(starts, rows) {
      let date = zone.date(at: start)
      switch grain {
      case .interval(let seconds):
        guard seconds >= 300 else {
          throw TheirFileError(
            "the rows are nearer to each other than five minutes", at: "\(path):\(row.line)",
            remedy: "name their length in a mapping, such as 'interval: 30 min'")
        }
        windows.append(Window(start, min(start + seconds, next[start] ?? start + seconds)))
      case .day: windows.append(Window(start, zone.start(of: date.adding(days: 1))))
      case .period:
        windows.append(
          start == period.start
            ? period : Window(start, zone.start(of: date.startOfNextMonth)))
      }
    }
    return windows
  }
}

/// Turns what a clock shows into moments.
struct LocalTimes {
  private let zone: Zone

  init(_ zone: Zone) { self.zone = zone }

  /// The moments of local seconds, in the order of rows.
  ///
  /// Of an hour that the clock shows twice both must be there: the one that stands first is the
  /// earlier. A time that the clock skips is refused.
  func instants(
    _ locals: [Int], _ rows: [DelimitedText.Row], _ path: String
  ) throws(TheirFileError) -> [Instant] {
    var instants: [Instant] = []
    var places: [Int: [Int]] = [:]
    var doubtful: [Int: [Instant]] = [:]
    for (index, local) in locals.enumerated() {
      let day = local.dividedDown(by: 86_400)
      if local == day * 86_400 {
        instants.append(zone.start(of: LocalDate(dayNumber: day)))
        continue
      }
      let around = Set(
        [local - 90_000, local + 90_000].map { zone.offset(at: Instant(seconds: $0)) })
      let shown = around.map { Instant(seconds: local - $0) }
        .filter { $0.seconds + zone.offset(at: $0) == local }.sorted()
      guard let first = shown.first else {
        throw TheirFileError(
          "the row's time does not exist: the clock jumps over it",
          at: "\(path):\(rows[index].line)",
          remedy: "name the zone of their times in a mapping, such as 'zone: Etc/UTC'")
      }
      instants.append(first)
      if shown.count > 1 {
        places[local, default: []].append(index)
        doubtful[local] = shown
      }
    }
    for (local, indices) in places.sorted(by: { $0.key < $1.key }) {
      // Several queues have a row each: the later half of them is the later hour.
      guard indices.count % 2 == 0, let later = doubtful[local]?.last else {
        throw TheirFileError(
          "the clock shows the row's time twice, and it stands there once",
          at: "\(path):\(rows[indices[0]].line)",
          remedy: "let their times carry the offset, such as 2026-11-01T01:00:00-04:00")
      }
      for index in indices.suffix(indices.count / 2) { instants[index] = later }
    }
    return instants
  }
}
