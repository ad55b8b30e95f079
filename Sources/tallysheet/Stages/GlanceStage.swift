import Figures
import Pages
import Workspace

/// serve: one page of a period as it will be, from figures that are added up already.
///
/// A remark changes words and no figure, so what takes long is kept from one save to the next: the
/// statement with its editions, and its tables.
struct GlanceStage: Sendable {
  /// The page's period and partner.
  let partner: String
  let period: Period
  private let workspace: WorkspaceFolder
  private let renderer: SiteRenderer
  private let statement: Statement
  private let tables: [DataFile]

  /// Adds up a period as it stands.
  init(_ build: BuildStage, partner: String, period: Period) throws {
    self.partner = partner
    workspace = build.workspace
    let settings = try workspace.partner(partner)
    renderer = try build.renderer(of: settings)
    let source = try PartnerSource(settings, workspace, wanted: [period])
    guard let own = source.wanted.first else { throw NotFetched(partner: partner) }
    self.period = own
    let chapter = try source.chapter(of: own)
    let history = try source.history(before: own)
    let draft = try chapter.statement(
      history: history.suffix(12), commentary: source.commentary(on: own),
      theirs: source.theirSide(of: chapter, history: history.suffix(12)))
    tables = try renderer.tables(draft)
    let earlier = try history.suffix(12).map {
      "\($0.period.id) \(try source.archive.editions(of: $0.period.id).last?.edition.number ?? 0)"
    }
    statement = try EditionStage(
      source: source, chapter: chapter, history: earlier, renderer: renderer, seal: build.seal
    ).issue(draft, tables: tables)
  }

  /// A page of the period with the remarks as they are now; `nil` for one that shows none of them.
  func page(_ path: String) throws -> OutputFile? {
    let commentary = try workspace.commentary(of: partner, period: period)
    return try renderer.page(path, of: statement.remarked(commentary), tables: tables)
  }
}
