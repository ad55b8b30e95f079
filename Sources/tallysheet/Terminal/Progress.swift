import Foundation
import Synchronization

/// How far long work is: a bar on a terminal, otherwise a line every few seconds.
///
/// Everything goes to standard error. Without a total nothing is estimated.
final class Progress: Sendable {
  /// A bar that is drawn again and again, plain lines, or JSON lines.
  enum Style { case bar, lines, json }

  private struct State {
    var done = 0
    var lastShown: Duration?
    /// Requests that may still be sent in this minute, where that is what limits the work.
    var quotaLeft: Int?
  }

  private let title: String
  private let total: Int
  private let unit: String
  private let style: Style
  private let elapsed: @Sendable () -> Duration
  private let write: @Sendable (String) -> Void
  private let state = Mutex(State())

  init(
    _ title: String, total: Int, unit: String, style: Style,
    elapsed: @escaping @Sendable () -> Duration, write: @escaping @Sendable (String) -> Void
  ) {
    self.title = title
    self.total = total
    self.unit = unit
    self.style = style
    self.elapsed = elapsed
    self.write = write
  }

  /// A progress on the real standard error, or none when the operator wants quiet.
  static func onTerminal(_ title: String, total: Int, unit: String, quiet: Bool) -> Progress? {
    guard !quiet, total > 0 else { return nil }
    let clock = ContinuousClock()
    let began = clock.now
    return Progress(
      title, total: total, unit: unit,
      style: Terminal.format == .json ? .json : Terminal.errorIsTerminal ? .bar : .lines,
      elapsed: { clock.now - began }, write: Terminal.errorPart)
  }

  /// Counts work that is done; `quotaLeft` is what the service still allows in this minute.
  func advance(by count: Int = 1, quotaLeft: Int? = nil) {
    let line: String? = state.withLock { state in
      state.done += count
      if let quotaLeft { state.quotaLeft = quotaLeft }
      let now = elapsed()
      let pause: Duration = style == .bar ? .milliseconds(100) : .seconds(5)
      if let last = state.lastShown, now - last < pause, state.done < total { return nil }
      // Work that ends within the first pause needs no line of its own when output is a file.
      if style != .bar, state.lastShown == nil, now < pause { return nil }
      state.lastShown = now
      return self.line(done: state.done, elapsed: now, quotaLeft: state.quotaLeft)
    }
    if let line { write(line) }
  }

  /// Clears the bar.
  func finish() {
    if style == .bar { write(Self.clear) }
  }

  private static let clear = "\r\u{1B}[2K"

  private func line(done: Int, elapsed: Duration, quotaLeft: Int?) -> String {
    let seconds = Int(elapsed.components.seconds)
    let milliseconds = max(
      1, seconds * 1000 + Int(elapsed.components.attoseconds / 1_000_000_000_000_000))
    let tenths = done * 10_000 / milliseconds
    let rest = max(0, total - done) * milliseconds / max(1, done) / 1000
    let rate =
      "\(tenths / 10).\(tenths % 10) \(unit)/s, "
      + (quotaLeft.map { "quota left \($0), " } ?? "") + "\(rest) s left"
    let share = "\(title) \(done) of \(total) \(unit)"
    switch style {
    case .lines: return "\(share), \(rate)\n"
    case .json:
      var line = MessageLine(title, level: .info)
      line.progress = MessageLine.Extent(
        done: done, total: total, unit: unit, perSecond: Double(tenths) / 10, secondsLeft: rest,
        quotaLeft: quotaLeft)
      return line.text
    case .bar:
      let width = 24
      let filled = min(width, done * width / max(1, total))
      let bar =
        String(repeating: "━", count: filled) + String(repeating: "·", count: width - filled)
      return Self.clear + "\(share) \(bar) \(rate)"
    }
  }
}
