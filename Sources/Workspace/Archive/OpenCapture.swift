package import Figures
import Foundation
import GRDB

extension Archive {
  /// How long an interrupted capture may be continued, in seconds; older figures would mix days.
  private static let resumable = 86_400

  /// Continues the capture of the same plan that began less than 24 hours ago, or begins one.
  ///
  /// Open captures that are older are removed: nobody can finish them.
  package func beginOrResume(
    _ header: CaptureHeader, zone: ZoneSource, now: Instant
  ) throws -> OpenCapture {
    precondition(header.zone == zone.stamp, "the header names the zone that cut its window")
    return try write { database in
      let day = Self.resumable * 1000
      try database.execute(
        sql: "DELETE FROM capture WHERE state = 'open' AND abs(started_ms - ?) >= ?",
        arguments: [now.milliseconds, day])
      let found = try Self.captures(
        database, where: "state = 'open' AND plan = ? AND period = ?",
        arguments: [header.plan, header.period]
      ).last { $0.header == header }
      let capture = try found ?? Self.insert(header, zone: zone, now: now, in: database)
      let keys = try String.fetchAll(
        database, sql: "SELECT key FROM answer WHERE capture = ?", arguments: [capture.number])
      return OpenCapture(
        archive: self, capture: capture, finished: Set(keys),
        finishedRecords: try Self.recordQueries(of: capture.number, in: database),
        isResumed: found != nil)
    }
  }

  private static func insert(
    _ header: CaptureHeader, zone: ZoneSource, now: Instant, in database: Database
  ) throws -> Capture {
    try database.execute(
      sql: "INSERT OR IGNORE INTO zone VALUES (?, ?, ?, ?)",
      arguments: [zone.sha256, zone.zone.name, zone.version, Data(zone.bytes)])
    let stem = now.text.filter { $0 != "-" && $0 != ":" }
    let taken = Set(
      try String.fetchAll(
        database, sql: "SELECT id FROM capture WHERE id LIKE ?", arguments: [stem + "-%"]))
    var counter = 1
    while taken.contains("\(stem)-\(counter.digits(2))") { counter += 1 }
    let id = "\(stem)-\(counter.digits(2))"
    try database.execute(
      sql: """
        INSERT INTO capture (id, period, window_start_s, window_end_s, state, started_ms, plan,
          dialect, api_host, organization_id, organization_name, program, granularity, step_s,
          recorded, answered_within_ms, short_abandon_ms, zone_name, zone_version, zone_sha256,
          until_s, ranges, refused_granularities, over_grants, record_route, record_queries,
          agent_naming, conversation_naming, naming_key)
        VALUES (?, ?, ?, ?, 'open', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
          ?, ?, ?)
        """,
      arguments: [
        id, header.period, header.window.start.seconds, header.window.end.seconds,
        now.milliseconds, header.plan, header.dialect, header.apiHost, header.organizationID,
        header.organizationName, header.programVersion, header.granularity, header.step,
        Int(header.recorded.rawValue), header.thresholds.answeredWithin,
        header.thresholds.shortAbandon, header.zone.name, header.zone.version, header.zone.sha256,
        header.until == header.window.end ? nil : header.until.seconds,
        WaitRange.text(header.thresholds.ranges),
        header.refusedGranularities.joined(separator: "\n"),
        header.overGrants.joined(separator: "\n"), header.records?.route.rawValue,
        header.records?.queries ?? 0, header.naming.agents?.rawValue,
        header.naming.conversations?.rawValue, header.naming.keyID,
      ])
    let number = database.lastInsertedRowID
    for queue in header.queues {
      try database.execute(
        sql: "INSERT INTO queue VALUES (?, ?, ?)", arguments: [number, queue.id.text, queue.name])
    }
    for series in header.series {
      try database.execute(
        sql: "INSERT INTO series (capture, queue, media, direction) VALUES (?, ?, ?, ?)",
        arguments: [number, series.queue.text, series.media, series.direction])
    }
    return Capture(
      id: id, header: header, state: .open, startedAt: now, completedAt: nil, confirmedAt: nil,
      answers: 0, digest: nil, recordDigest: nil, maskingSwitches: nil, number: number)
  }
}

/// A capture that is being filled, answer by answer.
package struct OpenCapture: Sendable {
  package let archive: Archive
  package let capture: Capture
  /// The keys of the answers that were stored before.
  package let finished: Set<String>
  /// The keys of the queries for records whose answers were stored before.
  package let finishedRecords: Set<String>
  /// Whether an earlier run began it.
  package let isResumed: Bool

  /// Stores an answer with everything read from it, at once or not at all.
  ///
  /// `coverage` is what the query has answered completely with this answer; `nil` for a page that
  /// is followed by another, and for answers without figures. Each row lies in the capture's window
  /// and on its grid; one that does not is refused with its whole answer.
  package func store(_ answer: Answer, covering coverage: Coverage?, rows: [TallyRow]) throws {
    try archive.write { try store(answer, covering: coverage, rows: rows, in: $0) }
  }

  /// Stores all pages of a query's answer, at once or not at all.
  ///
  /// What they cover together, and their rows, belong to the last page.
  package func store(_ pages: [Answer], covering coverage: Coverage, rows: [TallyRow]) throws {
    try archive.write { database in
      for page in pages.dropLast() { try store(page, covering: nil, rows: [], in: database) }
      for page in pages.suffix(1) {
        try store(page, covering: coverage, rows: rows, in: database)
      }
    }
  }

  /// Stores many answers, all or none: one wait for the disk instead of one for each.
  ///
  /// `body` hands them over one by one, so that no two of them are in memory.
  package func storeTogether(
    _ body: (_ store: (Answer, Coverage, [TallyRow]) throws -> Void) throws -> Void
  ) throws {
    try archive.write { database in
      try body { answer, coverage, rows in
        try store(answer, covering: coverage, rows: rows, in: database)
      }
    }
  }

  private func store(
    _ answer: Answer, covering coverage: Coverage?, rows: [TallyRow], in database: Database
  ) throws {
    let header = capture.header
    let numbers = try Archive.seriesNumbers(of: capture.number, in: database)
    try insert(answer, in: database)
    for series in coverage?.series ?? [] {
      guard let number = numbers[series], let window = coverage?.window,
        window.clamped(to: header.asked) == window, !window.isEmpty
      else { throw ArchiveError.strange(answer: answer.key, series, header.window.start) }
      try cover(series, number, window, answer.key, in: database)
    }
    var writer = try TallyColumns.Writer(
      database, step: header.step, recorded: header.recorded, answer: answer.key)
    var latest: (series: Series, number: Int64)?
    for row in TallyRow.inOrder(rows) {
      if latest?.series != row.series { latest = numbers[row.series].map { (row.series, $0) } }
      guard let number = latest?.number, belongs(row),
        try writer.add(series: number, start: row.start.seconds, row.tally)
      else { throw ArchiveError.strange(answer: answer.key, row.series, row.start) }
    }
    try writer.finish()
  }

  /// Keeps an answer as far as it may be kept, with the digest and the size of all of it.
  func insert(_ answer: Answer, in database: Database) throws {
    try database.cachedStatement(
      sql: "INSERT INTO answer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    ).execute(
      arguments: [
        capture.number, answer.key, answer.method, answer.path, answer.keptBody ?? answer.body,
        answer.status, answer.correlationID, answer.receivedAt.milliseconds,
        SHA256.hex(of: answer.response), answer.response.count,
        Data(Zstandard.compress(answer.keptResponse ?? answer.response)),
        answer.keptBody.map { _ in SHA256.hex(of: Array(answer.body.utf8)) },
        answer.keptResponse.map(SHA256.hex), answer.keptResponse?.count,
      ])
  }

  /// Stores what the organization says of its own masking; `nil` where it does not tell.
  package func store(_ switches: [MaskingSwitch]?) throws {
    try archive.write { database in
      try database.execute(
        sql: "UPDATE capture SET masking_switches = ? WHERE number = ?",
        arguments: [switches.map(MaskingSwitch.text), capture.number])
    }
  }

  /// Stores what the service said about the present; a second word on a queue replaces the first.
  package func store(_ observations: [QueueNow]) throws {
    try archive.write { database in
      for now in observations {
        try database.execute(
          sql: "DELETE FROM observation WHERE capture = ? AND queue = ? AND media = ?",
          arguments: [capture.number, now.queue.text, now.media])
        try database.execute(
          sql: "INSERT INTO observation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
          arguments: [
            capture.number, now.queue.text, now.media, now.observedAt.milliseconds, now.waiting,
            now.interacting, now.longestWaitMilliseconds, now.agentsOnQueue, now.agentsIdle,
          ])
      }
    }
  }

  /// Removes the capture with all its answers, so that the next one begins from nothing.
  package func discard() throws {
    try archive.write { database in
      try database.execute(
        sql: "DELETE FROM capture WHERE number = ?", arguments: [capture.number])
    }
  }

  /// Checks that the stored answers cover everything, and makes the capture complete.
  ///
  /// When the last complete capture of the window holds the same figures, that one is confirmed
  /// instead and this one is removed: nothing grows when nothing has changed. It keeps the names
  /// that it has, and their key. Then `isNews` is asked whether the answers tell something else that
  /// is published.
  package func complete(
    now: Instant, isNews: () throws -> Bool = { false }
  ) throws -> Completion {
    let (digest, records, former) = try archive.write { database in
      try Archive.checkCoverage(of: capture, in: database)
      try Archive.checkRecords(of: capture, in: database)
      try Archive.checkAgents(of: capture, in: database)
      let digest = try Archive.digest(of: capture, in: database)
      let records = try Archive.recordDigest(of: capture, in: database)
      let previous = try Archive.latestComplete(capture.header.window, in: database)
      let isSame = try previous.map {
        try Archive.holdsTheSame($0, capture, digest, records, in: database)
      }
      return (digest, records, isSame == true ? previous : nil)
    }
    let previous = try former.flatMap { try isNews() ? nil : $0 }
    return try archive.write { database in
      if let previous {
        try database.execute(
          sql: "UPDATE capture SET confirmed_ms = ? WHERE number = ?",
          arguments: [now.milliseconds, previous.number])
        try database.execute(
          sql: "DELETE FROM capture WHERE number = ?", arguments: [capture.number])
        return .confirmed(try Archive.capture(previous.number, in: database))
      }
      try database.execute(
        sql: """
          UPDATE capture SET state = 'complete', completed_ms = ?, digest = ?, record_digest = ?,
            completion = (SELECT coalesce(max(completion), 0) + 1 FROM capture)
          WHERE number = ?
          """,
        arguments: [now.milliseconds, digest, records, capture.number])
      return .completed(try Archive.capture(capture.number, in: database))
    }
  }

  /// Whether the row lies in the window, on the grid, and has the counters that are recorded.
  private func belongs(_ row: TallyRow) -> Bool {
    let header = capture.header
    let distance = row.start.milliseconds - header.window.start.milliseconds
    return header.asked.contains(row.start) && distance % (header.step * 1000) == 0
      && row.tally.recorded == header.recorded
  }

  private func cover(
    _ series: Series, _ number: Int64, _ window: Window, _ key: String, in database: Database
  ) throws {
    let overlap = try Int.fetchOne(
      database.cachedStatement(
        sql: "SELECT start_s FROM coverage WHERE series = ? AND start_s < ? AND end_s > ?"),
      arguments: [number, window.end.seconds, window.start.seconds])
    if let overlap {
      throw ArchiveError.coveredTwice(
        series, at: Instant(seconds: max(overlap, window.start.seconds)))
    }
    try database.cachedStatement(sql: "INSERT INTO coverage VALUES (?, ?, ?, ?)").execute(
      arguments: [number, window.start.seconds, window.end.seconds, key])
  }
}

extension TallyRow {
  /// By series and start, as they mostly come.
  fileprivate static func inOrder(_ rows: [TallyRow]) -> [TallyRow] {
    let isInOrder = rows.withUnsafeBufferPointer { rows in
      rows.indices.dropFirst().allSatisfy { place in
        rows[place].series == rows[place - 1].series
          ? rows[place - 1].start <= rows[place].start
          : rows[place - 1].series < rows[place].series
      }
    }
    if isInOrder { return rows }
    return rows.sorted { ($0.series, $0.start) < ($1.series, $1.start) }
  }
}

/// How a capture ended.
package enum Completion: Sendable, Hashable {
  /// A new capture: the first of its window, or one that differs.
  case completed(Capture)
  /// An earlier capture that holds the same figures.
  case confirmed(Capture)

  /// The capture that now speaks for the window.
  package var capture: Capture {
    switch self {
    case .completed(let capture), .confirmed(let capture): capture
    }
  }
}
