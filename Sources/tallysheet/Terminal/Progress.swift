import Foundation
import Synchronization

/// How far long work is: a bar on a terminal, otherwise a plain line every few seconds.
///
/// Everything goes to standard error. Without a total nothing is estimated.
final class Progress: Sendable {
  private struct State {
    var done = 0
    var lastShown: Duration?
  }

  private let title: String
  private let total: Int
  private let unit: String
  private let isTerminal: Bool
  private let elapsed: @Sendable () -> Duration
  private let write: @Sendable (String) -> Void
  private let state = Mutex(State())

  init(
    _ title: String, total: Int, unit: String, isTerminal: Bool,
    elapsed: @escaping @Sendable () -> Duration, write: @escaping @Sendable (String) -> Void
  ) {
    self.title = title
    self.total = total
    self.unit = unit
    self.isTerminal = isTerminal
    self.elapsed = elapsed
    self.write = write
  }

  /// A progress on the real standard error, or none when the operator wants quiet.
  static func onTerminal(_ title: String, total: Int, unit: String, quiet: Bool) -> Progress? {
    guard !quiet, total > 0 else { return nil }
    let clock = ContinuousClock()
    let began = clock.now
    return Progress(
      title, total: total, unit: unit, isTerminal: Terminal.errorIsTerminal,
      elapsed: { clock.now - began }, write: Terminal.errorPart)
  }

  func advance(by count: Int = 1) {
    let line: String? = state.withLock { state in
      state.done += count
      let now = elapsed()
      let pause: Duration = isTerminal ? .milliseconds(100) : .seconds(5)
      if let last = state.lastShown, now - last < pause, state.done < total { return nil }
      // Work that ends within the first pause needs no line of its own when output is a file.
      if !isTerminal, state.lastShown == nil, now < pause { return nil }
      state.lastShown = now
      return self.line(done: state.done, elapsed: now)
    }
    if let line { write(isTerminal ? "\r\u{1B}[2K" + line : line + "\n") }
  }

  /// Clears the bar.
  func finish() {
    if isTerminal { write("\r\u{1B}[2K") }
  }

  private func line(done: Int, elapsed: Duration) -> String {
    let seconds = Int(elapsed.components.seconds)
    let milliseconds = max(
      1, seconds * 1000 + Int(elapsed.components.attoseconds / 1_000_000_000_000_000))
    let tenths = done * 10_000 / milliseconds
    let rest = max(0, total - done) * milliseconds / max(1, done) / 1000
    let rate = "\(tenths / 10).\(tenths % 10) \(unit)/s"
    let share = "\(title) \(done) of \(total) \(unit)"
    guard isTerminal else { return "\(share), \(rate), \(rest) s left" }
    let width = 24
    let filled = min(width, done * width / max(1, total))
    let bar =
      String(repeating: "━", count: filled) + String(repeating: "·", count: width - filled)
    return "\(share) \(bar) \(rate), \(rest) s left"
  }
}
