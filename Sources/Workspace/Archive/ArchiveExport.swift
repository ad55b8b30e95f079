import Foundation
import GRDB

/// archive export: the tables of an archive as files, row by row, for programs that read no SQLite.
package struct ArchiveExport {
  package enum Format: String, Sendable, CaseIterable {
    case csv
    /// A JSON object on each line.
    case jsonl
  }

  private enum Owner: String {
    case none, capture, series, part
  }

  private static let tables: [(name: String, owner: Owner, order: String)] = [
    ("zone", .none, "sha256"), ("capture", .none, "number"), ("queue", .capture, "capture, id"),
    ("series", .capture, "number"), ("answer", .capture, "capture, key"),
    ("coverage", .series, "series, start_s"), ("tally", .series, "series, start_s"),
    ("observation", .capture, "capture, queue, media"),
    ("record_query", .capture, "number"), ("record_answer", .capture, "capture, key"),
    ("record_event", .series, "series, emitted_ms, metric, value, conversation"),
    ("agent_scope", .capture, "capture"), ("agent_part", .capture, "number"),
    ("member", .capture, "capture, queue, agent"), ("agent_time", .part, "part, start_s"),
    ("edition", .capture, "period, number"),
  ]

  private let archive: Archive
  private let format: Format
  /// The ids of the captures that are wanted; `nil` for all.
  private let captures: [String]?

  package init(_ archive: Archive, as format: Format, captures: [String]? = nil) {
    self.archive = archive
    self.format = format
    self.captures = captures
  }

  /// Writes a file for each table into a new folder, and says how many rows each has.
  package func write(to folder: String) throws -> [(file: String, rows: Int)] {
    try DiskFolder(folder).createIfMissing()
    return try Self.tables.map { table in
      let file = "\(table.name).\(format.rawValue)"
      let sink = try RowSink(joined(folder, file))
      let rows = try archive.read { database in
        try write(table.name, table.owner, order: table.order, database, sink)
      }
      try sink.finish()
      return (file, rows)
    }
  }

  private func write(
    _ table: String, _ owner: Owner, order: String, _ database: Database, _ sink: RowSink
  ) throws -> Int {
    let columns = try database.columns(in: table).map(\.name)
    let names = columns.map { $0 == "response_zstd" ? "response" : $0 }
    if format == .csv { try sink.write(names.map(Self.cell).joined(separator: ",") + "\r\n") }
    let cursor = try Row.fetchCursor(
      database, sql: "SELECT * FROM \(table) \(condition(table, owner)) ORDER BY \(order)",
      arguments: StatementArguments(captures ?? []))
    var count = 0
    while let row = try cursor.next() {
      count += 1
      let values = try columns.map { try value(of: $0, in: row) }
      switch format {
      case .csv: try sink.write(values.map(Self.cell).joined(separator: ",") + "\r\n")
      case .jsonl: try sink.write(try Self.object(names, values) + "\n")
      }
    }
    return count
  }

  private func condition(_ table: String, _ owner: Owner) -> String {
    guard let captures else { return "" }
    let marks = captures.map { _ in "?" }.joined(separator: ", ")
    let numbers = "(SELECT number FROM capture WHERE id IN (\(marks)))"
    switch owner {
    case .none:
      return table == "capture"
        ? "WHERE id IN (\(marks))"
        : "WHERE sha256 IN (SELECT zone_sha256 FROM capture WHERE id IN (\(marks)))"
    case .capture: return "WHERE capture IN \(numbers)"
    case .series: return "WHERE series IN (SELECT number FROM series WHERE capture IN \(numbers))"
    case .part: return "WHERE part IN (SELECT number FROM agent_part WHERE capture IN \(numbers))"
    }
  }

  private enum Value {
    case null
    case number(Int64)
    case text(String)
  }

  /// An answer leaves as the text that is kept, other bytes as base64.
  private func value(of column: String, in row: Row) throws -> Value {
    switch (row[column] as DatabaseValue).storage {
    case .null: return .null
    case .int64(let number): return .number(number)
    case .double: throw ArchiveError.corrupt(archive.path)
    case .string(let text): return .text(text)
    case .blob(let bytes):
      guard column == "response_zstd" else { return .text(Array(bytes).base64) }
      guard
        let unpacked = Zstandard.decompress(Array(bytes), size: row["kept_size"] ?? row["size"]),
        SHA256.hex(of: unpacked) == row["kept_sha256"] ?? row["sha256"]
      else { throw ArchiveError.corrupt(archive.path) }
      return .text(String(decoding: unpacked, as: UTF8.self))
    }
  }

  private static func cell(_ value: Value) -> String {
    switch value {
    case .null: ""
    case .number(let number): String(number)
    case .text(let text): cell(text)
    }
  }

  /// A spreadsheet runs what begins with `=`, `+`, `-` or `@`; an apostrophe makes it text.
  private static func cell(_ text: String) -> String {
    let isRun = text.first.map { "=+-@\t\r".contains($0) } ?? false
    let plain = (isRun ? "'" : "") + text
    guard plain.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else {
      return plain
    }
    return "\"" + plain.replacing("\"", with: "\"\"") + "\""
  }

  private static func object(_ names: [String], _ values: [Value]) throws -> String {
    let parts = try zip(names, values).map { name, value -> String in
      switch value {
      case .null: "\"\(name)\":null"
      case .number(let number): "\"\(name)\":\(number)"
      case .text(let text): "\"\(name)\":" + (try quoted(text))
      }
    }
    return "{" + parts.joined(separator: ",") + "}"
  }

  private static func quoted(_ text: String) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return String(decoding: try encoder.encode(text), as: UTF8.self)
  }
}
