import Figures

/// Whether everything at the top of a partner's site belongs there, and nothing is gone.
///
/// No seal covers the top folder, so a period whose list was taken away would otherwise be a folder
/// like any other.
struct SiteNames {
  let folder: String
  /// The sealed folders, by their paths below it.
  let sealed: [String]

  /// What the start page and its neighbours are made of.
  private static let files: Set<String> = ["index.html", "404.html", "definitions.html"]
  private static let folders: Set<String> = ["assets", "data"]

  func run(_ findings: inout SiteFindings) throws {
    let names = try DiskFolder(folder).names().filter { !$0.hasPrefix(".") }
    for name in names where !sealed.contains(name) {
      let isFolder = DiskFile(joined(folder, name)).isFolder
      if isFolder, Period(id: name) != nil {
        findings.add(
          SiteFinding(
            .missing, "\(name)/\(Manifest.fileName)",
            "a period without its list of files cannot be told from a forged one"))
      } else if isFolder ? !Self.folders.contains(name) : !isKnown(name) {
        findings.add(SiteFinding(.extra, name, "belongs to no part of a site"))
      }
    }
    for name in ["index.html", "assets/site.css", "assets/site.js"]
    where !DiskFile(joined(folder, name)).exists {
      findings.add(SiteFinding(.missing, name, "the start page is not whole"))
    }
    let hasMonths = sealed.contains { Period(id: $0)?.kind == .month }
    if hasMonths, !DiskFile(joined(folder, DescribedPackage.path)).exists {
      findings.add(
        SiteFinding(.missing, DescribedPackage.path, "the tables of the start page are not there"))
    }
  }

  private func isKnown(_ name: String) -> Bool {
    Self.files.contains(name) || SiteListing.volatile.contains(name)
  }
}
