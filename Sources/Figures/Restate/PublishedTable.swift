/// A table as a file of a site publishes it: which columns name a row, and which hold figures.
///
/// Every number on a page is a cell of such a table, so two editions hold the same figures when
/// these cells do. Texts, times and states are no figures.
package struct PublishedTable: Sendable, Hashable {
  package let name: String
  /// The columns that pick a row, in the order in which marks name them.
  package let key: [String]
  package let figures: [String]
  /// The file: a head, then rows, each ended by a line feed.
  private let bytes: [UInt8]

  package init(name: String, key: [String], figures: [String], bytes: [UInt8]) {
    self.name = name
    self.key = key
    self.figures = figures
    self.bytes = bytes
  }

  /// What changed from one set of tables to another, table by table in the order of `new`.
  ///
  /// A table, or a column, that is new replaces nothing that was published and is left out; one
  /// that is gone counts with all its cells. An empty cell is no value.
  package static func changes(
    from old: [PublishedTable], to new: [PublishedTable]
  ) throws(PublishedTableError) -> [CellChange] {
    var changes: [CellChange] = []
    for table in new {
      guard let former = old.first(where: { $0.name == table.name }) else { continue }
      changes += try table.changes(since: former)
    }
    for former in old where !new.contains(where: { $0.name == former.name }) {
      changes += try former.emptied.changes(since: former)
    }
    return changes
  }

  /// The different cells of a column.
  package func values(of column: String) throws(PublishedTableError) -> Set<String> {
    guard let first = lines.first, let place = try row(first).firstIndex(of: column) else {
      throw .noColumn(column, table: name)
    }
    var values: Set<String> = []
    for line in lines.dropFirst() {
      let row = try self.row(line)
      guard row.indices.contains(place) else { throw .ragged(table: name) }
      values.insert(row[place])
    }
    return values
  }

  private func changes(since former: PublishedTable) throws(PublishedTableError) -> [CellChange] {
    guard bytes != former.bytes else { return [] }
    let (before, now) = Self.differing(former, self)
    return FigureChange.all(
      from: try former.cells(of: before, columns: former.figures),
      to: try cells(of: now, columns: former.figures))
  }

  private var emptied: PublishedTable {
    PublishedTable(name: name, key: key, figures: figures, bytes: Array((lines.first ?? [])))
  }

  private var lines: [ArraySlice<UInt8>] { Self.lines(of: bytes[...]) }

  private static func lines(of bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    bytes.split(separator: 0x0A).map { $0.last == 0x0D ? $0.dropLast() : $0 }
  }

  private typealias Lines = ArraySlice<ArraySlice<UInt8>>

  /// The heads, and the rows that do not stand in both files at the same place.
  ///
  /// Files of a month have ten thousands of rows of which a restatement touches a few: what both begin
  /// and end with is not taken apart.
  private static func differing(
    _ former: PublishedTable, _ table: PublishedTable
  ) -> ([ArraySlice<UInt8>], [ArraySlice<UInt8>]) {
    let (old, new) = (former.bytes, table.bytes)
    let least = min(old.count, new.count)
    guard let head = old.firstIndex(of: 0x0A), head < least, old[...head] == new[...head] else {
      return differing(former.lines, table.lines)
    }
    var start = head + 1
    var place = start
    while place < least, old[place] == new[place] {
      place += 1
      if old[place - 1] == 0x0A { start = place }
    }
    // Where a line begins in both; the rest of it and all behind it are the same.
    var tail = 0
    var count = 0
    while count < least - start, old[old.count - count - 1] == new[new.count - count - 1] {
      if old[old.count - count - 1] == 0x0A { tail = count }
      count += 1
    }
    let first = lines(of: old[...head])
    return differing(
      first + lines(of: old[start..<(old.count - tail)]),
      first + lines(of: new[start..<(new.count - tail)]))
  }

  private static func differing(
    _ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]
  ) -> ([ArraySlice<UInt8>], [ArraySlice<UInt8>]) {
    guard let oldHead = old.first, let newHead = new.first, oldHead == newHead else {
      return (old, new)
    }
    if old.count == new.count {
      let places = old.indices.dropFirst().filter { old[$0] != new[$0] }
      return ([oldHead] + places.map { old[$0] }, [newHead] + places.map { new[$0] })
    }
    var (before, now): (Lines, Lines) = (old.dropFirst(), new.dropFirst())
    while let one = before.first, let other = now.first, one == other {
      (before, now) = (before.dropFirst(), now.dropFirst())
    }
    while let one = before.last, let other = now.last, one == other {
      (before, now) = (before.dropLast(), now.dropLast())
    }
    return ([oldHead] + before, [newHead] + now)
  }

  /// The filled cells of some columns by their keys; the first line is the head.
  private func cells(
    of lines: [ArraySlice<UInt8>], columns: [String]
  ) throws(PublishedTableError) -> [String: String] {
    guard let first = lines.first else { return [:] }
    let head = try self.row(first)
    let places = try key.map { column throws(PublishedTableError) in
      guard let place = head.firstIndex(of: column) else {
        throw PublishedTableError.noColumn(column, table: name)
      }
      return place
    }
    let wanted = head.indices.filter { columns.contains(head[$0]) }
    var cells: [String: String] = [:]
    for line in lines.dropFirst() {
      let row = try self.row(line)
      guard row.count == head.count else { throw .ragged(table: name) }
      let selector = zip(key, places).map { "\($0)=\(row[$1])" }.joined(separator: ",")
      for place in wanted where !row[place].isEmpty {
        guard cells.updateValue(row[place], forKey: "\(name)/\(selector)/\(head[place])") == nil
        else { throw .repeated(row: selector, table: name) }
      }
    }
    return cells
  }

  /// The cells of a line after RFC 4180; no cell of ours holds a line break.
  private func row(_ line: ArraySlice<UInt8>) throws(PublishedTableError) -> [String] {
    var cells: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var closed = false
    for byte in line {
      // A quote behind a closing one stands for itself.
      if byte == 0x22, closed { cell.append(byte) }
      closed = byte == 0x22 && isQuoted
      switch byte {
      case 0x22: isQuoted.toggle()
      case 0x2C where !isQuoted:
        cells.append(String(decoding: cell, as: UTF8.self))
        cell = []
      default: cell.append(byte)
      }
    }
    guard !isQuoted else { throw .ragged(table: name) }
    return cells + [String(decoding: cell, as: UTF8.self)]
  }
}

/// Why the tables of two editions cannot be compared.
package enum PublishedTableError: Error, Hashable {
  case noColumn(String, table: String)
  case ragged(table: String)
  case repeated(row: String, table: String)
}

extension PublishedTableError: Explained {
  package var explanation: Explanation {
    switch self {
    case .noColumn(let column, let table):
      Explanation(
        .badData, what: "the published table has no column '\(column)'", place: "\(table).csv")
    case .ragged(let table):
      Explanation(.badData, what: "the published table cannot be read", place: "\(table).csv")
    case .repeated(let row, let table):
      Explanation(
        .badData, what: "the published table has two rows '\(row)'", place: "\(table).csv")
    }
  }
}
