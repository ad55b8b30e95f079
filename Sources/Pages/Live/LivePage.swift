import Figures

/// The queues of this moment: each figure with its source and its time, and loud when it is old.
struct LivePage {
  let view: LiveView

  func page() throws(RemarkError) -> Page {
    let notice = try PeriodContext.notice(view.notice)
    return Page(
      path: "live.html", kind: .live, title: "Queues now | \(view.partner.name)",
      language: "en-GB", partner: view.partner.name,
      navigation: [Page.Link("Periods", "index.html"), Page.Link("Now", "live.html")], crumbs: [],
      here: nil,
      running: ("Queues now", "\(view.organization) for \(view.partner.name)", "Tallysheet"),
      footer: """
        <p>Published by \(.outside(view.organization)) for \(.outside(view.partner.name)). \
        Figures of this page are moments and unfinished sums: no invoice and no verdict rests on \
        them.</p>
        """, notice: notice, links: nil,
      values: [
        "heading": .html("Queues of \(.outside(view.partner.name)) now"), "deck": .html(deck),
        "written": .text(view.writtenAt.text), "limit": .text(String(3 * view.every)),
        "isStale": .flag(view.isStale), "stale": .html(stale), "now": .html(now),
        "hasToday": .flag(view.todayUntil != nil), "today": .html(today),
      ])
  }

  private func time(_ instant: Instant) -> HTML { "\(DateWords.local(instant, view.zone))" }

  private var deck: HTML {
    guard let observedAt = view.observedAt else { return "The service has told nothing yet." }
    return "As the service saw them at \(time(observedAt)). A new page comes every \(view.every) s."
  }

  private var stale: HTML {
    let since: HTML =
      view.observedAt.map { "These figures are old: they are from \(time($0))." }
      ?? "There are no figures."
    return view.failure.map { "\(since) \($0)" } ?? since
  }

  private var now: HTML {
    MomentTable(
      id: "now-table", resource: "live", title: "Queues at this moment",
      subtitle: "Real-time values of the service", observations: view.observations,
      queues: view.queues, zone: view.zone
    ).html + Facts.note("Source: <a href=\"data/live.csv\">live.csv</a>.")
  }

  private var today: HTML {
    guard let until = view.todayUntil else { return "" }
    var table = Table(
      "today-table", style: "fit", resource: "today", title: "Today so far",
      subtitle: "Closed intervals from midnight to \(time(until))",
      columns: [
        .plain("Queue"), .figure("Offered", "offered", .count),
        .figure("Answered", "answered", .count),
        .figure("In time", "answered_in_threshold", .count),
        .figure("Abandoned", "abandoned", .count),
      ])
    for queue in view.queues {
      guard let tally = view.today[queue.id] else { continue }
      let row = "queue_id=\(queue.id.text)"
      table.row(
        .outside(queue.label), selector: row,
        cells: LiveFiles.counters.map { counter in
          let value = tally[counter]
          return .figure(
            Figure(
              value.map { Shown.count($0) } ?? "–", exact: value.map(String.init) ?? "",
              unit: .count, place: Figure.Place("today", row, counter.column)))
        })
    }
    return table.html
      + Facts.note(
        """
        Provisional: late data may still change it. Source: \
        <a href="data/today.csv">today.csv</a>.
        """)
  }
}
