import Figures
import Workspace

/// archive: the archives of a workspace, checked or exported.
struct ArchiveStage: Sendable {
  struct File: Encodable {
    let file: String
    let rows: Int
  }

  let workspace: WorkspaceFolder

  /// Checks the archives of the given partners, or of all that have one.
  func verify(_ partners: [String], quiet: Bool) throws -> [ArchiveCheck.Report] {
    var archives: [Archive] = []
    if partners.isEmpty {
      for settings in workspace.configuration.partners {
        if let archive = try workspace.existingArchive(of: settings.partner.id) {
          archives.append(archive)
        }
      }
    } else {
      archives = try partners.map(archive)
    }
    guard !archives.isEmpty else {
      throw NotFetched(partner: workspace.configuration.partners.first?.partner.id ?? "")
    }
    let total = try archives.reduce(0) { try $0 + $1.captures().count }
    let progress = Progress.onTerminal("checking", total: total, unit: "captures", quiet: quiet)
    defer { progress?.finish() }
    return try archives.map { try ArchiveCheck($0).run { progress?.advance() } }
  }

  func export(
    _ partner: String, period: Period?, as format: ArchiveExport.Format, to folder: String
  ) throws -> [File] {
    let archive = try archive(partner)
    let captures = try period.map { period in
      let found = try archive.captures().filter { $0.header.period == period.id }.map(\.id)
      guard !found.isEmpty else { throw NotFetched(partner: partner, period: period.id) }
      return found
    }
    return try ArchiveExport(archive, as: format, captures: captures).write(to: folder)
      .map { File(file: $0.file, rows: $0.rows) }
  }

  private func archive(_ partner: String) throws -> Archive {
    _ = try workspace.partner(partner)
    guard let archive = try workspace.existingArchive(of: partner) else {
      throw NotFetched(partner: partner)
    }
    return archive
  }

  static func summary(_ report: ArchiveCheck.Report) -> String {
    let extent =
      "\(report.captures) captures (\(report.open) open), \(report.answers) answers of "
      + "\(report.bytes) bytes, \(report.rows) rows, \(report.events) events, \(report.editions) editions"
    let count = report.findings.count
    return report.findings.isEmpty
      ? "\(report.partner): verified \(extent)"
      : "\(report.partner): \(count) \(count == 1 ? "finding" : "findings") in \(extent)"
  }
}
