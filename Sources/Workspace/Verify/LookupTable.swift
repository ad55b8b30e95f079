/// A table in memory whose cells are found by conditions, for the figures of pages.
struct LookupTable {
  private let head: [String: Int]
  private let width: Int
  /// All cells of all rows, one after another.
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var rows = 0
  /// By the columns of the conditions: each row by the values that they have there.
  private var indices: [[Int]: [[UInt8]: Int]] = [:]
  /// Stands for more than one row.
  private static let several = -1

  init(_ path: String) throws {
    var reader = try CSVReader(path)
    head = Dictionary(
      reader.head.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    width = reader.head.count
    while try reader.next() {
      let base = bytes.count
      bytes += reader.row.bytes
      ends += reader.row.ends.map { $0 + base }
      rows += 1
    }
  }

  enum Answer {
    case row(Int)
    case unknownColumn(String)
    case rows(Int)
  }

  /// The one row that fits `COLUMN=VALUE[,COLUMN=VALUE]`.
  mutating func row(where selector: Substring) -> Answer {
    var places: [Int] = []
    var values: [UInt8] = []
    for condition in selector.split(separator: ",", omittingEmptySubsequences: false) {
      let parts = condition.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let place = head[String(parts[0])] else { return .unknownColumn(String(parts[0])) }
      places.append(place)
      values += (parts.count == 2 ? Array(parts[1].utf8) : []) + [0]
    }
    if indices[places] == nil { indices[places] = index(places) }
    switch indices[places]?[values] {
    case nil: return .rows(0)
    case Self.several?: return .rows(2)
    case let row?: return .row(row)
    }
  }

  func cell(_ row: Int, _ column: Substring) -> ArraySlice<UInt8>? {
    head[String(column)].map { cell(row, $0) }
  }

  private func cell(_ row: Int, _ place: Int) -> ArraySlice<UInt8> {
    let at = row * width + place
    return bytes[(at == 0 ? 0 : ends[at - 1])..<ends[at]]
  }

  private func index(_ places: [Int]) -> [[UInt8]: Int] {
    var index: [[UInt8]: Int] = [:]
    index.reserveCapacity(rows)
    for row in 0..<rows {
      var key: [UInt8] = []
      for place in places {
        key += cell(row, place)
        key.append(0)
      }
      index[key] = index[key] == nil ? row : Self.several
    }
    return index
  }
}
