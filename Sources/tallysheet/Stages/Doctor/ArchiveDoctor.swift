import Figures
import Workspace

/// A partner's archive: whether it can be read to the last row, and what is silent in it.
struct ArchiveDoctor: Sendable {
  let workspace: WorkspaceFolder
  let settings: PartnerSettings

  private var name: String { "archive \(settings.partner.id)" }

  /// Holds every current capture against its digest; silences need a contract that can be read.
  func examine(readsSilences: Bool) async throws -> [DoctorLine] {
    guard let archive = try workspace.existingArchive(of: settings.partner.id) else {
      return [
        .warning(
          name, "nothing has been fetched yet",
          do: "tallysheet fetch --period 2026-10 --partner \(settings.partner.id)")
      ]
    }
    let periods = try archive.periods()
    for period in periods {
      guard let capture = try archive.latestComplete(period: period) else { continue }
      _ = try archive.rows(of: capture)
      _ = try archive.zone(of: capture)
      await Task.yield()
    }
    try archive.close()
    let kept: DoctorLine =
      periods.isEmpty
      ? .warning(name, "no period is complete yet", do: "run the last 'tallysheet fetch' again")
      : .ok(name, "\(periods.count) periods, the last \(periods.last ?? ""); every digest is right")
    guard readsSilences, !periods.isEmpty else { return [kept] }
    return try await [kept] + silences()
  }

  /// Long silences that are neither a declared gap nor confirmed as real.
  private func silences() async throws -> [DoctorLine] {
    let source = try PartnerSource(settings, workspace, wanted: [])
    let name = "silence \(settings.partner.id)"
    var found: [DoctorLine] = []
    for period in source.captured {
      do {
        let chapter = try source.chapter(of: period)
        let zone = chapter.sources.contract.zone
        for case .silence(let window) in try chapter.statement(history: [], commentary: nil)
          .findings
        {
          let from = window.start.text(offset: zone.offset(at: window.start)).prefix(16)
          let to = window.end.text(offset: zone.offset(at: window.end)).prefix(16)
          found.append(
            .warning(
              name, "no queue had any contact from \(from) to \(to)",
              do: "add it to 'gaps' when nothing was recorded, or to 'silences' when it was real: "
                + "{from: \(from), to: \(to), reason: …}"))
        }
      } catch let error as OutdatedCapture {
        found.append(
          .warning(
            "archive \(settings.partner.id)", error.explanation.what,
            do: error.explanation.remedy ?? ""))
      }
      await Task.yield()
    }
    return found.isEmpty ? [.ok(name, "no long silence that nobody has explained")] : found
  }
}
