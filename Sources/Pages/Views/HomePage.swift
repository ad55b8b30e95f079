import Figures

/// The partner's start page: the latest period, and all periods.
struct HomePage {
  let portal: Portal
  let files: [DataFile]
  let notice: HTML?
  private let change: ChangeTable?

  init(_ portal: Portal) throws(RemarkError) {
    self.portal = portal
    let latest = Self.latest(portal)
    let earlier = portal.periods.drop { $0.period != latest?.period }.dropFirst()
    change = ChangeTable(
      latest: latest, before: earlier.first, currency: portal.contract.currency)
    let history = Voice.english {
      HistoryFiles(
        periodsName: "periods", measuresName: "measures",
        results: portal.periods + portal.others, currency: portal.contract.currency
      ).files
    }
    files = history + (change.map { [$0.file] } ?? [])
    notice = try PeriodContext.notice(portal.notice)
  }

  /// The newest month that is over, or the one under way when there is no other.
  private static func latest(_ portal: Portal) -> PeriodResult? {
    portal.periods.first { $0.until == nil } ?? portal.periods.first
  }

  private var latest: PeriodResult? { Self.latest(portal) }

  func page() -> Page {
    let trend = MonthTrend(
      results: Array(portal.periods.drop { $0.period != latest?.period }.reversed()),
      contract: portal.contract, number: 1,
      source: "<a href=\"data/measures.csv\">measures.csv</a>",
      newest: { [latest, portal] assessment in
        let figures = latest.map {
          PeriodsTable.figures(assessment, $0, portal.contract.currency)
        }
        return (figures ?? AssessmentFigures(assessment, currency: portal.contract.currency)).result
      }
    ).html
    let underWay = underWay
    let periods = PeriodsTable(portal: portal)
    return page(
      .home, path: "index.html", title: sayPlain("Service results"),
      values: [
        "heading": .html(say("Service results for \(.outside(portal.partner.name))")),
        "deck": .html(
          latest.map(sentence)
            ?? say("No period has results yet.")),
        "hasPeriods": .flag(!portal.periods.isEmpty),
        "headline": .html(latest.map(headline) ?? ""), "ways": .html(latest.map(ways) ?? ""),
        "hasUnderWay": .flag(!underWay.isEmpty), "underWay": .html(underWay),
        "hasTrend": .flag(trend != nil), "trend": .html(trend ?? ""),
        "hasChange": .flag(change != nil), "changeHeading": .text(change?.heading ?? ""),
        "change": .html(change?.html ?? ""), "periods": .html(periods.html + editions),
        "hasOthers": .flag(!portal.others.isEmpty), "others": .html(periods.others),
        "downloads": .html(downloads),
      ])
  }

  /// What a web server shows for an address that does not exist.
  ///
  /// It is shown at that address, so its links lead to the site's own address where that is known.
  func missingPage() -> Page {
    var page = page(
      .missing, path: "404.html", title: sayPlain("Page not found"),
      values: [
        "heading": .text(sayPlain("Page not found")),
        "deck": .html(say("There is no page at this address.")),
        "help": .html(
          say(
            """
            <p>The address may be mistyped, or belong to a period that was never published. Every \
            page can be reached from the list of periods.</p>
            <p><a href="index.html">All periods of \(.outside(portal.partner.name))</a></p>
            """)),
      ])
    page.isAnywhere = true
    page.address = portal.partner.address
    return page
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
      "heading": .text(sayPlain("Definitions")),
      "deck": .html(
        say("What each figure means, counts and leaves out, by the terms of the latest period.")),
      "pager": .html(
        Facts.pager(sayPlain("Periods"), [Page.Link(say("All periods"), "index.html")])),
    ]
    return page(
      .definitions, path: Definitions.path, title: sayPlain("Definitions"),
      here: say("Definitions"),
      values: own.merging(definitions.values) { own, _ in own })
  }

  private func page(
    _ kind: PageKind, path: String, title: String, here: HTML? = nil,
    values: [String: Frames.Value]
  ) -> Page {
    var navigation = [Page.Link(say("Periods"), "index.html")]
    if let latest {
      navigation.append(Page.Link(say("Latest report"), "\(latest.period.id)/index.html"))
      if latest.invoice != nil {
        navigation.append(
          Page.Link(say("Billing evidence"), "\(latest.period.id)/\(PeriodContext.evidence)"))
      }
    }
    navigation.append(Page.Link(say("Definitions"), Definitions.path))
    if let latest = portal.periods.first {
      navigation.append(Page.Link(say("Data"), "\(latest.period.id)/data.html"))
    }
    return Page(
      path: path, kind: kind, title: "\(title) | \(portal.partner.name)", language: Voice.tag,
      partner: portal.partner.name,
      navigation: navigation,
      crumbs: [Page.Link(say("Periods"), "index.html")], here: here,
      running: (
        title, sayPlain("\(portal.organization) for \(portal.partner.name)"), "Tallysheet"
      ),
      footer: say(
        """
        <p>Published by \(.outside(portal.organization)) for \(.outside(portal.partner.name)). \
        Periods are cut by the clock of \(portal.contract.zone.name). Figures are rounded for \
        display; the CSV files hold them in full.</p>
        """), notice: notice, links: PassportLinks(address: Self.passport), values: values)
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
    let head = DateWords.head(result.period)
    guard result.total.state != .missing else { return say("Nothing was recorded in \(name).") }
    let isUnderWay: HTML = result.until == nil ? "" : say(", so far")
    guard !result.assessments.isEmpty else {
      return say("\(head)\(isUnderWay): service level was \(figures(result).serviceLevel.data()).")
    }
    let verdicts = Deck.verdicts(
      result.assessments, creditsDue: creditsDue(result),
      hasCredits: (result.invoice?.credits.minorUnits ?? 0) != 0)
    return say("\(head)\(isUnderWay): \(verdicts)")
  }

  /// The pages of the latest month, each by its name.
  private func ways(_ result: PeriodResult) -> HTML {
    let folder = result.period.id
    var links = [
      Page.Link(say("Report for \(DateWords.name(result.period))"), "\(folder)/index.html")
    ]
    if !result.assessments.isEmpty {
      links.append(Page.Link(say("Scorecard"), "\(folder)/scorecard.html"))
    }
    if result.invoice != nil { links.append(Page.Link(say("Invoice"), "\(folder)/invoice.html")) }
    links.append(Page.Link(say("Every day"), "\(folder)/index.html#by-day"))
    links.append(Page.Link(say("Method"), "\(folder)/method.html"))
    let items = links.map { "<li><a href=\"\(url: $0.address)\">\($0.title)</a></li>" as HTML }
    return "<ul class=\"ways\">\(items.joined())</ul>"
  }

  /// What has begun and is not over: the newest such period of each length.
  private var underWay: HTML {
    let open = [portal.others.first { $0.until != nil }, portal.periods.first { $0.until != nil }]
    return open.compactMap { $0 }.map { result -> HTML in
      let figures = figures(result)
      let until = result.until.map { DateWords.local($0, portal.contract.zone) } ?? ""
      return say(
        """
        <p>\(Chip.state(.provisional)) \(DateWords.head(result.period)), up to \(until): \
        \(figures.count(.offered).data()) contacts offered, service level \
        \(figures.serviceLevel.data()). Late data may still change both. \
        <a href="\(url: result.period.id)/index.html">\(DateWords.head(result.period)) so far</a></p>
        """)
    }.joined(separator: "\n")
  }

  /// The periods that were published more than once, newest first.
  private var editions: HTML {
    let words = EditionWords(zone: portal.contract.zone)
    let items = portal.periods.compactMap { result -> HTML? in
      guard let edition = portal.editions[result.period.id]?.last, edition.number > 1 else {
        return nil
      }
      let name = DateWords.name(result.period)
      return say(
        """
        \(name): \(words.sentence(edition)) \
        <a href="\(url: result.period.id)/changes.html">What changed in \(name)</a>.
        """)
    }
    return items.isEmpty ? "" : Facts.list(items)
  }

  private func headline(_ result: PeriodResult) -> HTML {
    let own = figures(result)
    func judged(_ isWanted: (Metric) -> Bool) -> HTML {
      guard let assessment = result.assessments.first(where: { isWanted($0.measure.metric) })
      else { return "" }
      let target = PeriodsTable.figures(assessment, result, portal.contract.currency).target
      return say("\(Chip.verdict(assessment.verdict)), target \(target.data())")
    }
    var headlines = [
      Facts.Headline(
        name: say("Contacts offered"), figure: own.count(.offered),
        remark: say("\(own.count(.answered).data()) answered")),
      Facts.Headline(
        name: say("Service level"), figure: own.serviceLevel,
        remark: judged { if case .serviceLevel = $0 { true } else { false } }),
      Facts.Headline(
        name: say("Abandon rate"), figure: own.abandonRate,
        remark: judged { if case .abandonRate = $0 { true } else { false } }),
    ]
    if let due = creditsDue(result), let invoice = result.invoice {
      let fees = MoneyFigures.figure(invoice.fees, of: result.period, in: "periods", "fees")
      headlines.append(
        Facts.Headline(
          name: say("Credits due"), figure: due, remark: say("of \(fees.data()) in fees")))
    } else {
      headlines.append(
        Facts.Headline(
          name: say("Handle time"), figure: own.handleTime, remark: say("minutes and seconds")))
    }
    return Facts.headline(headlines)
  }

  private var downloads: HTML {
    let items = files.map { file -> HTML in
      say(
        """
        <a href="data/\(url: file.fileName)">\(file.fileName)</a>: \(sayWord(file.title)), \
        \(Shown.count(file.rows)) rows.
        """)
    }
    let package: [HTML] =
      files.isEmpty
      ? []
      : [say("<a href=\"data/datapackage.json\">datapackage.json</a>: their columns and digests.")]
    return Facts.list(
      items + package + [
        say("<a href=\"404.html\">404.html</a>: what a web server shows for an unknown address.")
      ])
  }
}
