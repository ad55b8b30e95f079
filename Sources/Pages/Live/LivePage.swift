import Figures

/// The queues of this moment: each figure with its source and its time, and loud when it is old.
struct LivePage {
  let view: LiveView

  func page() throws(RemarkError) -> Page {
    let notice = try PeriodContext.notice(view.notice)
    return Page(
      path: "live.html", kind: .live, title: sayPlain("Queues now | \(view.partner.name)"),
      language: Voice.tag, partner: view.partner.name,
      navigation: [Page.Link(say("Periods"), "index.html"), Page.Link(say("Now"), "live.html")],
      crumbs: [],
      here: nil,
      running: (
        sayPlain("Queues now"), sayPlain("\(view.organization) for \(view.partner.name)"),
        "Tallysheet"
      ),
      footer: say(
        """
        <p>Published by \(.outside(view.organization)) for \(.outside(view.partner.name)). \
        Figures of this page are moments and unfinished sums: no invoice and no verdict rests on \
        them.</p>
        """), notice: notice, links: nil,
      values: [
        "heading": .html(say("Queues of \(.outside(view.partner.name)) now")), "deck": .html(deck),
        "written": .text(view.writtenAt.text), "limit": .text(String(3 * view.every)),
        "isStale": .flag(view.isStale), "stale": .html(stale), "now": .html(now),
        "hasToday": .flag(view.todayUntil != nil), "today": .html(today),
      ])
  }

  private func time(_ instant: Instant) -> HTML { "\(DateWords.local(instant, view.zone))" }

  private var deck: HTML {
    guard let observedAt = view.observedAt else { return say("The service has told nothing yet.") }
    return say(
      "As the service saw them at \(time(observedAt)). A new page comes every \(view.every) s.")
  }

  private var stale: HTML {
    let since: HTML =
      view.observedAt.map { say("These figures are old: they are from \(time($0)).") }
      ?? say("There are no figures.")
    return view.failure.map { "\(since) \(say($0))" } ?? since
  }

  private var now: HTML {
    MomentTable(
      id: "now-table", resource: "live", title: say("Queues at this moment"),
      subtitle: say("Real-time values of the service"), observations: view.observations,
      queues: view.queues, zone: view.zone
    ).html + Facts.note(say("Source: <a href=\"data/live.csv\">live.csv</a>."))
  }

  private var today: HTML {
    guard let until = view.todayUntil else { return "" }
    var table = Table(
      "today-table", style: "fit", resource: "today", title: say("Today so far"),
      subtitle: say(
        "Closed intervals of medium “\(.outside(view.medium))” from midnight to \(time(until))"),
      columns: [
        .plain(say("Queue")), .figure(say("Offered"), "offered", .count),
        .figure(say("Answered"), "answered", .count),
        .figure(say("In time"), "answered_in_threshold", .count),
        .figure(say("Abandoned"), "abandoned", .count),
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
        say(
          """
          Provisional: late data may still change it. Source: \
          <a href="data/today.csv">today.csv</a>.
          """))
  }
}
