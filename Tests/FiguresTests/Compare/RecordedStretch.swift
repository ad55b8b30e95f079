import Figures
import Testing

/// A month of days or three days of hours of one queue, as ours, and what theirs may be made from.
struct RecordedStretch {
  let zone: Zone
  let window: Window
  let hours: OpeningHours
  let voice: RecordedCalls
  /// Other calls, which stand in for a second medium of the queue.
  let callback: RecordedCalls
  let rowSeconds: Int?
  /// The rows' windows, in order.
  let rows: [Window]
  /// For each five minutes the row that holds them, and what the clock shows.
  let slots: [Slot]
  /// Ours, received completely.
  private(set) var whole: Ledger?

  struct Slot {
    let row: Int
    let weekday: Weekday
    let minute: Int
    let isOpen: Bool
  }

  static let queue = Queue(
    id: QueueID("q1"), label: "Line", media: ["voice", "callback"], directions: ["inbound"])

  /// Days when `day` is `nil`, otherwise the hours of three days from that day of the month.
  init(month: String, day: Int?, queue: String, other: String) throws {
    zone = try systemZone("Asia/Jerusalem")
    let period = try Period(month)
    if let day {
      let first = period.firstDay.adding(days: day - 1)
      window = Window(zone.start(of: first), zone.start(of: first.adding(days: 3)))
      rowSeconds = 3600
    } else {
      window = zone.window(of: period)
      rowSeconds = nil
    }
    let usual = [OpeningHours.Span(start: 420, end: 1440)]
    var spans: [Weekday: [OpeningHours.Span]] = [:]
    for weekday in Weekday.allCases { spans[weekday] = usual }
    spans[.friday] = [OpeningHours.Span(start: 420, end: 840)]
    spans[.saturday] = [OpeningHours.Span(start: 1200, end: 1440)]
    hours = OpeningHours(spans)
    rows = Self.rows(window, rowSeconds, zone)
    slots = Self.slots(rows, zone, hours)
    voice = RecordedCalls(queue, in: window)
    callback = RecordedCalls(other, in: window)
    whole = try ledger(unfetched: nil)
  }

  /// Ours, without what lies in `unfetched`.
  func ledger(unfetched: Window?) throws -> Ledger {
    if unfetched == nil, let whole { return whole }
    let queue = Self.queue
    func series(_ media: String) -> Series {
      Series(queue: queue.id, media: media, direction: "inbound")
    }
    let fetched =
      unfetched.map { [Window(window.start, $0.start), Window($0.end, window.end)] } ?? [window]
    let sheet = try Sheet(
      window: window, step: 300, queues: [queue], recorded: RecordedCalls.recorded,
      rows: voice.rows(series("voice")) + callback.rows(series("callback")),
      fetched: [queue.id: fetched], gaps: [])
    return Ledger(sheet, zone: zone, hours: hours, formulas: Formulas([]), media: "voice")
  }

  private static func rows(_ window: Window, _ rowSeconds: Int?, _ zone: Zone) -> [Window] {
    if let rowSeconds {
      return stride(from: window.start.seconds, to: window.end.seconds, by: rowSeconds).map {
        Window(Instant(seconds: $0), Instant(seconds: $0 + rowSeconds))
      }
    }
    var rows: [Window] = []
    var start = window.start
    while start < window.end {
      let day = zone.day(zone.date(at: start))
      rows.append(day)
      start = day.end
    }
    return rows
  }

  private static func slots(_ rows: [Window], _ zone: Zone, _ hours: OpeningHours) -> [Slot] {
    rows.enumerated().flatMap { row, window in
      stride(from: window.start.seconds, to: window.end.seconds, by: 300).map { second in
        let local = second + zone.offset(at: Instant(seconds: second))
        let day = local.dividedDown(by: 86_400)
        let date = LocalDate(dayNumber: day)
        let minute = (local - day * 86_400) / 60
        return Slot(
          row: row, weekday: date.weekday, minute: minute,
          isOpen: hours.isOpen(on: date, minute: minute))
      }
    }
  }
}
