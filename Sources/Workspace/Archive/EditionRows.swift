package import Figures
import Foundation
import GRDB

/// The editions of a period: what was sealed, and the files themselves.
///
/// An edition that another one replaced is never changed. The newest one may be sealed anew while
/// its figures stay: a remark or a page frame is no figure.
extension Archive {
  /// The editions of a period, the first one first.
  package func editions(of period: String) throws -> [SealedEdition] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT edition.number, capture.id, capture.completed_ms, is_final, causes, exclusions,
            changes_zstd, changes_size, contract, contract_sha256, manifest_sha256, history,
            commentary_sha256
          FROM edition JOIN capture ON capture.number = edition.capture
          WHERE edition.period = ? ORDER BY edition.number
          """, arguments: [period]
      ).map { row in
        let causes = (row[4] as String).split(separator: "\n").map(String.init)
        let packed: Data = row[6]
        guard let json = Zstandard.decompress(Array(packed), size: row[7]),
          let changes = CellChange.list(json), let completed: Int = row[2]
        else { throw ArchiveError.corrupt(path) }
        let contract: Data = row[8]
        return SealedEdition(
          edition: Edition(
            number: row[0], capture: row[1], captured: Instant(milliseconds: completed),
            causes: try causes.map { word in
              guard let cause = RestatementCause(rawValue: word) else {
                throw ArchiveError.corrupt(path)
              }
              return cause
            }, exclusions: row[5], changes: changes),
          isFinal: row[3], history: (row[11] as String).split(separator: "\n").map(String.init),
          commentarySHA256: row[12], contract: Array(contract), contractSHA256: row[9],
          manifestSHA256: row[10])
      }
    }
  }

  /// The files of an edition as they were sealed, held against their manifest, with their digests.
  package func files(of edition: SealedEdition, period: String) throws -> [OutputFile] {
    let number = edition.edition.number
    let row = try read { database in
      try Row.fetchOne(
        database, sql: "SELECT files_zstd FROM edition WHERE period = ? AND number = ?",
        arguments: [period, number])
    }
    guard let row, let packed: Data = row[0],
      let files = FileBundle.unpack(Array(packed)),
      let manifest = files.first(where: { $0.path == Manifest.fileName }),
      SHA256.hex(of: manifest.bytes) == edition.manifestSHA256
    else { throw ArchiveError.corrupt(path) }
    let listed = try Manifest(reading: String(decoding: manifest.bytes, as: UTF8.self))
    let found = files.map(\.hashed)
    let digests = Dictionary(found.map { ($0.path, $0.sha256) }) { first, _ in first }
    guard listed.entries.allSatisfy({ digests[$0.path] == $0.sha256 }) else {
      throw ArchiveError.corrupt(path)
    }
    return found
  }

  /// Keeps an edition with its files.
  ///
  /// A number that is kept already is the newest one, sealed anew.
  package func keep(
    _ sealed: SealedEdition, files: [OutputFile], period: String
  ) throws {
    let edition = sealed.edition
    let packed = FileBundle.pack(files)
    let changes = try edition.changes.json
    let history = sealed.history.joined(separator: "\n")
    try write { database in
      let isKept =
        try Int.fetchOne(
          database, sql: "SELECT 1 FROM edition WHERE period = ? AND number = ?",
          arguments: [period, edition.number]) != nil
      guard !isKept else {
        try database.execute(
          sql: """
            UPDATE edition SET is_final = ?, history = ?, commentary_sha256 = ?, contract = ?,
              contract_sha256 = ?, manifest_sha256 = ?, files_zstd = ?
            WHERE period = ? AND number = ?
            """,
          arguments: [
            sealed.isFinal, history, sealed.commentarySHA256, Data(sealed.contract),
            sealed.contractSHA256, sealed.manifestSHA256, Data(packed), period, edition.number,
          ])
        return
      }
      try database.execute(
        sql: """
          INSERT INTO edition VALUES (?, ?, (SELECT number FROM capture WHERE id = ?), ?, ?, ?, ?, ?,
            ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          period, edition.number, edition.capture, sealed.isFinal, history,
          sealed.commentarySHA256,
          edition.causes.map(\.rawValue).joined(separator: "\n"), edition.exclusions,
          Data(Zstandard.compress(changes)), changes.count, Data(sealed.contract),
          sealed.contractSHA256, sealed.manifestSHA256, Data(packed),
        ])
    }
  }
}

extension [CellChange] {
  /// A list of lists: key, former value, value, the missing one `null`.
  fileprivate var json: [UInt8] {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .withoutEscapingSlashes
      return [UInt8](try encoder.encode(map { [$0.key, $0.former, $0.value] }))
    }
  }
}

extension FigureChange<String> {
  fileprivate static func list(_ json: [UInt8]) -> [CellChange]? {
    guard let rows = try? JSONDecoder().decode([[String?]].self, from: Data(json)) else {
      return nil
    }
    var changes: [CellChange] = []
    for row in rows {
      guard row.count == 3, let key = row[0] else { return nil }
      switch (row[1], row[2]) {
      case (let from?, let to?):
        changes.append(CellChange(key: key, kind: .changed(from: from, to: to)))
      case (let from?, nil): changes.append(CellChange(key: key, kind: .removed(from: from)))
      case (nil, let to?): changes.append(CellChange(key: key, kind: .added(to: to)))
      case (nil, nil): return nil
      }
    }
    return changes
  }
}
