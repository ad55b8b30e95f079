import Figures

/// A part of the rows behind the missed measures, day by day.
struct EvidenceRowsPage {
  let context: PeriodContext
  let rows: EvidenceRows
  let part: Int
  private let labels: [QueueID: HTML]

  init(context: PeriodContext, rows: EvidenceRows, part: Int) {
    self.context = context
    self.rows = rows
    self.part = part
    labels = Dictionary(
      context.statement.sheet.queues.map { ($0.id, HTML.outside($0.label)) },
      uniquingKeysWith: { first, _ in first })
  }

  private var statement: Statement { context.statement }
  private var sheet: Sheet { statement.sheet }
  private var sections: [EvidenceRows.Section] { rows.parts[part] }
  /// Whether a day's sum over all queues is the sum of its rows.
  private var hasSums: Bool { rows.measures.allSatisfy(statement.countsAll) }

  func page() -> Page {
    let number: HTML = say("part \(part + 1) of \(rows.parts.count)")
    let title = sayPlain("Evidence rows \(part + 1) of \(rows.parts.count), \(context.name)")
    return context.page(
      .rows, path: EvidenceRows.path(part), title: title, here: say("Rows, \(number)"),
      crumb: Page.Link(say("Billing evidence"), "../evidence.html"),
      values: [
        "heading": .html(say("Rows behind the missed measures, \(number)")), "deck": .html(deck),
        "facts": .html(facts),
        "sections": .html(sections.map(html).joined(separator: "\n")), "pager": .html(pager),
      ])
  }

  private var deck: HTML {
    let names = Sentences.list(rows.measures.map { "\($0.measure.title)" })
    return say(
      """
      Every row of <a href="../data/intervals.csv">intervals.csv</a> \(span) in which \
      something happened, for \(names).
      """)
  }

  private var span: HTML {
    let days = sections.map { statement.days[$0.day].date }
    guard let first = days.first, let last = days.last else { return say("of the month") }
    return first == last
      ? say("of \(DateWords.full(first))")
      : say("from \(DateWords.full(first)) to \(DateWords.full(last))")
  }

  private var facts: HTML {
    Facts.strip([
      (say("Rows on this page"), "\(Shown.count(sections.reduce(0) { $0 + $1.rows.count }))"),
      (say("Rows in all parts"), "\(Shown.count(rows.count))"),
      (say("Left out, all counts zero"), "\(Shown.count(rows.empty))"),
      (say("Not received"), "\(Shown.count(rows.missing))"),
    ])
  }

  // MARK: - A day

  private func html(_ section: EvidenceRows.Section) -> HTML {
    let day = statement.days[section.day]
    let first = section.rows.first.map { sheet.interval($0.interval).start }
    let id = "d\(day.date.text)" + (section.isWhole ? "" : "-\(first?.seconds ?? 0)")
    let heads = rows.counters.map { counter -> HTML in
      """
      <th scope="col" data-col="\(counter.column)" data-unit="count">\(Self.title(counter))</th>
      """
    }
    let remarks: HTML = hasRemarks ? say("<th scope=\"col\">Counted</th>") : ""
    let body = section.rows.map { row($0) }
    let sums: HTML = hasSums && section.isWhole ? sum(day) : ""
    return say(
      """
      <section class="day" aria-labelledby="\(attribute: id)"><h2 id="\(attribute: id)">\
      \(DateWords.full(day.date))</h2>\
      <div class="scroll" tabindex="0" role="region" aria-label="Rows of \(DateWords.long(day.date))">\
      <table class="rows" data-resource="intervals"><caption>\
      \(Sentences.capitalized(Sentences.number(section.rows.count))) \
      \(section.rows.count, "row", "rows"), start by the clock of \
      \(statement.provenance.zoneName)\(offsets(day))</caption><thead><tr><th scope="col">Start</th>\
      <th scope="col">Queue</th>\(heads.joined())\
      \(remarks)</tr></thead><tbody>
      \(body.joined(separator: "\n"))
      </tbody>\(sums)</table></div></section>
      """)
  }

  private func row(_ row: EvidenceRows.Row) -> HTML {
    let series = sheet.series[row.series]
    let window = sheet.interval(row.interval)
    let tally = sheet.tally(of: row.series, at: row.interval)
    let cells = rows.counters.map { counter -> HTML in
      guard let value = tally?[counter] else { return "<td data-value=\"\">–</td>" }
      return "<td data-value=\"\(value)\">\(Shown.count(value))</td>"
    }
    let remark: HTML = hasRemarks ? "<td class=\"q\">\(remark(window))</td>" : ""
    return """
      <tr data-row="\(attribute: selector(series))interval_start=\(window.start.text)">\
      <th scope="row">\(clock(window.start))</th><td class="q">\(labels[series.queue] ?? "")</td>\
      \(cells.joined())\(remark)</tr>
      """
  }

  /// What picks a row, no longer than it must be: one series of a queue needs no medium.
  private func selector(_ series: Series) -> String {
    let isAlone = sheet.series.count { $0.queue == series.queue } == 1
    return "queue_id=\(series.queue.text),"
      + (isAlone ? "" : "media=\(series.media),direction=\(series.direction),")
  }

  private func sum(_ day: DaySummary) -> HTML {
    let figures = context.figures(day: day)
    let cells = rows.counters.map { counter -> HTML in
      guard RatioFiles.counters.contains(counter) else { return "<td></td>" }
      return figures.count(counter).cell(in: nil, row: nil, column: nil, class: "")
    }
    return say(
      """
      <tfoot><tr class="sum"><th scope="row">The day</th><td class="q">All queues</td>\
      \(cells.joined())</tr></tfoot>
      """)
  }

  // MARK: - Words

  /// Whether some rows are not counted by every measure.
  private var hasRemarks: Bool {
    rows.measures.contains { $0.hasExclusions || $0.measure.conditions.scope.openOnly }
  }

  /// Which measures leave an interval out, and why.
  private func remark(_ window: Window) -> String {
    let reasons = rows.measures.compactMap { assessment -> String? in
      let isOpen = statement.contract.hours.isOpen(at: window.start, in: context.zone)
      if assessment.measure.conditions.scope.openOnly, !isOpen {
        return sayPlain("closed for \(assessment.measure.title)")
      }
      for case .exclusions(_, let dropped, _) in assessment.working?.steps ?? []
      where dropped.contains(window) {
        return sayPlain("excluded for \(assessment.measure.title)")
      }
      return nil
    }
    return reasons.isEmpty ? sayPlain("yes") : reasons.joined(separator: ", ")
  }

  static func title(_ counter: Counter) -> String {
    switch counter {
    case .answeredInThreshold: sayPlain("In time")
    case .shortAbandoned: sayPlain("Short abandons")
    case .flowOut: sayPlain("Flow-outs")
    default:
      sayWord(
        Sentences.capitalized(
          counter.column.replacing("_ms", with: ", ms").replacing("_", with: " ")))
    }
  }

  private func offsets(_ day: DaySummary) -> String {
    Set(day.hours.map(\.localTime.offset)).count > 1
      ? sayPlain(", whose offset changes on this day") : ""
  }

  private func clock(_ start: Instant) -> String {
    let offset = context.zone.offset(at: start)
    let clock = DateWords.clock(start, offset: offset)
    let day = sections.lazy.map { statement.days[$0.day] }.first { $0.total.window.contains(start) }
    return Set(day?.hours.map(\.localTime.offset) ?? []).count > 1
      ? "\(clock) UTC\(Instant.offsetText(offset))" : clock
  }

  private var pager: HTML {
    func link(_ part: Int) -> Page.Link? {
      guard rows.parts.indices.contains(part) else { return nil }
      let name = String(EvidenceRows.path(part).dropFirst("evidence/".count))
      return Page.Link(say("Rows, part \(part + 1)"), name)
    }
    return Facts.pager(
      sayPlain("Rows"),
      [
        link(part - 1), Page.Link(say("Billing evidence, \(context.name)"), "../evidence.html"),
        link(part + 1),
      ]
      .compactMap { $0 })
  }
}
