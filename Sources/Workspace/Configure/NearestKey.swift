extension [String] {
  /// The element that a typing mistake most likely meant; `nil` when none is near.
  ///
  /// Case does not count. Of equally near ones the first wins.
  func nearest(to text: String) -> String? {
    let limit = Swift.max(1, text.count / 3)
    let ranked = map { (word: $0, distance: $0.lowercased().editDistance(to: text.lowercased())) }
    return ranked.filter { $0.distance <= limit }.min { $0.distance < $1.distance }?.word
  }
}

extension String {
  /// Insertions, deletions, replacements and swaps of neighbours that lead from one to the other.
  func editDistance(to other: String) -> Int {
    let left = Array(self)
    let right = Array(other)
    var rows = [Array(0...right.count)]
    for (i, character) in left.enumerated() {
      var row = [i + 1]
      for (j, counterpart) in right.enumerated() {
        var cost = Swift.min(
          row[j] + 1, rows[i][j + 1] + 1, rows[i][j] + (character == counterpart ? 0 : 1))
        if i > 0, j > 0, character == right[j - 1], left[i - 1] == counterpart {
          cost = Swift.min(cost, rows[i - 1][j - 1] + 1)
        }
        row.append(cost)
      }
      rows.append(row)
    }
    return rows[left.count][right.count]
  }
}
