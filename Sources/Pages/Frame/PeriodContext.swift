import Figures

/// What all pages of a period share.
struct PeriodContext {
  let statement: Statement
  let slugs: Slugs
  let basis: LevelBasis
  let files: [DataFile]
  let book: RuleBook
  let cells: CellIndex
  let addresses: PassportAddress
  let notice: HTML?
  /// Every figure that an edition replaced, by its key.
  let restated: [String: Restated]
  /// The half hours of the week, added up once for the chart and its file.
  let week: WeekPattern
  /// Who signs; `nil` where nobody does.
  let signer: Signer?
  /// The data package that describes the files.
  let package: OutputFile
  /// The SHA-256 of the package, which has the digest of every file: 64 hexadecimal digits.
  let dataDigest: String

  /// Takes tables of the same figures where they are written already.
  init(
    _ statement: Statement, tables: [DataFile]? = nil, signer: Signer? = nil,
    sha256: ([UInt8]) -> [UInt8]
  ) throws {
    self.statement = statement
    self.signer = signer
    slugs = Slugs(statement.queues.map(\.queue))
    basis = LevelBasis(statement)
    week = WeekPattern(statement)
    restated = statement.editions.restated
    book = Voice.english { RuleBook(statement) }
    addresses = PassportAddress(slugs: slugs, zone: statement.contract.zone)
    // Files are for programs, and the same in every language.
    files = Voice.english {
      (tables ?? Self.tables(statement)) + ChangesFile(statement.editions).files
    }.map { $0.hashed(sha256) }
    cells = CellIndex(files)
    package = try DataPackage(
      name: "\(statement.partner.id)-\(statement.period.id)",
      title: Voice.english {
        "\(statement.partner.name), \(DateWords.name(statement.period))"
      }, files: files,
      rules: DataRules(statement), sha256: sha256
    ).output()
    dataDigest = DataPackage.hex(sha256(package.bytes))
    notice = try Self.notice(statement.notice)
  }

  /// The tables of a period, but for the ledger of its editions.
  static func tables(_ statement: Statement) -> [DataFile] {
    let times = TimeCells(statement.sheet, zone: statement.contract.zone)
    return CounterFiles(statement: statement, times: times).files
      + MeasureRowFiles(statement: statement).files + JudgementFiles(statement: statement).files
      + WorkingFiles(statement: statement).files
      + RatioFiles(statement: statement, times: times).files
      + HistoryFiles(
        periodsName: "history", measuresName: "history-measures", results: statement.history,
        currency: statement.contract.currency
      ).files
      + (FailuresFile(statement: statement).file.map { [$0] } ?? [])
      + StaffingFiles(statement: statement, week: WeekPattern(statement)).files
      + NowFile(statement: statement).files
      + RecordsFile(statement: statement).files
      + AgentFile(statement: statement).files
      + ColumnsFile(statement: statement).files
      + ReconciliationFiles(statement.theirs).files
      + FeesFile(statement: statement).files
      + evidenceFiles(RuleBook(statement), statement)
  }

  static func notice(_ markdown: String?) throws(RemarkError) -> HTML? {
    guard let markdown else { return nil }
    return try Remarks(markdown: markdown, file: "notice").html()
  }

  var zone: Zone { statement.contract.zone }
  var name: String { DateWords.name(statement.period) }
  /// The name where it stands first or alone.
  var head: String { DateWords.head(statement.period) }

  /// Whether measures were judged, and so whether there is a scorecard and a page for each.
  var hasScorecard: Bool { !statement.assessments.isEmpty }
  var hasInvoice: Bool { statement.invoice != nil }

  /// The page beside the partner's own figures, where it sent any.
  var reconciliation: Page.Link? {
    statement.theirs == nil ? nil : Page.Link(say("Reconciliation"), "reconciliation.html")
  }

  static let evidence = "evidence.html"

  static func path(of measure: Measure) -> String { "measures/\(measure.id).html" }

  /// Every page of the period, below its folder.
  var pages: [String] {
    ["index.html", "method.html", "changes.html", "data.html", "working.html", "definitions.html"]
      + (hasScorecard ? ["scorecard.html"] : [])
      + (hasInvoice ? ["invoice.html", Self.evidence] : [])
      + (reconciliation.map { [$0.address] } ?? [])
      + statement.assessments.map { Self.path(of: $0.measure) }
      + (QueuesPage.isNeeded(statement) ? [QueuesPage.path] : [])
      + statement.queues.map { "queues/\(slugs[$0.queue.id]).html" }
      + statement.days.map { "days/\($0.date.text).html" }
  }

  var total: SummaryFigures { figures(statement.total, scope: "*") }

  func figures(queue: QueueSummary) -> SummaryFigures {
    figures(queue.summary, scope: queue.queue.id.text)
  }

  func figures(day: DaySummary) -> SummaryFigures { figures(day.total, on: day.date) }

  /// A day's figures, of all queues or one.
  func figures(_ summary: Summary, on date: LocalDate, scope: String = "*") -> SummaryFigures {
    SummaryFigures(
      summary: summary, resource: "ratios-day", row: "scope=\(scope),date=\(date.text)",
      target: basis.target)
  }

  func figures(hour: Summary) -> SummaryFigures {
    SummaryFigures(
      summary: hour, resource: "ratios-hour",
      row: "scope=*,interval_start=\(hour.window.start.text)", target: basis.target)
  }

  func figures(interval: Summary) -> SummaryFigures {
    SummaryFigures(
      summary: interval, resource: "ratios-interval",
      row: "interval_start=\(interval.window.start.text)", target: basis.target)
  }

  private func figures(_ summary: Summary, scope: String) -> SummaryFigures {
    SummaryFigures(
      summary: summary, resource: "ratios-month", row: "scope=\(scope)", target: basis.target)
  }

  /// A page of this period; `folder` is `days` or `queues` for a page one level down.
  ///
  /// `crumb` is the page between the report and this one, if there is one.
  func page(
    _ kind: PageKind, path: String, title: String, here: HTML, crumb: Page.Link? = nil,
    values: [String: Frames.Value]
  ) -> Page {
    let up = String(repeating: "../", count: path.split(separator: "/").count - 1)
    let periods = Page.Link(say("Periods"), up + "../index.html")
    let isReport = path == "index.html"
    return Page(
      path: path, kind: kind, title: "\(title)\(edition) | \(statement.partner.name)",
      language: Voice.tag, partner: statement.partner.name,
      navigation: [periods, Page.Link(say("Report"), up + "index.html")]
        + (hasInvoice ? [Page.Link(say("Billing evidence"), up + Self.evidence)] : [])
        + [
          Page.Link(say("Definitions"), up + Definitions.path),
          Page.Link(say("Data"), up + "data.html"),
        ],
      crumbs: [periods] + (isReport ? [] : [Page.Link("\(head)", up + "index.html")])
        + (crumb.map { [$0] } ?? []), here: here,
      running: (
        sayPlain("\(statement.partner.name): \(title)"),
        (statement.editions.last.map { sayPlain("Edition \($0.number), ") } ?? "")
          + sayPlain("capture \(statement.provenance.captureIDs.last ?? sayPlain("none"))"),
        sayPlain("Data \(String(dataDigest.prefix(16)))")
          + (signer.map { sayPlain(", key \($0.fingerprint)") } ?? "")
      ),
      footer: footer(up), notice: notice,
      // A page of passports is where its own numbers lead.
      links: kind == .working ? nil : PassportLinks { [addresses] in addresses[$0] },
      values: values)
  }

  /// Tells the pages of an edition from those of the ones before.
  private var edition: String {
    statement.editions.last.flatMap { $0.number > 1 ? sayPlain(", edition \($0.number)") : nil }
      ?? ""
  }

  /// The links from a page to the same page of other periods.
  func ways(_ subject: PeriodWays.Subject, up: String = "") -> HTML {
    PeriodWays(statement: statement, subject: subject, up: up, slugs: slugs).html
  }

  private func footer(_ up: String) -> HTML {
    say(
      """
      <p>Published by \(.outside(statement.organization)) for \(.outside(statement.partner.name)). \
      Times are \(statement.provenance.zoneName). Figures are rounded for display, so parts may not \
      add up to their total; the CSV files hold them in full. <span class="go">How they are \
      made: <a href="\(url: up)method.html">Method, \(name)</a>. The passport of each figure: \
      <a href="\(url: up)working.html">Working, \(name)</a>.</span></p>
      <p>Built by Tallysheet \(statement.provenance.programVersion) from \
      \(statement.provenance.captureIDs.count, "capture", "captures") <span class="hash">\
      \(statement.provenance.captureIDs.joined(separator: ", "))</span>. Check this period in its \
      folder: <code>sha256sum -c manifest-sha256.txt</code>.</p>
      """)
  }
}
