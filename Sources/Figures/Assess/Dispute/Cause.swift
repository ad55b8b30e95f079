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
  package var title: String {
    switch self {
    case .formula: "formula or short abandons"
    case .zoneShift: "time zone"
    case .intervalEdge: "interval edge"
    case .entriesAgainstContacts: "queue entries against contacts"
    case .hours: "hours and holidays"
    case .media: "media, directions or queues"
    case .averaging: "averaging of ratios"
    case .lateData: "late data"
    case .incompleteFetch: "incomplete data on our side"
    case .rounding: "rounding of rows"
    case .billingIncrements: "billing increments per call"
    }
  }
}
