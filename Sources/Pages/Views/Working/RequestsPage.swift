import Figures

/// Every request with its method, path and body, and the digest of its answer.
struct RequestsPage {
  private static let most = 60

  let context: PeriodContext
  /// Which part of the list, from zero.
  let part: Int

  static func count(_ answers: [SourceAnswer]) -> Int {
    max(1, (answers.count + most - 1) / most)
  }

  static func path(_ part: Int) -> String {
    part == 0 ? "working/requests.html" : "working/requests-\(part + 1).html"
  }

  /// The address of a request within the folder `working`.
  static func address(of number: Int) -> String {
    String(path((number - 1) / most).dropFirst("working/".count)) + "#request-\(number)"
  }

  private var provenance: Provenance { context.statement.provenance }

  func page() -> Page {
    let part: HTML = self.part == 0 ? "" : say(", part \(self.part + 1)")
    return WorkingGroup(
      context: context, path: Self.path(self.part), name: say("Requests\(part)"),
      deck: say(
        """
        What the source was asked, word for word, and what can be checked of its answers: \
        \(Sentences.number(provenance.answers.count)) \
        \(provenance.answers.count, "request", "requests") to \
        <code>\(provenance.apiHost)</code>.
        """),
      facts: [
        (
          say("Capture"),
          "<span class=\"hash\">\(provenance.captureIDs.joined(separator: ", "))</span>"
        ),
        (say("Organization"), "<span class=\"hash\">\(provenance.organizationID)</span>"),
        (say("Captured"), "\(DateWords.span(provenance.capturedFrom, provenance.capturedTo))"),
      ], sections: sections
    ).page()
  }

  private var sections: [WorkingGroup.Section] {
    let first = part * Self.most
    let own = provenance.answers.enumerated().dropFirst(first).prefix(Self.most)
    guard !own.isEmpty else {
      return [
        .init("requests", say("Requests"), say("<p>The capture names no single request.</p>"))
      ]
    }
    return own.map { index, answer in
      .init("request-\(index + 1)", say("Request \(index + 1)"), request(answer, index + 1))
    }
  }

  private func request(_ answer: SourceAnswer, _ number: Int) -> HTML {
    let body: HTML =
      answer.body.map {
        say(
          """
          <pre tabindex="0" role="region" aria-label="Body of request \(number)">\
          \($0.isEmpty ? sayPlain("(empty)") : $0)</pre>
          """)
      }
      ?? say(
        """
        <p class="note">The body is not shown, because a request of this kind may name persons. The \
        archive of the client has it.</p>
        """)
    let terms: [(HTML, HTML)] =
      [
        (say("Asked for"), "\(answer.purpose.words)"),
        (say("Method and path"), "<code>\(answer.method) \(answer.path)</code>"),
        (say("SHA-256 of the body"), "<span class=\"hash\">\(answer.bodySHA256)</span>"),
        (say("Answer received"), "<code>\(answer.receivedAt.text)</code>"),
        (say("SHA-256 of the answer"), "<span class=\"hash\">\(answer.sha256)</span>"),
        (say("Bytes of the answer"), "\(Shown.count(answer.size))"),
        (say("Correlation id"), "<span class=\"hash\">\(answer.correlationID)</span>"),
      ] + kept(answer)
    return WorkingGroup.terms(terms) + body
  }

  /// What the archive has of an answer that it does not have as it came.
  private func kept(_ answer: SourceAnswer) -> [(HTML, HTML)] {
    answer.keptSHA256.map { digest in
      [
        (
          say("Kept of the answer"),
          say(
            """
            only what was read of it, with ids masked; SHA-256 <span class="hash">\(digest)</span>
            """)
        )
      ]
    } ?? []
  }
}
