import Figures

/// The buckets that a query asks for.
struct BucketGrid: Sendable {
  private let start: Int
  private let end: Int
  /// In milliseconds.
  let step: Int

  init(_ query: TallyQuery) {
    self.init(query.window, seconds: query.settings.granularitySeconds)
  }

  init(_ window: Window, seconds: Int) {
    start = window.start.milliseconds
    end = window.end.milliseconds
    step = seconds * 1000
  }

  /// The number of the bucket between two moments in milliseconds since 1970, or `nil` when it
  /// lies outside, off the grid or has another length.
  func slot(from: Int, to: Int) -> Int? {
    guard from >= start, to <= end, to - from == step, (from - start) % step == 0 else {
      return nil
    }
    return (from - start) / step
  }
}

extension TallyRow {
  /// The rows by series and start.
  static func sorted(_ rows: [TallyRow]) -> [TallyRow] {
    let order = Set(rows.map(\.series)).sorted()
    let rank = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    return rows.map { (rank[$0.series] ?? 0, $0) }
      .sorted { ($0.0, $0.1.start) < ($1.0, $1.1.start) }
      .map(\.1)
  }
}
