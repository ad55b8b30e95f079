import Figures
import GenesysCloud
import Workspace

extension Archive {
  /// What the answers of a capture hold of columns that are published beside the figures, over all of
  /// it.
  ///
  /// Only answers with counts are looked into. A column that was not asked for then has no value.
  func columns(_ policy: ColumnPolicy, of capture: Capture) throws -> [PublishedColumn] {
    let names = policy.published.keys.sorted()
    guard !names.isEmpty else { return [] }
    let directions = Set(capture.header.series.map(\.direction))
    let reader = PublishedColumnReader(
      names, isGuide: capture.header.dialect == "guide",
      direction: directions.count == 1 ? directions.first : nil)
    var values: [PublishedColumn] = []
    for answer in try answers(of: capture)
    where !AgentQuery.isKey(answer.key) && !ControlQuery.isKey(answer.key) {
      guard let bytes = try rawAnswer(of: capture, key: answer.key) else { continue }
      values += try reader.values(in: bytes)
    }
    return PublishedColumn.total(values)
  }

  /// Whether published columns have other values than in the newest complete capture of the window.
  ///
  /// No figure is made of them, so that the digest of a capture does not know them. What cannot be
  /// read any more is replaced.
  func isNews(_ policy: ColumnPolicy, of capture: Capture) throws -> Bool {
    guard !policy.published.isEmpty, let newest = try latestComplete(capture.header.window) else {
      return false
    }
    let now = try columns(policy, of: capture)
    guard let before = try? columns(policy, of: newest) else { return true }
    return before != now
  }
}
