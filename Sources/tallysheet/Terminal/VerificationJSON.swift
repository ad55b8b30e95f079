import Workspace

/// A verification for scripts, and its one line for people.
struct VerificationJSON: Encodable {
  let valid: Bool
  let files, bytes, cells, pages, recomputed, printed: Int
  let folders: [SiteVerifier.Folder]
  /// How many things are wrong; the first of each file are listed.
  let count: Int
  let findings: [SiteFinding]

  init(_ report: SiteVerifier.Report) {
    valid = report.findings.isEmpty
    folders = report.folders
    func sum(_ value: (SiteVerifier.Folder) -> Int) -> Int {
      report.folders.reduce(0) { $0 + value($1) }
    }
    files = sum(\.files)
    bytes = sum(\.bytes)
    cells = sum(\.cells)
    pages = sum(\.pages)
    recomputed = sum(\.recomputed)
    printed = sum(\.printed)
    count = report.findings.count
    findings = report.findings.kept
  }

  var summary: String {
    let extent =
      "\(folders.count) sealed \(folders.count == 1 ? "folder" : "folders"), \(files) files, "
      + "\(cells) cells, \(recomputed) figures formed again, \(printed) printed on \(pages) pages"
    guard valid else {
      return "\(count) \(count == 1 ? "finding" : "findings") in \(extent)"
    }
    let signers = Set(
      folders.map { folder in
        folder.fingerprint.map { "signed by \(folder.identity ?? "") with \($0)" } ?? "not signed"
      })
    return "verified: \(extent); \(signers.sorted().joined(separator: "; "))"
  }
}
