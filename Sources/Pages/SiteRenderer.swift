package import Figures

/// Turns statements into files: values in, bytes out.
///
/// The same statement gives the same bytes on every machine; nothing is read, written, timed or
/// computed that the statement does not hold.
///
/// Pages speak the language of the partner's tag; files are for programs and speak English.
package struct SiteRenderer: Sendable {
  /// The page of a period that bears its remarks.
  package static let report = "index.html"

  let frames: Frames
  private let signer: Signer?
  private let untranslated: @Sendable (_ tag: String, _ phrases: [String]) -> Void
  let sha256: @Sendable ([UInt8]) -> [UInt8]
  /// The digest of all page frames, the stylesheet and the brand, with their names.
  package let templatesSHA256: String

  /// Checks the templates.
  ///
  /// `sha256` makes the digests of the content policy and the data package; `signer` stands in the
  /// foot of printed pages; `untranslated` hears of phrases that a language has no words for. Throws the
  /// first tag, in the first file, that no page has a value for.
  package init(
    templates: TemplateSet = TemplateSet(), brand: Brand = Brand(), signer: Signer? = nil,
    untranslated: @escaping @Sendable (_ tag: String, _ phrases: [String]) -> Void = { _, _ in },
    sha256: @escaping @Sendable ([UInt8]) -> [UInt8]
  ) throws(TemplateError) {
    self.untranslated = untranslated
    frames = try Frames(templates, brand)
    templatesSHA256 = DataPackage.hex(sha256(templates.bytes + brand.digested))
    self.signer = signer
    self.sha256 = sha256
  }

  /// Renders in the language of a partner.
  ///
  /// A phrase without a translation stays English. That is a fault of the program, which its tests
  /// look for, and is never silent.
  func speaking<Result>(_ partner: Partner, _ body: () throws -> Result) rethrows -> Result {
    let (result, missing) = try Voice.speaking(partner.locale, body)
    if !missing.isEmpty { untranslated(partner.locale, missing) }
    return result
  }

  /// The tables of one period, as ``periodFiles(_:tables:)`` writes them.
  package func tables(_ statement: Statement) throws -> [DataFile] {
    (PeriodContext.tables(statement) + ChangesFile(statement.editions).files)
      .map { $0.hashed(sha256) }
  }

  /// Tables as files, with the description that stands beside them.
  package func dataFiles(_ tables: [DataFile]) throws -> [OutputFile] {
    let package = DataPackage(name: "", title: "", files: tables, sha256: sha256)
    return tables.map(\.output) + [try package.output()]
  }

  /// The files of one period, by their paths: `1999-02/index.html`, `1999-02/data/month.csv`.
  ///
  /// `tables` are those of the same figures, where they are written already. Throws ``RemarkError``
  /// for a commentary that may not be shown as it is.
  package func periodFiles(
    _ statement: Statement, tables: [DataFile]? = nil
  ) throws -> [OutputFile] {
    try speaking(statement.partner) { try spokenFiles(statement, tables: tables) }
  }

  private func spokenFiles(_ statement: Statement, tables: [DataFile]?) throws -> [OutputFile] {
    let context = try PeriodContext(
      statement, tables: tables, signer: signer, sha256: sha256)
    let rows = EvidenceRows(statement)
    var files = frames.assets + context.files.map(\.output) + [context.package]
    // Each page becomes bytes at once: as texts all of them together would be as large as the tables.
    func add(_ page: Page) throws {
      files.append(try page.output(frames, sha256: sha256))
    }
    try add(ReportPage(context: context).page())
    if context.hasScorecard { try add(ScorecardPage(context: context).page()) }
    for place in statement.assessments.indices {
      try add(MeasurePage(context: context, place: place).page())
    }
    if let page = InvoicePage(context) { try add(page.page()) }
    if let page = ReconciliationPage(context) { try add(page.page()) }
    if let page = EvidencePage(context, rows: rows) { try add(page.page()) }
    if context.hasInvoice {
      for part in rows.parts.indices {
        try add(EvidenceRowsPage(context: context, rows: rows, part: part).page())
      }
    }
    if let page = QueuesPage(context) { try add(page.page()) }
    for queue in statement.queues { try add(QueuePage(context: context, queue: queue).page()) }
    for place in statement.days.indices { try add(DayPage(context: context, place: place).page()) }
    try add(MethodPage(context: context).page())
    try add(ChangesPage(context: context).page())
    try add(DefinitionsPage(context: context).page())
    try add(WorkingPage(context: context).page())
    try add(DataPage(context: context, sha256: sha256).page())
    try addPassports(of: context) { try add($0) }
    if let invoice = ElectronicInvoice(statement) { files.append(invoice.output) }
    return files.sorted { $0.path < $1.path }
      .map { $0.moved(to: "\(statement.period.id)/\($0.path)") }
  }

  /// One page of a period alone, for whoever waits for it; `nil` for a path that is not of these.
  package func page(
    _ path: String, of statement: Statement, tables: [DataFile]
  ) throws -> OutputFile? {
    try speaking(statement.partner) { try spokenPage(path, of: statement, tables: tables) }
  }

  private func spokenPage(
    _ path: String, of statement: Statement, tables: [DataFile]
  ) throws -> OutputFile? {
    let context = try PeriodContext(statement, tables: tables, signer: signer, sha256: sha256)
    let page: Page? =
      switch path {
      case Self.report: try ReportPage(context: context).page()
      case "scorecard.html" where context.hasScorecard: ScorecardPage(context: context).page()
      case "invoice.html": InvoicePage(context)?.page()
      case QueuesPage.path: QueuesPage(context)?.page()
      case PeriodContext.evidence:
        EvidencePage(context, rows: EvidenceRows(statement))?.page()
      default:
        statement.assessments.firstIndex { PeriodContext.path(of: $0.measure) == path }
          .map { MeasurePage(context: context, place: $0).page() }
          ?? statement.days.firstIndex { "days/\($0.date.text).html" == path }
          .map { DayPage(context: context, place: $0).page() }
      }
    return try page?.output(frames, sha256: sha256)
  }

  /// Pages for links that lead out of a superseded edition, below the period's folder.
  ///
  /// `addresses` are paths there that begin with `editions/`, with the places that links name;
  /// `origin` says who links, such as `edition 2`. With `listing` the list of superseded editions is
  /// among them.
  package func signposts(
    _ statement: Statement, to addresses: [(path: String, fragments: [String])],
    from origin: String, listing: Bool = false
  ) throws -> [OutputFile] {
    try speaking(statement.partner) {
      let context = try PeriodContext(statement, tables: [], sha256: sha256)
      let own = listing ? EditionsPage.path : nil
      let pages =
        addresses.filter { $0.path != own }.map {
          Signpost(context, address: $0, origin: origin).page()
        } + (listing ? [EditionsPage(context: context).page()] : [])
      return try pages.map { try $0.output(frames, sha256: sha256) }
    }
  }

  /// The pages below `working/`.
  private func addPassports(of context: PeriodContext, _ add: (Page) throws -> Void) throws {
    let statement = context.statement
    for assessment in statement.assessments {
      try add(MeasureWorkingPage(context: context, assessment: assessment).page())
    }
    if let invoice = statement.invoice {
      try add(InvoiceWorkingPage(context: context, invoice: invoice).page())
    }
    for queue in [nil] + statement.queues {
      try add(ScopeWorkingPage(context: context, queue: queue).page())
    }
    for place in statement.days.indices {
      try add(DayWorkingPage(context: context, place: place).page())
    }
    for part in 0..<RequestsPage.count(statement.provenance.answers) {
      try add(RequestsPage(context: context, part: part).page())
    }
  }

  /// The files of the partner's start page, which list all periods.
  package func portalFiles(_ portal: Portal) throws -> [OutputFile] {
    try speaking(portal.partner) {
      let home = try HomePage(portal)
      let package = try DataPackage(
        name: portal.partner.id, title: portal.partner.name, files: home.files, sha256: sha256
      ).output()
      return try render(
        [home.page(), home.definitionsPage(), home.missingPage()], data: home.files,
        package: home.files.isEmpty ? nil : package)
    }
  }

  /// The operator's own list of partners, for the folder above theirs.
  package func overviewFiles(
    organization: String, partners: [Partner]
  ) throws -> [OutputFile] {
    let page = OverviewPage(organization: organization, partners: partners).page()
    return try render([page], data: [], package: nil)
  }

  /// Pages, stylesheet, tables and their description, sorted by path.
  private func render(_ pages: [Page], data: [DataFile], package: OutputFile?) throws
    -> [OutputFile]
  {
    var files = try pages.map { try $0.output(frames, sha256: sha256) }
    files += frames.assets
    files += data.map(\.output) + (package.map { [$0] } ?? [])
    return files.sorted { $0.path < $1.path }
  }
}
