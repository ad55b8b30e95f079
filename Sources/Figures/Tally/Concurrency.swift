/// How much work overlaps: several chats at once, for one agent or many.
package struct Concurrency: Sendable, Hashable {
  /// The lengths of all contacts added up, in milliseconds.
  package let handled: Int
  /// The time in which there was at least one, in milliseconds.
  package let busy: Int
  /// The most contacts at one moment.
  package let peak: Int

  /// Looks at the stretches in which contacts were worked on; one that ends when the next begins
  /// does not overlap it.
  package init(_ contacts: [Window]) {
    let changes = contacts.filter { !$0.isEmpty }
      .flatMap { [(at: $0.start, step: 1), (at: $0.end, step: -1)] }
      .sorted { ($0.at, $0.step) < ($1.at, $1.step) }
    var (handled, busy, peak, active) = (0, 0, 0, 0)
    var last = changes.first?.at ?? Instant(seconds: 0)
    for change in changes {
      let length = change.at.milliseconds - last.milliseconds
      handled += active * length
      busy += active > 0 ? length : 0
      active += change.step
      peak = max(peak, active)
      last = change.at
    }
    self.handled = handled
    self.busy = busy
    self.peak = peak
  }

  /// The mean number of contacts while there was one.
  package var average: Outcome { Outcome(handled, over: busy, traffic: false) }
}
