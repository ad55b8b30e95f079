import Figures
import Foundation

/// `changes.csv`: every published cell that was ever replaced, the newest edition first.
struct ChangesFile {
  /// One entry of the ledger.
  struct Entry {
    /// From 1, in the order in which the changes were published.
    let number: Int
    let edition: Edition
    let change: CellChange
    /// What was published of the figure first, in whichever edition.
    let first: String?
    let causes: [RestatementCause]
  }

  /// The newest edition first; within an edition in the order of the files.
  let entries: [Entry]

  init(_ editions: [Edition]) {
    let restated = editions.restated
    var number = 0
    var sections: [[Entry]] = []
    for edition in editions {
      sections.append(
        edition.changes.map { change in
          number += 1
          return Entry(
            number: number, edition: edition, change: change, first: restated[change.key]?.first,
            causes: RestatementCause.moving(change, among: edition.causes))
        })
    }
    entries = sections.reversed().flatMap { $0 }
  }

  private static let fields = [
    Field("change", "integer", "Number of the change, the oldest 1"),
    Field("edition", "integer", "The edition that brought it"),
    Field("captured", "datetime", "When that edition's figures were taken, UTC"),
    Field("file", "string", "The file that holds the figure, without .csv"),
    Field("row", "string", "What picks its row there"),
    Field("column", "string", "Its column"),
    Field("first_value", "string", "What was published first; empty where there was nothing"),
    Field("former_value", "string", "What stood there before this edition"),
    Field("value", "string", "What stands there since; empty where it is gone"),
    Field("difference", "number", "New minus former value, where both are numbers"),
    Field("kind", "string", "changed, added or removed"),
    Field("reason", "string", "Every cause that can have moved it"),
    Field("class", "string", "correction (of our error) or revision (of what was right then)"),
  ]

  /// One file when there is something to say, else none.
  var files: [DataFile] {
    guard !entries.isEmpty else { return [] }
    return [
      DataFile(
        "changes", title: "One row is a figure that an edition replaced", key: ["change"],
        fields: Self.fields
      ) { buffer in
        for entry in entries {
          buffer.integer(entry.number)
          buffer.integer(entry.edition.number)
          buffer.plain(entry.edition.captured.text)
          buffer.plain(entry.change.table)
          buffer.text(entry.change.row)
          buffer.plain(entry.change.column)
          for value in [entry.first, entry.change.former, entry.change.value] {
            buffer.plain(value ?? "")
          }
          buffer.plain(entry.change.difference?.text(entry.change.places) ?? "")
          buffer.plain(entry.change.kind.word)
          buffer.text(EditionWords.words(entry.causes))
          buffer.plain(EditionWords.kind(entry.causes))
          buffer.endRow()
        }
        return entries.count
      }
    ]
  }
}
