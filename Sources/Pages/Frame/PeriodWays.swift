import Figures

/// The ways from a page of a period to the same page of other periods.
///
/// A period's folder is sealed and knows what came before it, so earlier periods are linked by
/// name. What came later stands in the partner's list of periods, at the place of this one.
struct PeriodWays {
  /// What the page shows, found again in another period.
  enum Subject {
    case report, scorecard, invoice, queues, method, data
    case measure(Measure)
    case queue(Queue)
    case day(LocalDate)
  }

  let statement: Statement
  let subject: Subject
  /// `../` on pages one level down.
  let up: String
  let slugs: Slugs

  var html: HTML {
    let id = statement.period.id
    let earlier = statement.history.filter { $0.period != statement.period }
    let found = earlier.compactMap { result in
      path(in: result).map { (result, $0) }
    }
    var links: [HTML] = []
    if let (result, path) = found.last {
      links.append(link(result, path, " rel=\"prev\"", before: "← "))
    }
    links.append(
      say("<a href=\"\(url: up)../index.html#p-\(url: id)\">All periods</a>"))
    links.append(
      say("<a rel=\"next\" href=\"\(url: up)../index.html#p-\(url: id)\">Later periods →</a>"))
    let pager: HTML =
      say("<nav class=\"pager\" aria-label=\"Periods\">\(links.joined())</nav>")
    guard found.count > 1 else { return pager }
    let items = found.reversed().map { "<li>\(link($0.0, $0.1, "", before: ""))</li>" as HTML }
    return pager
      + say(
        """
        <nav class="same" aria-label="The same page in other periods"><span>\(name), other periods:\
        </span><ul>\(items.joined())</ul></nav>
        """)
  }

  private func link(_ result: PeriodResult, _ path: String, _ relation: HTML, before: HTML) -> HTML
  {
    """
    <a\(relation) href="\(url: up)../\(url: result.period.id)/\(url: path)">\(before)\
    \(DateWords.head(result.period))</a>
    """
  }

  private var name: HTML {
    switch subject {
    case .report: say("Report")
    case .scorecard: say("Scorecard")
    case .invoice: say("Invoice")
    case .queues: say("Queues")
    case .method: say("Method")
    case .data: say("Data")
    case .measure(let measure): .outside(measure.title)
    case .queue(let queue): .outside(queue.label)
    case .day(let date): "\(date.day)."
    }
  }

  /// Where the subject stands in another period; `nil` when that period does not have it.
  private func path(in result: PeriodResult) -> String? {
    switch subject {
    case .report: "index.html"
    case .method: "method.html"
    // Every period that is built has the queues of the configuration.
    case .queues: QueuesPage.path
    case .data: "data.html"
    case .scorecard: result.assessments.isEmpty ? nil : "scorecard.html"
    case .invoice: result.invoice == nil ? nil : "invoice.html"
    case .measure(let measure):
      result.assessments.first { $0.measure.id == measure.id }
        .map { PeriodContext.path(of: $0.measure) }
    case .queue(let queue): "queues/\(slugs[queue.id]).html"
    case .day: nil
    }
  }

  /// The day page of a date in this period or an earlier one, from another day's page.
  static func dayPage(_ date: LocalDate, in statement: Statement) -> String? {
    if statement.days.contains(where: { $0.date == date }) { return "\(date.text).html" }
    let earlier = statement.history.last {
      $0.until == nil && $0.period.firstDay <= date && date < $0.period.endDay
    }
    guard let earlier, earlier.period != statement.period else { return nil }
    return "../../\(earlier.period.id)/days/\(date.text).html"
  }
}
