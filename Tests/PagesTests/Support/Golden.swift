import Foundation
import Testing

/// Output that a person has looked at, kept in `Golden` and compared byte for byte.
///
/// A mismatch writes `name.changed` beside the file and fails; `TALLYSHEET_RECORD=1` accepts it.
enum Golden {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Golden")

  static func expect(
    _ text: String, equals name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["TALLYSHEET_RECORD"] == "1" {
      try text.write(to: file, atomically: true, encoding: .utf8)
      return
    }
    let kept = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    guard text != kept else { return }
    try text.write(to: file.appendingPathExtension("changed"), atomically: true, encoding: .utf8)
    Issue.record("\(name) differs; see \(name).changed", sourceLocation: sourceLocation)
  }
}
