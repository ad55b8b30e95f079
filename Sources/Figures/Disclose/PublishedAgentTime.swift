/// What other sealed periods of a partner show and hide of its agents' days.
///
/// The same day can stand in a month, a week and a site of its own. Were it hidden in one and shown in
/// another, or were two totals around it shown, subtraction would find the day that it protects.
package struct PublishedAgentTime: Sendable, Hashable {
  package private(set) var shown: Set<LocalDate> = []
  package private(set) var hidden: Set<LocalDate> = []
  /// Whether a period of several days, of which some are hidden, shows its total.
  package private(set) var hasTotal = false

  package init() {}

  /// Takes in an `agents.csv` as it was sealed.
  ///
  /// `isSame` says that it is of an earlier edition of the period in question, whose total is of the
  /// same days.
  package mutating func add(agents file: [UInt8], ofSamePeriod isSame: Bool = false) {
    let rows = Self.rows(file)
    var hides = false
    for row in rows where row.date != "*" {
      guard let date = LocalDate(row.date) else { continue }
      if row.isMasked {
        hidden.insert(date)
        hides = true
      } else {
        shown.insert(date)
      }
    }
    guard !isSame, rows.count > 2, hides, rows.contains(where: { $0.date == "*" && !$0.isMasked })
    else {
      return
    }
    hasTotal = true
  }

  /// Date and state, which are the first and the last cell of a row; no cell holds a comma.
  fileprivate static func rows(_ file: [UInt8]) -> [(date: String, isMasked: Bool)] {
    String(decoding: file, as: UTF8.self).split(whereSeparator: \.isNewline).dropFirst().map {
      let cells = $0.split(separator: ",", omittingEmptySubsequences: false)
      return (String(cells[0]), cells.last.map(String.init) == State.masked.rawValue)
    }
  }
}

extension AgentSheet {
  /// What a finished `agents.csv` shows of fewer agents than `smallest`: a date, or `*` for a total
  /// that would give a date away; `nil` when there is nothing.
  ///
  /// It knows nothing of how days were masked, so that it finds what masking overlooked.
  package func uncovered(
    by file: [UInt8], of days: [LocalDate], in zone: Zone, smallest: Int
  ) -> String? {
    var hidden: [Int] = []
    let rows = PublishedAgentTime.rows(file)
    for date in days {
      guard let row = rows.first(where: { $0.date == date.text }),
        let persons = persons(in: zone.day(date), by: zone)
      else { continue }
      if row.isMasked {
        hidden.append(persons)
      } else if (1..<smallest).contains(persons) {
        return date.text
      }
    }
    let showsTotal = rows.contains { $0.date == "*" && !$0.isMasked }
    guard showsTotal, let most = hidden.max() else { return nil }
    return hidden.count < 2 || most < smallest ? "*" : nil
  }

  /// The most agents of a half hour; one where nobody counted, `nil` where nothing was received.
  private func persons(in day: Window, by zone: Zone) -> Int? {
    let summary = time(of: day, days: [], in: zone, finalUntil: day.end).total
    return summary.state == .missing ? nil : summary.persons ?? 1
  }
}
