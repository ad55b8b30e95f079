import Figures
import GRDB

/// What reading and writing of captures share, inside a transaction.
extension Archive {
  static func latestComplete(_ window: Window, in database: Database) throws -> Capture? {
    try captures(
      database, where: "state = 'complete' AND window_start_s = ? AND window_end_s = ?",
      arguments: [window.start.seconds, window.end.seconds], order: "completion"
    ).last
  }

  static func capture(_ number: Int64, in database: Database) throws -> Capture {
    let found = try captures(database, where: "number = ?", arguments: [number]).first
    guard let found else { preconditionFailure("the transaction has just written this capture") }
    return found
  }

  static func captures(
    _ database: Database, where condition: String, arguments: StatementArguments,
    order: String = "number"
  ) throws -> [Capture] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT *, (SELECT count(*) FROM answer WHERE capture = number) AS answers
        FROM capture WHERE \(condition) ORDER BY \(order)
        """, arguments: arguments
    ).map { row in
      let number: Int64 = row["number"]
      func instant(_ column: String) -> Instant? {
        (row[column] as Int?).map { Instant(milliseconds: $0) }
      }
      return Capture(
        id: row["id"], header: try header(row, number, in: database),
        state: row["state"] == "complete" ? .complete : .open,
        startedAt: Instant(milliseconds: row["started_ms"]), completedAt: instant("completed_ms"),
        confirmedAt: instant("confirmed_ms"), answers: row["answers"], digest: row["digest"],
        recordDigest: row["record_digest"],
        maskingSwitches: try (row["masking_switches"] as String?).map(MaskingSwitch.list),
        number: number)
    }
  }

  private static func header(
    _ row: Row, _ number: Int64, in database: Database
  ) throws -> CaptureHeader {
    let queues = try Row.fetchAll(
      database, sql: "SELECT id, name FROM queue WHERE capture = ?", arguments: [number])
    return CaptureHeader(
      period: row["period"],
      window: Window(
        Instant(seconds: row["window_start_s"]), Instant(seconds: row["window_end_s"])),
      plan: row["plan"], dialect: row["dialect"], apiHost: row["api_host"],
      organizationID: row["organization_id"], organizationName: row["organization_name"],
      programVersion: row["program"], granularity: row["granularity"], step: row["step_s"],
      recorded: CounterSet(rawValue: row["recorded"]),
      thresholds: Thresholds(
        answeredWithin: row["answered_within_ms"], shortAbandon: row["short_abandon_ms"],
        ranges: try WaitRange.list(row["ranges"])),
      zone: ZoneStamp(
        name: row["zone_name"], version: row["zone_version"], sha256: row["zone_sha256"]),
      queues: queues.map { CapturedQueue(id: QueueID($0[0]), name: $0[1]) },
      series: Array(try seriesNumbers(of: number, in: database).keys),
      until: (row["until_s"] as Int?).map { Instant(seconds: $0) },
      refusedGranularities: lines(row["refused_granularities"]),
      overGrants: lines(row["over_grants"]), records: try askedRecords(row),
      naming: CapturedNaming(
        agents: try naming(row["agent_naming"]),
        conversations: try naming(row["conversation_naming"]), keyID: row["naming_key"]))
  }

  private static func naming(_ text: String?) throws(DatabaseError) -> Naming? {
    guard let text else { return nil }
    guard let naming = Naming(rawValue: text) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT)
    }
    return naming
  }

  private static func askedRecords(_ row: Row) throws(DatabaseError) -> AskedRecords? {
    guard let text: String = row["record_route"] else { return nil }
    guard let route = RecordRoute(rawValue: text) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT)
    }
    return AskedRecords(route: route, queries: row["record_queries"])
  }

  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init)
  }

  static func seriesNumbers(of capture: Int64, in database: Database) throws -> [Series: Int64] {
    let rows = try Row.fetchAll(
      database.cachedStatement(
        sql: "SELECT queue, media, direction, number FROM series WHERE capture = ?"),
      arguments: [capture])
    return Dictionary(
      uniqueKeysWithValues: rows.map { row in
        (Series(queue: QueueID(row[0]), media: row[1], direction: row[2]), row[3] as Int64)
      })
  }

  /// Whether two captures hold the same figures; the digests are those of the newer one.
  ///
  /// Under another key everybody has another name: then the figures alone decide.
  static func holdsTheSame(
    _ previous: Capture, _ capture: Capture, _ digest: String, _ records: String?,
    in database: Database
  ) throws -> Bool {
    if previous.header.naming == capture.header.naming {
      return previous.digest == digest && previous.recordDigest == records
    }
    func nameless(_ capture: Capture) throws -> [String?] {
      [
        try Self.digest(of: capture, in: database, namesAgents: false),
        try recordDigest(of: capture, in: database, namesConversations: false),
      ]
    }
    return try nameless(previous) == nameless(capture)
  }

  /// The digest of a capture's figures; `visit` sees each row in order.
  static func digest(
    of capture: Capture, in database: Database, namesAgents: Bool = true,
    visit: ((TallyRow) -> Void)? = nil
  ) throws -> String {
    var digest = CaptureDigest(capture.header)
    let numbers = try seriesNumbers(of: capture.number, in: database)
    for series in capture.header.series {
      guard let number = numbers[series] else { continue }
      digest.begin(series)
      let cursor = try TallyColumns.Cursor(
        series: number, step: capture.header.step, in: database)
      while let part = try cursor.next() {
        digest.add(part)
        guard let visit else { continue }
        for index in part.starts.indices {
          visit(part.row(at: index, series: series, recorded: capture.header.recorded))
        }
      }
    }
    if let agents = try agents(of: capture, in: database) {
      digest.add(
        agents, try agentRows(of: capture, in: database), namesAgents: namesAgents)
    }
    return digest.finish()
  }

  /// Every series is covered from the window's start to its end, each stretch once.
  static func checkCoverage(of capture: Capture, in database: Database) throws {
    let numbers = try seriesNumbers(of: capture.number, in: database)
    let window = capture.header.window
    for series in capture.header.series {
      var reached = window.start.seconds
      let parts = try Row.fetchAll(
        database, sql: "SELECT start_s, end_s FROM coverage WHERE series = ? ORDER BY start_s",
        arguments: [numbers[series]])
      for part in parts {
        let start: Int = part[0]
        if start > reached { break }
        guard start == reached else {
          throw ArchiveError.coveredTwice(series, at: Instant(seconds: start))
        }
        reached = part[1]
      }
      guard reached == capture.header.until.seconds else {
        throw ArchiveError.uncovered(series, from: Instant(seconds: reached))
      }
    }
  }
}
