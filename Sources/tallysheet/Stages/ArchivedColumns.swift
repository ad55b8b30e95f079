import Figures
import GenesysCloud
import Workspace

/// What a capture tells of columns that are published beside the figures.
struct CapturedColumns: Sendable, Hashable {
  /// Which of them the source was asked for, in order.
  var asked: [String]
  /// What it sent of them, over all of the capture.
  let values: [PublishedColumn]
}

extension Archive {
  /// What the answers of a capture hold of columns that are published.
  ///
  /// Only answers with counts are looked into. A column that was not asked for then has no value.
  func columns(_ policy: ColumnPolicy, of capture: Capture) throws -> CapturedColumns {
    let names = policy.published.keys.sorted()
    guard !names.isEmpty else { return CapturedColumns(asked: [], values: []) }
    let directions = Set(capture.header.series.map(\.direction))
    let reader = PublishedColumnReader(
      names, isGuide: capture.header.dialect == "guide",
      direction: directions.count == 1 ? directions.first : nil)
    var asked: Set<String> = []
    var values: [PublishedColumn] = []
    for answer in try answers(of: capture)
    where !AgentQuery.isKey(answer.key) && !ControlQuery.isKey(answer.key) {
      guard let bytes = try rawAnswer(of: capture, key: answer.key) else { continue }
      values += try reader.values(in: bytes)
      asked.formUnion(names.filter { answer.body.contains("\"\($0)\"") })
    }
    // Saved answers come without their requests.
    asked.formUnion(values.map(\.name))
    return CapturedColumns(asked: asked.sorted(), values: PublishedColumn.total(values))
  }

  /// Whether the newest complete capture of the same window tells something else of published
  /// columns.
  ///
  /// No figure is made of them, so that the digest of a capture does not know them.
  func isNews(_ policy: ColumnPolicy, of capture: Capture) throws -> Bool {
    guard !policy.published.isEmpty, let newest = try latestComplete(capture.header.window) else {
      return false
    }
    return try columns(policy, of: newest) != columns(policy, of: capture)
  }
}
