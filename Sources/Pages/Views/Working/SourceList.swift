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
    guard !answers.isEmpty else { return say("<p>The capture names no single request.</p>") }
    var table = Table(
      id, style: "fit nw", title: say("Table \(number): Requests and answers"),
      subtitle: say("Each number leads to the request with method, path and body"),
      columns: [
        .plain(say("Request")), .plain(say("Asked for")), .plain(say("Answer received, UTC")),
        .plain(say("SHA-256 of the answer"), style: "txt"),
      ])
    for (number, answer) in answers.prefix(Self.most) {
      table.row(
        say(
          """
          <a href="\(url: up)\(url: RequestsPage.address(of: number))">Request \(number)</a>
          """),
        cells: [
          .html("\(answer.purpose.words)"),
          .html("<code class=\"nb\">\(answer.receivedAt.text)</code>"),
          .html("<span class=\"hash\">\(answer.sha256)</span>"),
        ])
    }
    let rest = answers.count - Self.most
    let more: HTML =
      rest > 0 ? say("\(Shown.count(rest)) more stand on the page of requests. ") : ""
    return table.html
      + Facts.note(
        say(
          """
          \(more)Source: <a href="\(url: up)../data/requests.csv">requests.csv</a>. The answers \
          themselves lie in the archive of the client, and each can be held against its digest.
          """))
  }
}

extension SourceAnswer.Purpose {
  var words: String {
    switch self {
    case .counts: sayPlain("counts of every interval")
    case .control: sayPlain("the same as one sum, as a check")
    case .agents: sayPlain("time of agents")
    case .conversations: sayPlain("single conversations")
    }
  }
}
