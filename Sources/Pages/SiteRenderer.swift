package import Figures

/// Turns statements into files: values in, bytes out.
///
/// The same statement gives the same bytes on every machine; nothing is read, written, timed or
/// computed that the statement does not hold.
package struct SiteRenderer: Sendable {
  let frames: Frames
  let sha256: @Sendable ([UInt8]) -> [UInt8]
  /// The digest of all page frames and the stylesheet, with their names.
  package let templatesSHA256: String

  /// Checks the templates.
  ///
  /// `sha256` makes the digests of the content policy and the data package. Throws the first tag,
  /// in the first file, that no page has a value for.
  package init(
    templates: TemplateSet = TemplateSet(), sha256: @escaping @Sendable ([UInt8]) -> [UInt8]
  ) throws(TemplateError) {
    frames = try Frames(templates)
    templatesSHA256 = DataPackage.hex(sha256(templates.bytes))
    self.sha256 = sha256
  }

  /// The tables of one period, as ``periodFiles(_:tables:)`` writes them.
  package func tables(_ statement: Statement) throws -> [DataFile] {
    try PeriodContext(statement).files
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
    let context = try PeriodContext(statement, tables: tables)
    let pages: [Page] =
      [try ReportPage(context: context).page()]
      + (context.hasScorecard ? [ScorecardPage(context: context).page()] : [])
      + statement.assessments.indices.map { MeasurePage(context: context, place: $0).page() }
      + (InvoicePage(context).map { [$0.page()] } ?? [])
      + (ReconciliationPage(context).map { [$0.page()] } ?? [])
      + statement.queues.map { QueuePage(context: context, queue: $0).page() }
      + statement.days.indices.map { DayPage(context: context, place: $0).page() }
      + [
        MethodPage(context: context).page(), ChangesPage(context: context).page(),
        DataPage(context: context, sha256: sha256).page(),
      ]
    let title = "\(statement.partner.name), \(context.name)"
    let files =
      try render(
        pages, data: context.files,
        name: "\(statement.partner.id)-\(statement.period.id)", title: title,
        rules: DataRules(statement))
      + (ElectronicInvoice(statement).map { [$0.output] } ?? [])
    return files.sorted { $0.path < $1.path }.map {
      OutputFile(path: "\(statement.period.id)/\($0.path)", bytes: $0.bytes)
    }
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
    let context = try PeriodContext(statement, tables: [])
    let own = listing ? EditionsPage.path : nil
    let pages =
      addresses.filter { $0.path != own }.map {
        Signpost(context, address: $0, origin: origin).page()
      } + (listing ? [EditionsPage(context: context).page()] : [])
    return try pages.map { try $0.output(frames, sha256: sha256) }
  }

  /// The files of the partner's start page, which list all periods.
  package func portalFiles(_ portal: Portal) throws -> [OutputFile] {
    let home = try HomePage(portal)
    return try render(
      [home.page(), home.missingPage()], data: home.files, name: portal.partner.id,
      title: portal.partner.name)
  }

  /// The operator's own list of partners, for the folder above theirs.
  package func overviewFiles(
    organization: String, partners: [Partner]
  ) throws -> [OutputFile] {
    let page = OverviewPage(organization: organization, partners: partners).page()
    return try render([page], data: [], name: "", title: "")
  }

  /// Pages, stylesheet, tables and their description, sorted by path.
  private func render(
    _ pages: [Page], data: [DataFile], name: String, title: String, rules: DataRules? = nil
  ) throws -> [OutputFile] {
    var files = try pages.map { try $0.output(frames, sha256: sha256) }
    files.append(OutputFile(path: "assets/site.css", bytes: frames.stylesheet))
    files += data.map(\.output)
    if !data.isEmpty {
      let package = DataPackage(
        name: name, title: title, files: data, rules: rules, sha256: sha256)
      files.append(try package.output())
    }
    return files.sorted { $0.path < $1.path }
  }
}
