/// A table in memory whose cells are found by conditions, for the figures of pages.
///
/// A page of evidence asks for a hundred thousand cells, so nothing here makes a `String` for one.
final class LookupTable {
  private let head: [[UInt8]]
  /// All cells of all rows, one after another, each with a comma before the next of its row.
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var rows = 0
  /// By the columns of the conditions.
  private var indices: [RowIndex] = []
  /// The index that answered last: the next question is nearly always of the same columns.
  private var latest = 0

  init(_ path: String) throws {
    var reader = try CSVReader(path)
    head = reader.head.map { Array($0.utf8) }
    while try reader.next() {
      let base = bytes.count
      bytes += reader.row.bytes
      for end in reader.row.ends { ends.append(end + base) }
      rows += 1
    }
  }

  enum Answer {
    case row(Int)
    case unknownColumn(String)
    case rows(Int)
  }

  /// The one row that fits `COLUMN=VALUE[,COLUMN=VALUE]`.
  func row(where selector: [UInt8]) -> Answer {
    var columns: [Int] = []
    var values: [Range<Int>] = []
    var at = 0
    while true {
      let start = at
      var equals: Int?
      while at < selector.count, selector[at] != UInt8(ascii: ",") {
        if equals == nil, selector[at] == UInt8(ascii: "=") { equals = at }
        at += 1
      }
      let name = selector[start..<(equals ?? at)]
      guard let column = place(of: name) else {
        return .unknownColumn(String(decoding: name, as: UTF8.self))
      }
      columns.append(column)
      values.append((equals.map { $0 + 1 } ?? at)..<at)
      guard at < selector.count else { break }
      at += 1
    }
    return indices[index(columns)].row(values.map { selector[$0] }, in: self)
  }

  /// A cell by its column; `nil` where there is no such column.
  func cell(_ row: Int, _ column: [UInt8]) -> ArraySlice<UInt8>? {
    place(of: column[...]).map { cell(row, $0) }
  }

  private func place(of column: ArraySlice<UInt8>) -> Int? {
    // Of two columns with one name the first counts.
    head.firstIndex { $0.count == column.count && $0.elementsEqual(column) }
  }

  fileprivate func cell(_ row: Int, _ place: Int) -> ArraySlice<UInt8> {
    let at = row * head.count + place
    return bytes[(at == 0 ? 0 : ends[at - 1] + (place == 0 ? 0 : 1))..<ends[at]]
  }

  private func index(_ columns: [Int]) -> Int {
    if latest < indices.count, indices[latest].columns == columns { return latest }
    latest =
      indices.firstIndex { $0.columns == columns }
      ?? {
        indices.append(RowIndex(columns, of: self, rows: rows))
        return indices.count - 1
      }()
    return latest
  }
}

/// The rows of a table by the values that they have in some of its columns.
private struct RowIndex {
  let columns: [Int]
  /// A table of hashes with open places; 0 is free, a row is kept as its number and one.
  private var slots: [UInt32]
  /// The number of rows with the values of each row that is the first to have them.
  private var counts: [UInt32]

  init(_ columns: [Int], of table: LookupTable, rows: Int) {
    self.columns = columns
    var size = 16
    while size < rows * 2 { size *= 2 }
    slots = [UInt32](repeating: 0, count: size)
    counts = [UInt32](repeating: 0, count: rows)
    for row in 0..<rows {
      let slot = slot(of: columns.map { table.cell(row, $0) }, in: table)
      if slots[slot] == 0 { slots[slot] = UInt32(row + 1) }
      counts[Int(slots[slot]) - 1] += 1
    }
  }

  func row(_ values: [ArraySlice<UInt8>], in table: LookupTable) -> LookupTable.Answer {
    let found = slots[slot(of: values, in: table)]
    guard found > 0 else { return .rows(0) }
    let count = counts[Int(found) - 1]
    return count == 1 ? .row(Int(found) - 1) : .rows(Int(count))
  }

  /// Where the first row with these values stands, or would.
  private func slot(of values: [ArraySlice<UInt8>], in table: LookupTable) -> Int {
    // FNV-1a, with a mark after each value.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for value in values {
      for byte in value { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      hash = (hash ^ 0xFF) &* 0x100_0000_01B3
    }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
    while slots[slot] > 0 {
      let row = Int(slots[slot]) - 1
      if columns.indices.allSatisfy({
        table.cell(row, columns[$0]).elementsEqual(values[$0])
      }) {
        return slot
      }
      slot = (slot + 1) & mask
    }
    return slot
  }
}
