import Figures
import Workspace

/// archive: the archives of a workspace, checked or exported.
struct ArchiveStage: Sendable {
  struct File: Encodable {
    let file: String
    let rows: Int
  }

  let workspace: WorkspaceFolder

  struct Checked {
    var reports: [ArchiveCheck.Report] = []
    /// Archives that could not be read, or hold nothing.
    var failures: [Failure] = []
  }

  /// Checks the archives of the given partners, or of all; what is wrong with one leaves no other
  /// unchecked.
  func verify(_ partners: [String], quiet: Bool) throws -> Checked {
    let chosen = try partners.map { try workspace.partner($0).partner.id }
    var checked = Checked()
    let all = workspace.configuration.partners.map(\.partner.id)
    let progress = Progress.onTerminal(
      "checking", total: chosen.isEmpty ? all.count : chosen.count, unit: "archives", quiet: quiet)
    defer { progress?.finish() }
    for partner in chosen.isEmpty ? all : chosen {
      try Task.checkCancellation()
      do {
        let archive = try archive(partner)
        guard try !archive.captures().isEmpty else { throw NotFetched(partner: partner) }
        checked.reports.append(try ArchiveCheck(archive).run {})
      } catch {
        guard !(error is CancellationError),
          let failure = Failure(error)
        else { throw error }
        checked.failures.append(failure.naming("archive verify \(partner)"))
      }
      progress?.advance()
    }
    return checked
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
