import Figures

/// The partner's start page: the latest period, and all periods.
struct HomePage {
  let portal: Portal
  let files: [DataFile]
  let notice: HTML?

  init(_ portal: Portal) throws(RemarkError) {
    self.portal = portal
    files =
      HistoryFiles(
        periodsName: "periods", measuresName: "measures", results: portal.periods,
        currency: portal.contract.currency
      ).files
    notice = try PeriodContext.notice(portal.notice)
  }

  func page() -> Page {
    page(
      .home, path: "index.html", title: "Service results",
      values: [
        "heading": .html("Service results for \(.outside(portal.partner.name))"),
        "deck": .html(
          """
          Results by month against the contract with \(.outside(portal.organization)), with the \
          data behind every figure.
          """),
        "hasPeriods": .flag(!portal.periods.isEmpty),
        "latestMonth": .text(portal.periods.first.map { DateWords.name($0.period) } ?? ""),
        "latest": .html(portal.periods.first.map(sentence) ?? ""),
        "headline": .html(portal.periods.first.map(headline) ?? ""),
        "periods": .html(PeriodsTable(portal: portal).html + editions),
        "downloads": .html(downloads),
      ])
  }

  /// What a web server shows for an address that does not exist.
  func missingPage() -> Page {
    page(
      .missing, path: "404.html", title: "Page not found",
      values: [
        "heading": .text("Page not found"),
        "deck": .html("There is no page at this address."),
        "help": .html("<a href=\"index.html\">All periods of \(.outside(portal.partner.name))</a>"),
      ])
  }

  /// Every term by the contract as it is in the latest period.
  func definitionsPage() -> Page {
    let terms =
      portal.periods.first.flatMap { portal.contract.terms(on: $0.period.firstDay) }
      ?? portal.contract.terms.last
      ?? Terms(
        from: LocalDate(dayNumber: 0), until: nil, reference: nil, measures: [], fees: [])
    let definitions = Definitions(
      contract: portal.contract, terms: terms, zoneName: portal.contract.zone.name, step: nil,
      hasAgents: true)
    let own: [String: Frames.Value] = [
      "heading": .text("Definitions"),
      "deck": .html(
        "What each figure means, counts and leaves out, by the terms of the latest period."),
      "pager": .html(
        Facts.pager("Periods", [Page.Link("All periods", "index.html")])),
    ]
    return page(
      .definitions, path: Definitions.path, title: "Definitions", here: "Definitions",
      values: own.merging(definitions.values) { own, _ in own })
  }

  private func page(
    _ kind: PageKind, path: String, title: String, here: HTML? = nil,
    values: [String: Frames.Value]
  ) -> Page {
    var navigation = [Page.Link("Periods", "index.html")]
    if let latest = portal.periods.first {
      navigation.append(Page.Link("Latest report", "\(latest.period.id)/index.html"))
      if latest.invoice != nil {
        navigation.append(
          Page.Link("Billing evidence", "\(latest.period.id)/\(PeriodContext.evidence)"))
      }
    }
    navigation.append(Page.Link("Definitions", Definitions.path))
    if let latest = portal.periods.first {
      navigation.append(Page.Link("Data", "\(latest.period.id)/data.html"))
    }
    return Page(
      path: path, kind: kind, title: "\(title) | \(portal.partner.name)", language: "en-GB",
      partner: portal.partner.name, navigation: navigation,
      crumbs: [Page.Link("Periods", "index.html")], here: here,
      running: (title, "\(portal.organization) for \(portal.partner.name)", "Tallysheet"),
      footer: """
        <p>Published by \(.outside(portal.organization)) for \(.outside(portal.partner.name)). \
        Periods are cut by the clock of \(portal.contract.zone.name). Figures are rounded for \
        display; the CSV files hold them in full.</p>
        """, notice: notice, links: PassportLinks(address: Self.passport), values: values)
  }

  /// A figure of a period has its passport in the period's folder.
  private static func passport(_ place: Figure.Place) -> String? {
    let row = PassportAddress.conditions(of: place.row)
    guard let period = row["period"] else { return nil }
    func anchor(_ resource: String, _ row: String, _ column: String) -> String {
      PassportAddress.anchor(Figure.Place(resource, row, column))
    }
    if let measure = row["measure"] {
      return "\(period)/\(PassportAddress.page(of: measure))#"
        + anchor("sla", "measure=\(measure)", place.column)
    }
    if ["fees", "credits", "net"].contains(place.column) {
      return "\(period)/\(PassportAddress.invoice)#"
        + anchor("settlement", "item=\(place.column)", "amount")
    }
    return "\(period)/working/period.html#" + anchor("ratios-month", "scope=*", place.column)
  }

  private func figures(_ result: PeriodResult) -> SummaryFigures {
    SummaryFigures(
      summary: result.total, resource: "periods", row: "period=\(result.period.id)",
      target: PeriodsTable.levelAssessment(result)?.measure.target)
  }

  private func creditsDue(_ result: PeriodResult) -> Figure? {
    guard let credits = result.invoice?.credits else { return nil }
    return Figure(
      Shown.money(-credits), exact: credits.text, unit: .money(credits.currency.code),
      place: Figure.Place("periods", "period=\(result.period.id)", "credits"), isNegated: true)
  }

  private func sentence(_ result: PeriodResult) -> HTML {
    let name = DateWords.name(result.period)
    let link: HTML = "<a href=\"\(url: result.period.id)/index.html\">Report for \(name)</a>"
    guard result.total.state != .missing else {
      return "Nothing was recorded in \(name). \(link)"
    }
    guard !result.assessments.isEmpty else {
      return "Service level was \(figures(result).serviceLevel.data()). \(link)"
    }
    let verdicts = Deck.verdicts(
      result.assessments, creditsDue: creditsDue(result),
      hasCredits: (result.invoice?.credits.minorUnits ?? 0) != 0)
    return "\(verdicts) \(link)"
  }

  /// The periods that were published more than once, newest first.
  private var editions: HTML {
    let words = EditionWords(zone: portal.contract.zone)
    let items = portal.periods.compactMap { result -> HTML? in
      guard let edition = portal.editions[result.period.id]?.last, edition.number > 1 else {
        return nil
      }
      let name = DateWords.name(result.period)
      return """
        \(name): \(words.sentence(edition)) \
        <a href="\(url: result.period.id)/changes.html">What changed in \(name)</a>.
        """
    }
    return items.isEmpty ? "" : Facts.list(items)
  }

  private func headline(_ result: PeriodResult) -> HTML {
    let own = figures(result)
    func judged(_ isWanted: (Metric) -> Bool) -> HTML {
      guard let assessment = result.assessments.first(where: { isWanted($0.measure.metric) })
      else { return "" }
      let target = PeriodsTable.figures(assessment, result, portal.contract.currency).target
      return "\(Chip.verdict(assessment.verdict)), target \(target.data())"
    }
    var headlines = [
      Facts.Headline(
        name: "Contacts offered", figure: own.count(.offered),
        remark: "\(own.count(.answered).data()) answered"),
      Facts.Headline(
        name: "Service level", figure: own.serviceLevel,
        remark: judged { if case .serviceLevel = $0 { true } else { false } }),
      Facts.Headline(
        name: "Abandon rate", figure: own.abandonRate,
        remark: judged { if case .abandonRate = $0 { true } else { false } }),
    ]
    if let due = creditsDue(result), let invoice = result.invoice {
      let fees = MoneyFigures.figure(invoice.fees, of: result.period, in: "periods", "fees")
      headlines.append(
        Facts.Headline(name: "Credits due", figure: due, remark: "of \(fees.data()) in fees"))
    } else {
      headlines.append(
        Facts.Headline(name: "Handle time", figure: own.handleTime, remark: "minutes and seconds"))
    }
    return Facts.headline(headlines)
  }

  private var downloads: HTML {
    let items = files.map { file -> HTML in
      """
      <a href="data/\(url: file.fileName)">\(file.fileName)</a>: \(file.title), \
      \(Shown.count(file.rows)) rows.
      """
    }
    let package: [HTML] =
      files.isEmpty
      ? []
      : ["<a href=\"data/datapackage.json\">datapackage.json</a>: the columns and digests of both."]
    return Facts.list(
      items + package + ["<a href=\"404.html\">404.html</a>: the page for unknown addresses."])
  }
}
