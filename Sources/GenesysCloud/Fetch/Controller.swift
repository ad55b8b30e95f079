package import Figures

/// Asks for totals and holds what was fetched against them.
package struct Controller: Sendable {
  private let session: Session
  private let mask: AnswerMask
  private let now: @Sendable () -> Instant

  package init(
    session: Session, columns: ColumnPolicy = ColumnPolicy(),
    now: @escaping @Sendable () -> Instant
  ) {
    self.session = session
    mask = .aggregates(columns)
    self.now = now
  }

  /// A total that agreed, as it is kept.
  package struct Agreed: Sendable {
    package let control: ControlQuery
    package let page: FetchedAnswer.Page
  }

  /// Checks every control that is not done yet; throws at the first that differs.
  ///
  /// A control that is too large for the service is replaced by its parts.
  package func check(
    _ controls: [ControlQuery], skipping done: Set<String>, against rows: [TallyRow],
    deliver: @Sendable (Agreed) async throws -> Void
  ) async throws {
    var waiting = Array(controls.reversed())
    while let control = waiting.popLast() {
      guard !done.contains(control.key) else { continue }
      do {
        let (page, total) = try await ask(control)
        try control.check(total, against: rows)
        try await deliver(Agreed(control: control, page: page))
      } catch let error as FetchError where error.asksForLess {
        guard let parts = control.split() else { throw error }
        waiting += parts.reversed()
      }
    }
  }

  private func ask(_ control: ControlQuery) async throws -> (FetchedAnswer.Page, Tally) {
    let request = try PublishedControl.request(for: control)
    return try await session.send(request) { response throws(FetchError) in
      let page = try FetchedAnswer.Page(
        request, response, at: now(), keeping: mask)
      return (page, try PublishedControl.total(in: mask.read(response).body, for: control))
    }
  }
}
