/// The rule that holds after the last transition of a zone file: a POSIX TZ string.
struct ZoneRule: Sendable, Hashable {
  private let standard: Zone.LocalTime
  private let summer: Zone.LocalTime?
  private let begins: Change?
  private let ends: Change?

  /// Reads for example `CET-1CEST,M3.5.0,M10.5.0/3` or `<+07>-7`; anything else is `nil`.
  init?(_ text: String) {
    var reader = RuleReader(rest: text[...])
    guard let name = reader.name(), let offset = reader.offset() else { return nil }
    standard = Zone.LocalTime(offset: -offset, abbreviation: name)
    guard !reader.rest.isEmpty else {
      (summer, begins, ends) = (nil, nil, nil)
      return
    }
    guard let summerName = reader.name() else { return nil }
    let summerOffset = reader.rest.hasPrefix(",") ? offset - 3600 : reader.offset()
    guard let summerOffset, reader.skip(","), let begins = reader.change(), reader.skip(","),
      let ends = reader.change(), reader.rest.isEmpty
    else { return nil }
    summer = Zone.LocalTime(offset: -summerOffset, abbreviation: summerName)
    self.begins = begins
    self.ends = ends
  }

  func localTime(at second: Int) -> Zone.LocalTime {
    guard let summer, let begins, let ends else { return standard }
    let year = LocalDate(dayNumber: (second + standard.offset).dividedDown(by: 86_400)).year
    let start = begins.second(in: year) - standard.offset
    let end = ends.second(in: year) - summer.offset
    let isSummer =
      start < end ? start <= second && second < end : !(end <= second && second < start)
    return isSummer ? summer : standard
  }

  /// The two seconds of a year at which the clocks change.
  func changes(in year: Int) -> [Int] {
    guard let summer, let begins, let ends else { return [] }
    return [begins.second(in: year) - standard.offset, ends.second(in: year) - summer.offset]
  }

  /// A day of the year and the seconds after its midnight, by the clock that holds before it.
  struct Change: Sendable, Hashable {
    enum Day: Sendable, Hashable {
      case weekday(month: Int, week: Int, weekday: Int)
      case withoutLeapDay(Int)
      case withLeapDay(Int)
    }

    let day: Day
    let seconds: Int

    func second(in year: Int) -> Int { dayNumber(in: year) * 86_400 + seconds }

    private func dayNumber(in year: Int) -> Int {
      let newYear = Self.dayNumber(year, 1)
      switch day {
      case .withLeapDay(let index): return newYear + index
      case .withoutLeapDay(let index):
        let hasLeapDay = LocalDate.length(ofMonth: 2, in: year) == 29
        return newYear + index - 1 + (hasLeapDay && index > 59 ? 1 : 0)
      case .weekday(let month, let week, let weekday):
        let first = Self.dayNumber(year, month)
        let firstWeekday = (first + 4) - (first + 4).dividedDown(by: 7) * 7
        let found = first + (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
        let length = LocalDate.length(ofMonth: month, in: year)
        return found - first < length ? found : found - 7
      }
    }

    private static func dayNumber(_ year: Int, _ month: Int) -> Int {
      LocalDate(year: min(max(year, 1), 9999), month: month, day: 1)?.dayNumber ?? 0
    }
  }
}

/// Takes the parts of a POSIX TZ string from its front.
private struct RuleReader {
  var rest: Substring

  mutating func skip(_ prefix: String) -> Bool {
    guard rest.hasPrefix(prefix) else { return false }
    rest = rest.dropFirst(prefix.count)
    return true
  }

  mutating func name() -> String? {
    if skip("<") {
      guard let end = rest.firstIndex(of: ">") else { return nil }
      defer { rest = rest[rest.index(after: end)...] }
      return String(rest[..<end])
    }
    let letters = rest.prefix { $0.isASCII && $0.isLetter }
    guard letters.count >= 3 else { return nil }
    rest = rest.dropFirst(letters.count)
    return String(letters)
  }

  mutating func number() -> Int? {
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    rest = rest.dropFirst(digits.count)
    return Int(digits)
  }

  /// Signed hours, minutes and seconds as seconds; hours may pass 24.
  mutating func offset() -> Int? {
    let sign = skip("-") ? -1 : 1
    if sign == 1 { _ = skip("+") }
    guard let hours = number() else { return nil }
    var total = hours * 3600
    if skip(":") {
      guard let minutes = number() else { return nil }
      total += minutes * 60
      if skip(":") {
        guard let seconds = number() else { return nil }
        total += seconds
      }
    }
    return sign * total
  }

  mutating func change() -> ZoneRule.Change? {
    let day: ZoneRule.Change.Day
    if skip("M") {
      guard let month = number(), (1...12).contains(month), skip("."), let week = number(),
        (1...5).contains(week), skip("."), let weekday = number(), (0...6).contains(weekday)
      else { return nil }
      day = .weekday(month: month, week: week, weekday: weekday)
    } else if skip("J") {
      guard let index = number(), (1...365).contains(index) else { return nil }
      day = .withoutLeapDay(index)
    } else {
      guard let index = number(), (0...365).contains(index) else { return nil }
      day = .withLeapDay(index)
    }
    guard skip("/") else { return ZoneRule.Change(day: day, seconds: 7200) }
    guard let seconds = offset() else { return nil }
    return ZoneRule.Change(day: day, seconds: seconds)
  }
}
