import Figures
import GRDB
import Glibc

/// A partner's archive: one SQLite file with every answer, and the tallies read from it.
///
/// Captures are added, never changed. The file is whole at any moment: a process that is killed
/// leaves whole answers, and a capture that is not complete is never taken for one.
package struct Archive: Sendable {
  package let path: String
  package let partner: String
  private let queue: DatabaseQueue

  /// Opens the archive of a partner, and makes it when there is none.
  ///
  /// The file is readable by its owner alone. `patience` is how many seconds to wait for another
  /// process before giving up.
  package static func open(
    at path: String, partner: String, patience: Int = 5
  ) throws -> Archive {
    if !DiskFile(path).exists {
      if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
        try DiskFolder(String(path[..<slash])).createIfMissing(mode: 0o700)
      }
      do { try DiskFile(path).create([], mode: 0o600) } catch {
        // Another task or process may have made it in between; SQLite lets only one fill it.
        guard DiskFile(path).exists else { throw error }
      }
    }
    var configuration = GRDB.Configuration()
    configuration.busyMode = patience > 0 ? .timeout(Double(patience)) : .immediateError
    configuration.prepareDatabase { database in
      // The file stands alone at rest: no second file holds a part of it.
      try database.execute(sql: "PRAGMA journal_mode = DELETE")
      try database.execute(sql: "PRAGMA synchronous = FULL")
    }
    let queue = try explaining(path) { try DatabaseQueue(path: path, configuration: configuration) }
    let archive = Archive(path: path, partner: partner, queue: queue)
    try archive.write { try prepare($0, path: path, partner: partner) }
    return archive
  }

  private static func prepare(_ database: Database, path: String, partner: String) throws {
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    let application = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
    if version == 0, application == 0, tables == 0 {
      try Schema.create(database, partner: partner)
      return
    }
    guard application == Schema.applicationID, version > 0 else {
      throw ArchiveError.foreign(path)
    }
    guard version <= Schema.version else { throw ArchiveError.newer(path, version: version) }
    guard let found = try String.fetchOne(database, sql: "SELECT partner FROM meta") else {
      throw ArchiveError.corrupt(path)
    }
    try Schema.migrate(database, from: version)
    guard found == partner else {
      throw ArchiveError.otherPartner(path, expected: partner, found: found)
    }
  }

  /// Closes the file; the archive is not used afterwards.
  package func close() throws { try Self.explaining(path) { try queue.close() } }

  /// Runs a statement under the archive's own rules, which protect complete captures.
  package func run(_ sql: String) throws { try transaction { run in try run(sql) } }

  /// Keeps the file to this process while `body` runs statements; all of them hold, or none.
  package func transaction(_ body: (_ run: (String) throws -> Void) throws -> Void) throws {
    try write { database in try body { try database.execute(sql: $0) } }
  }

  /// One transaction that takes the file for itself before it reads.
  func write<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try Self.explaining(path) {
      var result: Result?
      try queue.writeWithoutTransaction { database in
        try database.inTransaction(.immediate) {
          result = try body(database)
          return .commit
        }
      }
      guard let result else { preconditionFailure("a transaction that ends has run its body") }
      return result
    }
  }

  func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try Self.explaining(path) { try queue.read(body) }
  }

  private static func explaining<Result>(
    _ path: String, _ body: () throws -> Result
  ) throws -> Result {
    do { return try body() } catch let error as DatabaseError { throw ArchiveError(error, path) }
  }
}
