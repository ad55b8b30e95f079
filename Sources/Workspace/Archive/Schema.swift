import Figures
import GRDB

/// The tables of an archive, and the rules that keep complete captures as they are.
enum Schema {
  /// Grows with every change of the tables.
  static let version = 7
  /// "TSHT": tells an archive from any other SQLite file.
  static let applicationID = 0x5453_4854

  static func create(_ database: Database, partner: String) throws {
    try database.execute(sql: tables)
    try database.execute(sql: additions)
    try database.execute(sql: recordTables)
    try database.execute(sql: agentTables)
    try database.execute(sql: editionTable)
    try database.execute(sql: maskColumns)
    try TallyTable.turnIntoParts(database)
    try database.execute(sql: rules)
    try database.execute(sql: "INSERT INTO meta (partner) VALUES (?)", arguments: [partner])
    try database.execute(sql: "PRAGMA application_id = \(applicationID)")
    try database.execute(sql: "PRAGMA user_version = \(version)")
  }

  /// Turns an archive of an earlier version into one of this; its captures stay as they are.
  static func migrate(_ database: Database, from version: Int) throws {
    guard version < Self.version else { return }
    let triggers = try String.fetchAll(
      database, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'")
    for trigger in triggers { try database.execute(sql: "DROP TRIGGER \(trigger)") }
    if version < 2 { try database.execute(sql: additions) }
    if version < 3 {
      try database.execute(sql: recordTables)
      try database.execute(sql: agentTables)
    }
    if version < 4 { try database.execute(sql: editionTable) }
    if version < 5 {
      try database.execute(sql: maskColumns)
      try database.execute(sql: idsOfEarlierVersions)
    }
    if version < 6 { try TallyTable.turnIntoParts(database) }
    // In version 7 an edition's large files come in pieces; those of earlier ones stay as they are.
    try database.execute(sql: rules)
    try database.execute(sql: "PRAGMA user_version = \(Self.version)")
  }

  /// Columns ending in `_s` hold seconds and in `_ms` milliseconds since 1970, or of duration.
  private static let tables = """
    CREATE TABLE meta (partner TEXT NOT NULL);
    CREATE TABLE zone (
      sha256 TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, version TEXT NOT NULL,
      bytes BLOB NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE capture (
      number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, period TEXT NOT NULL,
      window_start_s INTEGER NOT NULL, window_end_s INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('open', 'complete')),
      started_ms INTEGER NOT NULL, completed_ms INTEGER, confirmed_ms INTEGER,
      completion INTEGER UNIQUE, digest TEXT,
      plan TEXT NOT NULL, dialect TEXT NOT NULL, api_host TEXT NOT NULL,
      organization_id TEXT NOT NULL, organization_name TEXT NOT NULL, program TEXT NOT NULL,
      granularity TEXT NOT NULL, step_s INTEGER NOT NULL, recorded INTEGER NOT NULL,
      answered_within_ms INTEGER NOT NULL, short_abandon_ms INTEGER NOT NULL,
      zone_name TEXT NOT NULL, zone_version TEXT NOT NULL,
      zone_sha256 TEXT NOT NULL REFERENCES zone (sha256),
      CHECK ((state = 'complete') = (completed_ms IS NOT NULL AND completion IS NOT NULL
        AND digest IS NOT NULL))
    );
    CREATE INDEX capture_window ON capture (window_start_s, window_end_s);
    CREATE TABLE queue (
      capture INTEGER NOT NULL REFERENCES capture ON DELETE CASCADE, id TEXT NOT NULL,
      name TEXT NOT NULL, PRIMARY KEY (capture, id)
    ) WITHOUT ROWID;
    CREATE TABLE series (
      number INTEGER PRIMARY KEY,
      capture INTEGER NOT NULL REFERENCES capture ON DELETE CASCADE,
      queue TEXT NOT NULL, media TEXT NOT NULL, direction TEXT NOT NULL,
      UNIQUE (capture, queue, media, direction)
    );
    CREATE TABLE answer (
      capture INTEGER NOT NULL REFERENCES capture ON DELETE CASCADE, key TEXT NOT NULL,
      method TEXT NOT NULL, path TEXT NOT NULL, body TEXT NOT NULL, status INTEGER NOT NULL,
      correlation_id TEXT NOT NULL, received_ms INTEGER NOT NULL, sha256 TEXT NOT NULL,
      size INTEGER NOT NULL, response_zstd BLOB NOT NULL, PRIMARY KEY (capture, key)
    ) WITHOUT ROWID;
    CREATE TABLE coverage (
      series INTEGER NOT NULL REFERENCES series ON DELETE CASCADE, start_s INTEGER NOT NULL,
      end_s INTEGER NOT NULL, answer TEXT NOT NULL, PRIMARY KEY (series, start_s)
    ) WITHOUT ROWID;
    CREATE TABLE tally (
      series INTEGER NOT NULL REFERENCES series ON DELETE CASCADE, start_s INTEGER NOT NULL,
      \(Counter.columns.map { "\($0.column) INTEGER" }.joined(separator: ", ")),
      PRIMARY KEY (series, start_s)
    ) WITHOUT ROWID;
    """

  /// What version 2 added: ranges of waits, periods under way, what was remarkable about a fetch,
  /// and what the service said about the present.
  private static let additions = """
    ALTER TABLE capture ADD COLUMN until_s INTEGER;
    ALTER TABLE capture ADD COLUMN ranges TEXT NOT NULL DEFAULT '';
    ALTER TABLE capture ADD COLUMN refused_granularities TEXT NOT NULL DEFAULT '';
    ALTER TABLE capture ADD COLUMN over_grants TEXT NOT NULL DEFAULT '';
    \(Counter.ranges.map { "ALTER TABLE tally ADD COLUMN \($0.column) INTEGER;" }
      .joined(separator: "\n"))
    CREATE TABLE observation (
      capture INTEGER NOT NULL REFERENCES capture ON DELETE CASCADE, queue TEXT NOT NULL,
      media TEXT NOT NULL, observed_ms INTEGER NOT NULL, waiting INTEGER NOT NULL,
      interacting INTEGER NOT NULL, longest_wait_ms INTEGER, agents_on_queue INTEGER,
      agents_idle INTEGER, PRIMARY KEY (capture, queue, media)
    ) WITHOUT ROWID;
    """

  /// What version 3 added for records of conversations: what was asked, the answers that were read
  /// and let go, and the events that were kept of them.
  ///
  /// A conversation's id stands here as evidence and goes nowhere else. Nothing of an answer itself
  /// has a column.
  private static let recordTables = """
    ALTER TABLE capture ADD COLUMN record_route TEXT;
    ALTER TABLE capture ADD COLUMN record_queries INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE capture ADD COLUMN record_digest TEXT;
    CREATE TABLE record_query (
      number INTEGER PRIMARY KEY,
      capture INTEGER NOT NULL REFERENCES capture ON DELETE CASCADE, key TEXT NOT NULL,
      UNIQUE (capture, key)
    );
    CREATE TABLE record_answer (
      capture INTEGER NOT NULL REFERENCES capture ON DELETE CASCADE, key TEXT NOT NULL,
      method TEXT NOT NULL, path TEXT NOT NULL, body TEXT NOT NULL, status INTEGER NOT NULL,
      correlation_id TEXT NOT NULL, received_ms INTEGER NOT NULL, sha256 TEXT NOT NULL,
      size INTEGER NOT NULL, PRIMARY KEY (capture, key)
    ) WITHOUT ROWID;
    CREATE TABLE record_event (
      series INTEGER NOT NULL REFERENCES series ON DELETE CASCADE, emitted_ms INTEGER NOT NULL,
      metric TEXT NOT NULL, value INTEGER NOT NULL, conversation TEXT NOT NULL,
      record_query INTEGER NOT NULL, place INTEGER NOT NULL,
      PRIMARY KEY (series, emitted_ms, metric, value, conversation, record_query, place)
    ) WITHOUT ROWID;
    """

  /// What version 3 added: whose time a capture holds, who served its queues, and the time of all
  /// agents of one answer together, in milliseconds by status.
  private static let agentTables = """
    CREATE TABLE agent_scope (
      capture INTEGER PRIMARY KEY NOT NULL REFERENCES capture ON DELETE CASCADE,
      basis TEXT NOT NULL, agents INTEGER NOT NULL, shared INTEGER NOT NULL,
      start_s INTEGER NOT NULL, end_s INTEGER NOT NULL, taken_ms INTEGER NOT NULL
    );
    CREATE TABLE member (
      capture INTEGER NOT NULL REFERENCES capture ON DELETE CASCADE, queue TEXT NOT NULL,
      agent TEXT NOT NULL, PRIMARY KEY (capture, queue, agent)
    ) WITHOUT ROWID;
    CREATE TABLE agent_part (
      number INTEGER PRIMARY KEY,
      capture INTEGER NOT NULL REFERENCES capture ON DELETE CASCADE, answer TEXT NOT NULL,
      start_s INTEGER NOT NULL, end_s INTEGER NOT NULL, first INTEGER NOT NULL,
      agents INTEGER NOT NULL
    );
    CREATE TABLE agent_time (
      part INTEGER NOT NULL REFERENCES agent_part ON DELETE CASCADE, start_s INTEGER NOT NULL,
      \(AgentStatus.allCases.map { "\($0.column)_ms INTEGER NOT NULL" }.joined(separator: ", ")),
      PRIMARY KEY (part, start_s)
    ) WITHOUT ROWID;
    """

  /// What version 4 added: every edition that was sealed, with the contract's file, the cells that
  /// it replaced, and all its files.
  private static let editionTable = """
    CREATE TABLE edition (
      period TEXT NOT NULL, number INTEGER NOT NULL, capture INTEGER NOT NULL REFERENCES capture,
      is_final INTEGER NOT NULL, history TEXT NOT NULL,
      commentary_sha256 TEXT NOT NULL, causes TEXT NOT NULL, exclusions INTEGER NOT NULL,
      changes_zstd BLOB NOT NULL, changes_size INTEGER NOT NULL,
      contract BLOB NOT NULL, contract_sha256 TEXT NOT NULL, manifest_sha256 TEXT NOT NULL,
      files_zstd BLOB NOT NULL, PRIMARY KEY (period, number)
    );
    """

  /// What version 5 added: what is kept of ids, and of answers that are not kept as they came; what
  /// the organization says of its own masking; and how many agents a time is of.
  private static let maskColumns = """
    ALTER TABLE capture ADD COLUMN agent_naming TEXT;
    ALTER TABLE capture ADD COLUMN conversation_naming TEXT;
    ALTER TABLE capture ADD COLUMN naming_key TEXT;
    ALTER TABLE capture ADD COLUMN masking_switches TEXT;
    ALTER TABLE answer ADD COLUMN body_sha256 TEXT;
    ALTER TABLE answer ADD COLUMN kept_sha256 TEXT;
    ALTER TABLE answer ADD COLUMN kept_size INTEGER;
    ALTER TABLE agent_time ADD COLUMN agents INTEGER;
    """

  private static let idsOfEarlierVersions = """
    UPDATE capture SET agent_naming = 'id' WHERE number IN (SELECT capture FROM agent_scope);
    UPDATE capture SET conversation_naming = 'id' WHERE record_route IS NOT NULL;
    """

  /// Editions follow each other, and one that was replaced stays as it is.
  private static let editionRules = """
    CREATE TRIGGER edition_keep BEFORE DELETE ON edition
    BEGIN SELECT RAISE(ABORT, 'a sealed edition is kept'); END;
    CREATE TRIGGER edition_next BEFORE INSERT ON edition WHEN new.number IS NOT
      (SELECT coalesce(max(number), 0) + 1 FROM edition WHERE period = new.period)
    BEGIN SELECT RAISE(ABORT, 'a sealed edition is kept'); END;
    CREATE TRIGGER edition_fixed BEFORE UPDATE ON edition WHEN EXISTS
      (SELECT 1 FROM edition WHERE period = old.period AND number > old.number)
      OR NOT (\(["period", "number", "capture", "causes", "exclusions", "changes_zstd", "changes_size"]
        .map { "old.\($0) IS new.\($0)" }.joined(separator: " AND ")))
    BEGIN SELECT RAISE(ABORT, 'a sealed edition is kept'); END;

    """

  /// A complete capture can only be confirmed: everything else is refused by the file itself.
  private static var rules: String {
    var rules = """
      CREATE TRIGGER capture_keep BEFORE DELETE ON capture WHEN old.state = 'complete'
      BEGIN SELECT RAISE(ABORT, 'a complete capture is kept'); END;
      CREATE TRIGGER capture_fixed BEFORE UPDATE ON capture WHEN old.state = 'complete' AND NOT (
        \(fixedColumns.map { "old.\($0) IS new.\($0)" }.joined(separator: " AND ")))
      BEGIN SELECT RAISE(ABORT, 'a complete capture is kept'); END;

      """
    let owned = [
      ("queue", "capture"), ("series", "capture"), ("observation", "capture"),
      ("answer", "capture"), ("coverage", "series"),
      ("tally_part", "series"),
      ("record_query", "capture"), ("record_answer", "capture"), ("record_event", "series"),
      ("agent_scope", "capture"), ("member", "capture"),
      ("agent_part", "capture"), ("agent_time", "part"),
    ]
    for (table, key) in owned {
      rules += """
        CREATE TRIGGER \(table)_update BEFORE UPDATE ON \(table)
        BEGIN SELECT RAISE(ABORT, 'what was fetched is never changed'); END;

        """
      for (change, side) in [("DELETE", "old"), ("INSERT", "new")] {
        // A key that is gone belongs to an open capture that is being removed.
        let capture =
          switch key {
          case "capture": "\(side).capture"
          case "part": "(SELECT capture FROM agent_part WHERE number = \(side).part)"
          default: "(SELECT capture FROM series WHERE number = \(side).series)"
          }
        rules += """
          CREATE TRIGGER \(table)_\(change.lowercased()) BEFORE \(change) ON \(table)
          WHEN (SELECT state FROM capture WHERE number = \(capture)) = 'complete'
          BEGIN SELECT RAISE(ABORT, 'a complete capture is kept'); END;

          """
      }
    }
    return rules + TallyTable.rules + editionRules
  }

  private static let fixedColumns = [
    "number", "id", "period", "window_start_s", "window_end_s", "state", "started_ms",
    "completed_ms", "completion", "digest", "plan", "dialect", "api_host", "organization_id",
    "organization_name", "program", "granularity", "step_s", "recorded", "answered_within_ms",
    "short_abandon_ms", "zone_name", "zone_version", "zone_sha256", "until_s", "ranges",
    "refused_granularities", "over_grants", "record_route", "record_queries", "record_digest",
    "agent_naming", "conversation_naming", "naming_key", "masking_switches",
  ]
}
