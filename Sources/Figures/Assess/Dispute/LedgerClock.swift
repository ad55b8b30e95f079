/// What the clock on the wall shows at each interval of a sheet, and what the contract says of it.
struct LedgerClock: Sendable {
  /// Days since 1970, by the local date.
  let days: [Int]
  /// Minutes after midnight.
  let minutes: [Int]
  let isOpen: [Bool]
  /// Whether it would be open if the date were no holiday.
  let isUsuallyOpen: [Bool]
  /// Seconds since an open stretch began and until it ends; -1 while closed.
  let sinceOpening: [Int]
  let untilClosing: [Int]
  /// Whether the parties agreed to leave it out.
  let isExcluded: [Bool]
  /// Whether the offset changes within the sheet's window.
  let hasOffsetChange: Bool

  init(_ sheet: Sheet, zone: Zone, hours: OpeningHours, exclusions: Exclusions) {
    let count = sheet.intervalCount
    var days: [Int] = []
    var minutes: [Int] = []
    var isOpen: [Bool] = []
    var isUsuallyOpen: [Bool] = []
    var date = zone.date(at: sheet.window.start)
    var day = zone.day(date)
    var offsets = (zone.offset(at: day.start), zone.offset(at: day.end - 1))
    let firstOffset = zone.offset(at: sheet.window.start)
    var hasOffsetChange = false
    for index in 0..<count {
      let start = sheet.interval(index).start
      while start >= day.end {
        date = date.adding(days: 1)
        day = zone.day(date)
        offsets = (zone.offset(at: day.start), zone.offset(at: day.end - 1))
      }
      let offset = offsets.0 == offsets.1 ? offsets.0 : zone.offset(at: start)
      if offset != firstOffset { hasOffsetChange = true }
      let minute = (start.seconds + offset - date.dayNumber * 86_400) / 60
      days.append(date.dayNumber)
      minutes.append(minute)
      isOpen.append(hours.isOpen(on: date, minute: minute))
      isUsuallyOpen.append(hours.isUsuallyOpen(on: date, minute: minute))
    }
    self.days = days
    self.minutes = minutes
    self.isOpen = isOpen
    self.isUsuallyOpen = isUsuallyOpen
    self.hasOffsetChange = hasOffsetChange
    isExcluded =
      exclusions.list.isEmpty
      ? Array(repeating: false, count: count)
      : (0..<count).map { exclusions.excludes(sheet.interval($0)) }
    sinceOpening = Self.distances(isOpen, step: sheet.step, in: Array(0..<count), lead: 0)
    untilClosing = Self.distances(
      isOpen, step: sheet.step, in: (0..<count).reversed(), lead: sheet.step)
  }

  private static func distances(
    _ isOpen: [Bool], step: Int, in order: [Int], lead: Int
  ) -> [Int] {
    var distances = Array(repeating: -1, count: isOpen.count)
    var reached = lead
    for index in order {
      guard isOpen[index] else {
        reached = lead
        continue
      }
      distances[index] = reached
      reached += step
    }
    return distances
  }
}

extension OpeningHours {
  /// Whether the same weekday is open at this minute in one of the weeks around.
  func isUsuallyOpen(on date: LocalDate, minute: Int) -> Bool {
    if isOpen(on: date, minute: minute) { return true }
    guard spans(on: date).isEmpty else { return false }
    return [-7, 7, -14, 14].contains { isOpen(on: date.adding(days: $0), minute: minute) }
  }
}
