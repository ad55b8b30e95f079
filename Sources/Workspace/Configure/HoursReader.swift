import Figures

extension OpeningHours {
  /// Reads `sunday to thursday: 07:00-24:00` and the like, or the word `always`.
  ///
  /// Days that are not named are closed. A span whose end is not after its start ends on the
  /// next day.
  init(reading setting: Setting, holidays: Set<LocalDate>) throws(SettingError) {
    if setting.isScalar {
      _ = try setting.word(of: ["always"])
      let day = [Span(start: 0, end: 1440)]
      self.init(
        Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, day) }), holidays: holidays)
      return
    }
    var spans: [Weekday: [Span]] = [:]
    var occupied = [Bool](repeating: false, count: 7 * 1440)
    for (key, value) in try setting.table().entries {
      let read = try Self.spans(value)
      for day in try Self.days(key) {
        guard spans[day] == nil else {
          throw SettingError("the hours of \(day.rawValue) stand twice", at: key.place)
        }
        spans[day] = read
        for span in read {
          let start = (Weekday.allCases.firstIndex(of: day) ?? 0) * 1440 + span.start
          let length = span.end > span.start ? span.end - span.start : 1440 + span.end - span.start
          for minute in start..<start + length {
            guard !occupied[minute % occupied.count] else {
              throw value.refusal("the hours of \(day.rawValue) overlap others")
            }
            occupied[minute % occupied.count] = true
          }
        }
      }
    }
    guard occupied.contains(true) else { throw setting.refusal("the contract is never open") }
    self.init(spans, holidays: holidays)
  }

  private static func days(_ key: SettingTable.Key) throws(SettingError) -> [Weekday] {
    if key.text == "every day" { return Weekday.allCases }
    let names = key.text.split(separator: " ")
    let isRange = names.count == 3 && names[1] == "to"
    guard isRange || names.count == 1 else { throw unknown(key) }
    let ends = [names[0], names[names.count - 1]].map { name in
      Weekday.allCases.firstIndex { $0.rawValue == name }
    }
    guard let first = ends[0], var last = ends[1] else { throw unknown(key) }
    if last < first { last += 7 }
    return (first...last).map { Weekday.allCases[$0 % 7] }
  }

  private static func unknown(_ key: SettingTable.Key) -> SettingError {
    SettingError(
      "'\(key.text)' is no day of the week", at: key.place,
      remedy: "write 'friday', 'sunday to thursday' or 'every day'")
  }

  private static func spans(_ setting: Setting) throws(SettingError) -> [Span] {
    let text = try setting.line()
    if text == "closed" { return [] }
    var spans: [Span] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.trimmingSpaces.split(separator: "-", omittingEmptySubsequences: false)
      guard ends.count == 2, let start = ClockTime.minutes(ends[0]), start < 1440,
        let end = ClockTime.minutes(ends[1]), start != end
      else {
        throw setting.refusal(
          "'\(text)' is no time of opening",
          remedy: "write it like 07:00-24:00, or 08:00-12:00, 13:00-17:00, or 'closed'")
      }
      spans.append(Span(start: start, end: end))
    }
    return spans
  }
}
