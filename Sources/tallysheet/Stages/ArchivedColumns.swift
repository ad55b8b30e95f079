import Figures
import GenesysCloud
import Workspace

extension Archive {
  /// What the answers of a capture hold of columns that are published beside the figures, over all of
  /// it.
  ///
  /// Only answers with counts are looked into. A column that was not asked for then has no value.
  func columns(_ names: [String], of capture: Capture) throws -> [PublishedColumn] {
    guard !names.isEmpty else { return [] }
    let reader = PublishedColumnReader(names, isGuide: capture.header.dialect == "guide")
    var values: [PublishedColumn] = []
    for answer in try answers(of: capture)
    where !AgentQuery.isKey(answer.key) && !ControlQuery.isKey(answer.key) {
      guard let bytes = try rawAnswer(of: capture, key: answer.key) else { continue }
      values += try reader.values(in: bytes)
    }
    return PublishedColumn.total(values)
  }
}
