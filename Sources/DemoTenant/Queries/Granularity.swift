import Foundation

/// The length of an answer's buckets.
struct Granularity: Hashable {
  private enum Step: Hashable {
    case milliseconds(Int)
    case days(Int)
    case months(Int)
  }

  private let step: Step

  private static let steps: [(text: String, step: Step)] = [
    ("PT5M", .milliseconds(300_000)), ("PT15M", .milliseconds(900_000)),
    ("PT30M", .milliseconds(1_800_000)), ("PT1H", .milliseconds(3_600_000)),
    ("P1D", .days(1)), ("P7D", .days(7)), ("P1M", .months(1)),
  ]

  init(_ text: String) throws(Refusal) {
    guard let known = Self.steps.first(where: { $0.text == text }) else {
      throw .bad(
        "granularity '\(text)' is none of "
          + Self.steps.map(\.text).joined(separator: ", ") + ".", code: "invalid.value")
    }
    step = known.step
  }

  /// The bounds of the buckets, cut from the start of the interval; the last one may be short.
  ///
  /// Days and months are those of the zone's calendar, so a day may have 23 or 25 hours. Returns
  /// `nil` when there would be more than `limit` buckets.
  func bounds(
    _ interval: Range<Moment>, zone: TimeZone, limit: Int
  ) -> [Moment]? {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    var bounds: [Moment] = []
    var next = interval.lowerBound
    while next < interval.upperBound {
      guard bounds.count < limit else { return nil }
      bounds.append(next)
      next = bound(bounds.count, from: interval.lowerBound, calendar: calendar)
    }
    return bounds + [interval.upperBound]
  }

  private func bound(_ count: Int, from start: Moment, calendar: Calendar) -> Moment {
    switch step {
    case .milliseconds(let length):
      return Moment(milliseconds: start.milliseconds + count * length)
    case .days(let days):
      return start.adding(.day, days * count, calendar: calendar)
    case .months(let months):
      return start.adding(.month, months * count, calendar: calendar)
    }
  }
}

extension Moment {
  fileprivate func adding(
    _ unit: Calendar.Component, _ count: Int, calendar: Calendar
  ) -> Moment {
    let start = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
    guard let end = calendar.date(byAdding: unit, value: count, to: start) else {
      preconditionFailure("the Gregorian calendar has no end")
    }
    return Moment(milliseconds: Int((end.timeIntervalSince1970 * 1000).rounded()))
  }
}
