import Figures
import Pages
import Workspace

/// diff: two captures of a period, figure by figure, offline.
struct DiffStage: Sendable {
  struct Result: Sendable {
    let partner: String
    let period: Period
    let from: Capture
    let to: Capture
    /// In the order of the files, then of the rows.
    let changes: [CellChange]
    let causes: [RestatementCause]
    let effect: RestatementEffect
  }

  let source: PartnerSource
  let period: Period
  private let renderer: SiteRenderer

  init(workspace: WorkspaceFolder, partner: String, period: Period) throws {
    source = try PartnerSource(try workspace.partner(partner), workspace, wanted: [period])
    self.period = period
    renderer = try SiteRenderer { SHA256.digest(of: $0) }
  }

  /// Compares two captures, without names the last two; `nil` when there is only one.
  ///
  /// A capture that does not exist, or is not complete, is refused.
  func run(from: String?, to: String?) throws -> Result? {
    let captures = try source.captures(of: period)
    let new = try to.map { try capture($0, of: captures) } ?? captures.last
    let earlier = captures.prefix { $0.id != new?.id }
    let old = try from.map { try capture($0, of: captures) } ?? earlier.last
    guard let new else { return nil }
    guard let old else {
      guard to == nil else { throw NoEarlierCapture(period: period, capture: new.id) }
      return nil
    }
    let history = try source.history(before: period).suffix(12)
    let before = try chapter(old)
    let now = try chapter(new)
    let first = try before.statement(history: history, commentary: nil)
    let second = try now.statement(history: history, commentary: nil)
    let tables = try PublishedFigures.tables(of: renderer.dataFiles(renderer.tables(first)))
    let changes = try PublishedTable.changes(
      from: tables,
      to: PublishedFigures.tables(of: renderer.dataFiles(renderer.tables(second))))
    return Result(
      partner: source.settings.partner.id, period: period, from: old, to: new, changes: changes,
      causes: changes.isEmpty
        ? []
        : try now.basis(of: second).causes(
          of: changes, since: before.basis(of: first), in: tables),
      effect: RestatementEffect(
        from: (first.assessments, first.invoice), to: (second.assessments, second.invoice)))
  }

  /// A capture under the contract by which it was published, or else under today's.
  private func chapter(_ capture: Capture) throws -> Chapter {
    let sealed = try source.archive.editions(of: period.id).last {
      $0.edition.capture == capture.id
    }
    guard let sealed, sealed.contractSHA256 != source.contract.sha256 else {
      return try source.chapter(of: period, at: capture)
    }
    return try source.under(try source.contract(keptAs: sealed.contract))
      .chapter(of: period, at: capture)
  }

  private func capture(_ id: String, of captures: [Capture]) throws -> Capture {
    guard let found = captures.first(where: { $0.id == id }) else {
      throw NoSuchCapture(period: period, id: id, captures: captures.map(\.id))
    }
    return found
  }
}

/// A capture was named that the archive does not hold for the period.
struct NoSuchCapture: Explained {
  let period: Period
  let id: String
  let captures: [String]

  var explanation: Explanation {
    Explanation(
      .missingInput, what: "\(period.id) has no complete capture '\(id)'",
      remedy: "the captures are: \(captures.joined(separator: ", "))")
  }
}

/// The first capture was named, and nothing lies before it.
struct NoEarlierCapture: Explained {
  let period: Period
  let capture: String

  var explanation: Explanation {
    Explanation(
      .missingInput, what: "\(period.id) has no capture before \(capture)",
      remedy: "name another one with --from")
  }
}
