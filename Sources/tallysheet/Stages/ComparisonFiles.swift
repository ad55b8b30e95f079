import Figures
import Foundation
import Workspace

/// The other side's file, and what explains its difference from ours.
struct ComparisonFiles {
  let stage: CompareStage

  func files(_ theirs: String, mapping: String?) throws -> [OutputFile] {
    let result = try stage.run(theirs, mapping: mapping)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    var files = [
      OutputFile(
        path: "data/comparison/theirs.csv",
        bytes: Array(try Data(contentsOf: URL(filePath: theirs)))),
      OutputFile(
        path: "data/comparison/comparison.json",
        bytes: Array(try encoder.encode(ComparisonJSON(result))) + [0x0A]),
      OutputFile(
        path: "data/comparison/comparison.txt",
        text: ComparisonText(result, isQuiet: false).lines.map { $0 + "\n" }.joined()),
    ]
    if let mapping {
      files.append(
        OutputFile(
          path: "data/comparison/mapping.yml",
          bytes: Array(try Data(contentsOf: URL(filePath: mapping)))))
    }
    return files
  }
}
