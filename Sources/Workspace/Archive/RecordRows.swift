package import Figures
import GRDB

/// Proof of an answer that was read and let go: what was asked, its digest and its size.
package struct AnswerReceipt: Sendable, Hashable {
  package let method: String
  /// Without host and query.
  package let path: String
  package let body: String
  package let status: Int
  package let correlationID: String
  package let receivedAt: Instant
  package let sha256: String
  /// Bytes of the answer.
  package let size: Int

  package init(
    method: String, path: String, body: String, status: Int, correlationID: String,
    receivedAt: Instant, sha256: String, size: Int
  ) {
    self.method = method
    self.path = path
    self.body = body
    self.status = status
    self.correlationID = correlationID
    self.receivedAt = receivedAt
    self.sha256 = sha256
    self.size = size
  }
}

extension OpenCapture {
  /// Stores what a query for records brought, at once or not at all.
  ///
  /// Each event is of the capture's series and of the part of its window that was asked for; one
  /// that is not is refused with all others.
  package func store(
    _ events: [RecordEvent], answering key: String, receipts: [AnswerReceipt]
  ) throws {
    try archive.write { database in
      let header = capture.header
      let numbers = try Archive.seriesNumbers(of: capture.number, in: database)
      try database.execute(
        sql: "INSERT INTO record_query (capture, key) VALUES (?, ?)",
        arguments: [capture.number, key])
      let query = database.lastInsertedRowID
      for (index, receipt) in receipts.enumerated() {
        try database.execute(
          sql: "INSERT INTO record_answer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          arguments: [
            capture.number, "\(key) page \((index + 1).digits(5))", receipt.method, receipt.path,
            receipt.body, receipt.status, receipt.correlationID,
            receipt.receivedAt.milliseconds, receipt.sha256, receipt.size,
          ])
      }
      let statement = try database.cachedStatement(
        sql: "INSERT INTO record_event VALUES (?, ?, ?, ?, ?, ?, ?)")
      for (place, event) in events.enumerated() {
        guard let series = numbers[event.series], header.asked.contains(event.emittedAt),
          (0...Tally.limit).contains(event.value)
        else { throw ArchiveError.strangeRecord(query: key) }
        try statement.execute(arguments: [
          series, event.emittedAt.milliseconds, event.metric.rawValue, event.value,
          event.conversation, query, place,
        ])
      }
    }
  }
}

extension Archive {
  /// Shows each event of a capture, sorted by series, time, metric, value and conversation.
  ///
  /// Those of a complete capture are held against its digest at the end: a damaged file is refused.
  package func forEachRecord(
    of capture: Capture, _ body: (RecordEvent) throws -> Void
  ) throws {
    try read { database in
      let digest = try Self.recordDigest(of: capture, in: database, visit: body)
      guard capture.state == .open || digest == capture.recordDigest else {
        throw ArchiveError.corrupt(path)
      }
    }
  }

  /// Proof of the answers that a capture's records came in, sorted by query and page.
  package func receipts(of capture: Capture) throws -> [AnswerReceipt] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT method, path, body, status, correlation_id, received_ms, sha256, size
          FROM record_answer WHERE capture = ? ORDER BY key
          """, arguments: [capture.number]
      ).map { row in
        AnswerReceipt(
          method: row[0], path: row[1], body: row[2], status: row[3], correlationID: row[4],
          receivedAt: Instant(milliseconds: row[5]), sha256: row[6], size: row[7])
      }
    }
  }

  static func recordQueries(of capture: Int64, in database: Database) throws -> Set<String> {
    Set(
      try String.fetchAll(
        database, sql: "SELECT key FROM record_query WHERE capture = ?", arguments: [capture]))
  }

  /// Every query for records was answered.
  static func checkRecords(of capture: Capture, in database: Database) throws {
    let wanted = capture.header.records?.queries ?? 0
    let answered = try recordQueries(of: capture.number, in: database).count
    guard answered == wanted else {
      throw ArchiveError.uncoveredRecords(answered: answered, of: wanted)
    }
  }

  /// The digest of a capture's events, whatever way they came; `nil` when none were asked for.
  ///
  /// The text that is hashed is fixed for good: archives hold its digests.
  static func recordDigest(
    of capture: Capture, in database: Database, namesConversations: Bool = true,
    visit: (RecordEvent) throws -> Void = { _ in }
  ) throws -> String? {
    guard capture.header.records != nil else { return nil }
    var hash = SHA256()
    hash.update(Array("tallysheet-records-1\n".utf8))
    let numbers = try seriesNumbers(of: capture.number, in: database)
    for series in capture.header.series {
      guard let number = numbers[series] else { continue }
      hash.update(Array("\(series.queue.text)\t\(series.media)\t\(series.direction)\n".utf8))
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT emitted_ms, metric, value, conversation FROM record_event WHERE series = ?
          ORDER BY emitted_ms, metric, value, conversation
          """, arguments: [number])
      while let row = try rows.next() {
        let text: String = row[1]
        guard let metric = RecordMetric(rawValue: text) else {
          throw DatabaseError(resultCode: .SQLITE_CORRUPT)
        }
        let event = RecordEvent(
          conversation: row[3], series: series, metric: metric,
          emittedAt: Instant(milliseconds: row[0]), value: row[2])
        let name = namesConversations ? " \(event.conversation)" : ""
        hash.update(
          Array("\(event.emittedAt.milliseconds) \(text) \(event.value)\(name)\n".utf8))
        try visit(event)
      }
    }
    return hash.finish().hex
  }
}
