package import Figures
import GRDB

/// Why an archive cannot be read or written.
package enum ArchiveError: Error, Hashable {
  case corrupt(String)
  case foreign(String)
  case newer(String, version: Int)
  case otherPartner(String, expected: String, found: String)
  case busy(String)
  case full(String)
  case notWritable(String)
  case failed(String, code: Int)
  case overwrite(String, what: String)
  case unknownCapture(String, id: String)
  case uncovered(Series, from: Instant)
  case coveredTwice(Series, at: Instant)
  case strange(answer: String, Series, Instant)
  case repeated(answer: String)
  case uncoveredRecords(answered: Int, of: Int)
  case strangeRecord(query: String)
  case agentsUncovered(Instant)
  case strangeAgents(answer: String)

  /// What SQLite reported, without the statement's values.
  init(_ error: DatabaseError, _ file: String) {
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(file)
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .corrupt(file)
    case .SQLITE_FULL: self = .full(file)
    case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: self = .notWritable(file)
    case .SQLITE_CONSTRAINT:
      self = .overwrite(file, what: error.message ?? "a rule of the archive")
    default: self = .failed(file, code: Int(error.extendedResultCode.rawValue))
    }
  }
}

extension ArchiveError: Explained {
  package var explanation: Explanation {
    switch self {
    case .corrupt(let file):
      Explanation(
        .badData, what: "the archive is damaged", place: file,
        remedy: "restore it from a backup, or move it away and fetch its periods again")
    case .foreign(let file):
      Explanation(
        .badData, what: "the file is a database, but no archive", place: file,
        remedy: "correct 'paths.archive', or move the file away")
    case .newer(let file, let version):
      Explanation(
        .badData, what: "the archive was written by a newer program (format \(version))",
        place: file, remedy: "install that version of tallysheet or a later one")
    case .otherPartner(let file, let expected, let found):
      Explanation(
        .badData, what: "the archive belongs to the partner '\(found)', not '\(expected)'",
        place: file, remedy: "give each partner the archive that bears its id")
    case .busy(let file):
      Explanation(
        .tryAgainLater, what: "another program is using the archive", place: file,
        remedy: "wait until it has ended, then run the command again")
    case .full(let file):
      Explanation(
        .inputOutput, what: "the disk is full", place: file,
        remedy: "make room and run the command again; whole answers were kept")
    case .notWritable(let file):
      Explanation(
        .cannotCreate, what: "the archive cannot be opened for writing", place: file,
        remedy: "let the account that runs tallysheet write the file and its folder")
    case .failed(let file, let code):
      Explanation(
        .inputOutput, what: "the archive cannot be used (SQLite error \(code))", place: file,
        remedy: "check the disk and run the command again")
    case .overwrite(let file, let what):
      Explanation(.badData, what: "the archive refused a change: \(what)", place: file)
    case .unknownCapture(let file, let id):
      Explanation(
        .missingInput, what: "the archive has no capture '\(id)'", place: file,
        remedy: "'tallysheet diff' lists the captures of a period")
    case .uncovered(let series, let instant):
      Explanation(
        .missingInput,
        what: "nothing was fetched for \(series.media) \(series.direction) from \(instant.text)",
        place: "queue \(series.queue.text)", remedy: "run 'tallysheet fetch' again; it goes on")
    case .coveredTwice(let series, let instant):
      Explanation(
        .badData,
        what: "\(series.media) \(series.direction) was fetched twice at \(instant.text)",
        place: "queue \(series.queue.text)")
    case .strange(let answer, let series, let instant):
      Explanation(
        .badData,
        what: "the source sent figures that were not asked for, or are out of range: "
          + "\(series.media) \(series.direction) at \(instant.text)",
        place: "request \(answer), queue \(series.queue.text)")
    case .uncoveredRecords(let answered, let queries):
      Explanation(
        .missingInput,
        what: "\(answered) of \(queries) queries for conversation records were answered",
        remedy: "run 'tallysheet fetch' again; it goes on")
    case .strangeRecord(let query):
      Explanation(
        .badData,
        what: "the source sent an event that was not asked for, or is out of range",
        place: "conversation records, query \(query)")
    case .repeated(let answer):
      Explanation(
        .badData, what: "the source sent one interval twice", place: "request \(answer)")
    case .agentsUncovered(let instant):
      Explanation(
        .missingInput, what: "the time of agents from \(instant.text) on was not fetched whole",
        remedy: "run 'tallysheet fetch' again; it goes on")
    case .strangeAgents(let answer):
      Explanation(
        .badData,
        what: "the time of agents was not asked for, came twice, or is longer than the interval",
        place: "request \(answer)")
    }
  }
}
