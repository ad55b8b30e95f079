import Figures

/// All queues of a period that has too many of them for its report.
struct QueuesPage {
  let context: PeriodContext

  static let path = "queues.html"

  /// A report with more queues than this leaves them to a page of their own.
  private static let most = 12

  /// A page for a period with many queues, else `nil`.
  init?(_ context: PeriodContext) {
    guard Self.isNeeded(context.statement) else { return nil }
    self.context = context
  }

  static func isNeeded(_ statement: Statement) -> Bool { statement.queues.count > most }

  func page() -> Page {
    let title = sayPlain("Queues, \(context.name)")
    var count = Numbering()
    let panels = count.figure(QueuePanels(context: context).html)
    return context.page(
      .queues, path: Self.path, title: title, here: say("Queues"),
      values: [
        "heading": .text(title), "deck": .html(deck), "queueFigure": .html(panels),
        "queueLinks": .html(Self.table(context, number: 1)),
        "pager": .html(
          Facts.pager(sayPlain("Reports"), [Page.Link(say("\(context.name) report"), "index.html")])
            + context.ways(.queues)),
      ])
  }

  private var deck: HTML {
    let total = context.total
    return say(
      """
      \(total.count(.offered).data()) contacts were offered in \
      \(Sentences.number(context.statement.queues.count)) queues. Each leads to its own days.
      """)
  }

  /// Every queue of the period with its figures.
  static func table(_ context: PeriodContext, number: Int) -> HTML {
    Tables(context: context, up: "").queues(
      number: number, total: context.total,
      rows: context.statement.queues.map { ($0.queue, context.figures(queue: $0)) },
      subtitle: "\(context.head).")
  }

  /// What the report says instead of the table.
  static func link(_ context: PeriodContext) -> HTML {
    say(
      """
      <p class="go"><a href="\(url: path)">All \(context.statement.queues.count) queues of \
      \(context.name)</a>: each against the target, and the lowest day by day.</p>
      """)
  }
}

extension [QueueSummary] {
  /// Those with the lowest service level, at most `most` of them, in the order of the list.
  ///
  /// Of equal ones the first in the list counts as lower; those without a service level come last.
  func lowest(_ most: Int) -> [QueueSummary] {
    guard count > most else { return self }
    let ranked = indices.sorted { left, right in
      switch (self[left].summary.serviceLevel.quotient, self[right].summary.serviceLevel.quotient) {
      case (nil, nil): left < right
      case (nil, _): false
      case (_, nil): true
      case (let one?, let other?):
        Takeaway.isLess(one, other) || (!Takeaway.isLess(other, one) && left < right)
      }
    }
    return ranked.prefix(most).sorted().map { self[$0] }
  }
}
