import Figures
import GenesysCloud
import Testing

@Suite struct WindowSplitTests {
  @Test(arguments: [
    // Long over: all of it is history.
    ("2026-11-02T10:00:00Z", "2026-11-01T00:00:00Z", false),
    // Over for more than a quarter of an hour, and for less.
    ("2026-11-01T00:15:00Z", "2026-11-01T00:00:00Z", false),
    ("2026-11-01T00:14:59Z", "2026-10-31T23:55:00Z", false),
    // The last five minutes, and the end itself.
    ("2026-11-01T00:05:00Z", "2026-10-31T23:50:00Z", false),
    ("2026-11-01T00:04:59Z", "2026-10-31T23:45:00Z", true),
    // In the middle.
    ("2026-10-14T08:07:00Z", "2026-10-14T07:50:00Z", true),
    // Just begun, and not begun.
    ("2026-10-01T00:10:00Z", nil, true),
    ("2026-09-30T23:59:00Z", nil, false),
  ])
  func `history ends with the last closed interval`(
    now: String, end: String?, includesNow: Bool
  ) throws {
    let window = Window(
      try Instant("2026-10-01T00:00:00Z"), try Instant("2026-11-01T00:00:00Z"))
    let split = WindowSplit(window, step: 300, serverTime: try Instant(now))
    #expect(split.history?.end.text == end)
    #expect(split.history == nil || split.history?.start == window.start)
    #expect(split.includesNow == includesNow)
  }
}
