/// Finds the names that somebody may have meant.
enum Nearest {
  /// At most `count` of the names, the closest first, those of equal distance in order.
  static func names(to text: String, in names: [String], count: Int = 3) -> [String] {
    let ranked = names.enumerated().map { (distance(text, $1), $0, $1) }.sorted {
      ($0.0, $0.1) < ($1.0, $1.1)
    }
    let reach = max(3, text.count / 2)
    return ranked.prefix(count).filter { $0.0 <= reach }.map(\.2)
  }

  /// How many letters have to be put in, taken out or changed.
  static func distance(_ left: String, _ right: String) -> Int {
    let right = Array(right.unicodeScalars)
    var row = Array(0...right.count)
    for (index, letter) in left.unicodeScalars.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in right.indices {
        let cost = diagonal + (letter == right[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(cost, row[column] + 1, row[column + 1] + 1)
      }
    }
    return row[right.count]
  }
}
