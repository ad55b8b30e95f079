/// A stretch of time of one scope, as their file states it.
struct Stretch: Sendable {
  let scope: Int
  let window: Window
  let values: [Int?]
  /// Whether their file has no row here; what is added up then counts as nothing.
  let isImplied: Bool
}

extension TheirReport {
  /// Clocks differ by at most 14 hours; rows further outside the period say nothing about it.
  private static let fringe = 14 * 3600

  /// The scopes of their rows, then what is ours and in no row of theirs.
  func allScopes(_ ledger: Ledger) -> [Scope] {
    let covered = Set(scopes.flatMap { ledger.places(of: $0, nil) })
    let rest = ledger.sheet.series.enumerated().filter {
      $0.element.media == ledger.media && !covered.contains($0.offset)
    }
    return scopes
      + rest.map {
        Scope(
          queue: $0.element.queue, media: $0.element.media, direction: $0.element.direction)
      }
  }

  /// Their rows in and around a period, and for each scope the parts of it without a row, in the
  /// order of time.
  func stretches(_ scopes: [Scope], in period: Window) -> [Stretch] {
    let near = Window(period.start - Self.fringe, period.end + Self.fringe)
    var stretches = rows.filter { $0.window.overlaps(near) }.map {
      Stretch(scope: $0.scope, window: $0.window, values: $0.values, isImplied: false)
    }
    let nothing = columns.map { $0.metric.isSum ? 0 : nil }
    for scope in scopes.indices {
      var reached = period.start
      let windows = stretches.filter { $0.scope == scope && !$0.isImplied }.map(\.window)
        .sorted { $0.start < $1.start }
      for window in windows + [Window(period.end, period.end)] {
        let gap = Window(reached, min(window.start, period.end))
        if !gap.isEmpty {
          stretches.append(Stretch(scope: scope, window: gap, values: nothing, isImplied: true))
        }
        reached = max(reached, window.end)
      }
    }
    return stretches.sorted {
      ($0.window.start, $0.window.end, $0.scope) < ($1.window.start, $1.window.end, $1.scope)
    }
  }

  /// How many rows lie wholly outside the period.
  package func outsideCount(of period: Window) -> Int {
    rows.count { !$0.window.overlaps(period) }
  }
}
