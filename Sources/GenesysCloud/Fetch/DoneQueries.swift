import Figures

/// The queries that an earlier run has brought home, by their keys.
struct DoneQueries {
  private let keys: Set<String>
  private let windows: [Window]

  init(_ keys: Set<String>) {
    self.keys = keys
    windows = keys.compactMap { key in
      let ends = key.prefix { $0 != " " }.split(separator: "/").compactMap {
        try? Instant(String($0))
      }
      return ends.count == 2 ? Window(ends[0], ends[1]) : nil
    }
  }

  /// What is left to ask of a query.
  ///
  /// An earlier run may have split it: then only the parts that it did not get are asked for, so
  /// that the archive never holds one interval twice.
  func remainder<Query: SplittableQuery>(of query: Query) -> [Query] {
    if keys.contains(query.key) { return [] }
    let mayHoldParts = windows.contains { window in
      query.window.start <= window.start && window.end <= query.window.end
    }
    guard mayHoldParts, let parts = query.split() else { return [query] }
    let rest = parts.flatMap { remainder(of: $0) }
    // Nothing of it was done after all: one request instead of its parts.
    return rest.reduce(0) { $0 + $1.cells } == query.cells ? [query] : rest
  }
}
