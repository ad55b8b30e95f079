import Figures
import Foundation
import Workspace

/// The pages that are made for paper, as PDF.
struct PrintedPages {
  let folder: String
  let captured: Instant

  func files() async throws -> [OutputFile] {
    var files: [OutputFile] = []
    for name in ["index", "scorecard", "evidence", "invoice"] {
      let page = URL(filePath: "\(folder)/\(name).html").standardizedFileURL
      guard FileManager.default.fileExists(atPath: page.path) else { continue }
      files.append(
        OutputFile(
          path: "data/print/\(name == "index" ? "report" : name).pdf",
          bytes: try await PagePrinter.print(page.absoluteString, dated: captured)))
    }
    return files
  }
}
