import Figures

/// The requests behind figures and the digests of their answers.
struct SourceList {
  let context: PeriodContext
  /// `nil` for every queue.
  let queue: QueueID?
  /// From the page to the folder `working`.
  let up: String

  /// More are left to their own page.
  private static let most = 24

  private var answers: [(number: Int, answer: SourceAnswer)] {
    context.statement.provenance.answers.enumerated().map { ($0 + 1, $1) }.filter { _, answer in
      guard let queue else { return true }
      return answer.queues.contains(queue)
    }
  }

  func html(table id: String, number: Int) -> HTML {
    guard !answers.isEmpty else { return "<p>The capture names no single request.</p>" }
    var table = Table(
      id, style: "fit nw", title: "Table \(number): Requests and answers",
      subtitle: "Each number leads to the request with method, path and body",
      columns: [
        .plain("Request"), .plain("Asked for"), .plain("Answer received, UTC"),
        .plain("SHA-256 of the answer", style: "txt"),
      ])
    for (number, answer) in answers.prefix(Self.most) {
      table.row(
        """
        <a href="\(url: up)\(url: RequestsPage.address(of: number))">Request \(number)</a>
        """,
        cells: [
          .html("\(answer.purpose.words)"),
          .html("<code class=\"nb\">\(answer.receivedAt.text)</code>"),
          .html("<span class=\"hash\">\(answer.sha256)</span>"),
        ])
    }
    let rest = answers.count - Self.most
    let more: HTML = rest > 0 ? "\(Shown.count(rest)) more stand on the page of requests. " : ""
    return table.html
      + Facts.note(
        """
        \(more)Source: <a href="\(url: up)../data/requests.csv">requests.csv</a>. The answers \
        themselves lie in the archive of the client, and each can be held against its digest.
        """)
  }
}

extension SourceAnswer.Purpose {
  var words: String {
    switch self {
    case .counts: "counts of every interval"
    case .control: "the same as one sum, as a check"
    case .agents: "time of agents"
    case .conversations: "single conversations"
    }
  }
}
