/// Why two sides count differently, in the order in which it is tested.
package enum Cause: String, Sendable, Hashable, CaseIterable, Comparable {
  case formula
  case zoneShift = "zone_shift"
  case intervalEdge = "interval_edge"
  case entriesAgainstContacts = "entries_against_contacts"
  case hours
  case media
  case averaging
  case lateData = "late_data"
  case incompleteFetch = "incomplete_fetch"
  case rounding
  case billingIncrements = "billing_increments"

  package static func < (left: Cause, right: Cause) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }

  /// The cause as a reader finds it in a list.
  package var title: Wording {
    switch self {
    case .formula: Wording("formula or short abandons")
    case .zoneShift: Wording("time zone")
    case .intervalEdge: Wording("interval edge")
    case .entriesAgainstContacts: Wording("queue entries against contacts")
    case .hours: Wording("hours and holidays")
    case .media: Wording("media, directions or queues")
    case .averaging: Wording("averaging of ratios")
    case .lateData: Wording("late data")
    case .incompleteFetch: Wording("incomplete data on our side")
    case .rounding: Wording("rounding of rows")
    case .billingIncrements: Wording("billing increments per call")
    }
  }
}
