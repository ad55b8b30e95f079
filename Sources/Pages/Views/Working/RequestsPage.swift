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
    let part: HTML = self.part == 0 ? "" : ", part \(self.part + 1)"
    return WorkingGroup(
      context: context, path: Self.path(self.part), name: "Requests\(part)",
      deck: """
        What the source was asked, word for word, and what can be checked of its answers: \
        \(Sentences.counted(provenance.answers.count, "request")) to \
        <code>\(provenance.apiHost)</code>.
        """,
      facts: [
        ("Capture", "<span class=\"hash\">\(provenance.captureIDs.joined(separator: ", "))</span>"),
        ("Organization", "<span class=\"hash\">\(provenance.organizationID)</span>"),
        ("Captured", "\(DateWords.span(provenance.capturedFrom, provenance.capturedTo))"),
      ], sections: sections
    ).page()
  }

  private var sections: [WorkingGroup.Section] {
    let first = part * Self.most
    let own = provenance.answers.enumerated().dropFirst(first).prefix(Self.most)
    guard !own.isEmpty else {
      return [.init("requests", "Requests", "<p>The capture names no single request.</p>")]
    }
    return own.map { index, answer in
      .init("request-\(index + 1)", "Request \(index + 1)", request(answer, index + 1))
    }
  }

  private func request(_ answer: SourceAnswer, _ number: Int) -> HTML {
    let body: HTML =
      answer.body.map {
        """
        <pre tabindex="0" role="region" aria-label="Body of request \(number)">\
        \($0.isEmpty ? "(empty)" : $0)</pre>
        """
      }
        ?? """
        <p class="note">The body is not shown, because a request of this kind may name persons. The \
        archive of the client has it.</p>
        """
    let terms: [(HTML, HTML)] = [
      ("Asked for", "\(answer.purpose.words)"),
      ("Method and path", "<code>\(answer.method) \(answer.path)</code>"),
      ("SHA-256 of the body", "<span class=\"hash\">\(answer.bodySHA256)</span>"),
      ("Answer received", "<code>\(answer.receivedAt.text)</code>"),
      ("SHA-256 of the answer", "<span class=\"hash\">\(answer.sha256)</span>"),
      ("Bytes of the answer", "\(Shown.count(answer.size))"),
      ("Correlation id", "<span class=\"hash\">\(answer.correlationID)</span>"),
    ]
    return WorkingGroup.terms(terms) + body
  }
}
