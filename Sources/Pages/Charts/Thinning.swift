/// Leaves out what no screen can show, and never a peak.
package enum Thinning {
  /// A drawing has at most as many points.
  package static let most = 1000

  /// The places to draw of a long series: of each column the first, the lowest, the highest and the
  /// last value, and of each gap one place.
  ///
  /// A series of at most `most` places is kept whole. The table beside the drawing keeps all.
  package static func places(_ values: [Int?], most: Int = Thinning.most) -> [Int] {
    guard values.count > most else { return Array(values.indices) }
    let columns = max(1, most / 5)
    return (0..<columns).flatMap { column -> [Int] in
      let range = (column * values.count / columns)..<((column + 1) * values.count / columns)
      let known = range.filter { values[$0] != nil }
      var kept = Set([known.first, known.last].compactMap { $0 })
      func value(_ place: Int) -> Int { values[place] ?? 0 }
      if let lowest = known.min(by: { value($0) < value($1) }) { kept.insert(lowest) }
      if let highest = known.max(by: { value($0) < value($1) }) { kept.insert(highest) }
      if let gap = range.first(where: { values[$0] == nil }) { kept.insert(gap) }
      return kept.sorted()
    }
  }
}
