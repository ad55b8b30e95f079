package import Figures

/// Which part of a window history can answer, and whether the present belongs to it.
///
/// An interval is open until a quarter of an hour after its end: until then the service may not
/// have counted everything in it. A window that ends within the last five minutes, or in the
/// future, also asks for what happens now.
package struct WindowSplit: Sendable, Hashable {
  static let settling = 900
  static let present = 300

  /// The closed intervals, from the window's start; `nil` when there is none yet.
  package let history: Window?
  package let includesNow: Bool

  /// Splits a window of intervals of `step` seconds by the service's clock.
  package init(_ window: Window, step: Int, serverTime: Instant) {
    let closed = (serverTime + -Self.settling).seconds - window.start.seconds
    let end = min(window.end, window.start + closed.dividedDown(by: step) * step)
    history = end > window.start ? Window(window.start, end) : nil
    includesNow =
      window.end.seconds > serverTime.seconds - Self.present && window.start <= serverTime
  }
}
