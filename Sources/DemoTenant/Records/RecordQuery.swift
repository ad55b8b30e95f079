/// A query for the records of conversations, synchronous or as a job, checked.
struct RecordQuery {
  enum Kind {
    case page
    case job
  }

  enum Order: String {
    case conversationStart
    case conversationEnd
  }

  private static let day = 86_400_000

  let interval: Range<Moment>
  let order: Order
  let isDescending: Bool
  /// The size and number of the page that was asked for; of the first one for a job.
  let paging: (size: Int, number: Int)
  let segmentFilters: [Filter]
  let conversationFilters: [ConversationFilter]

  init(_ value: JSONValue, kind: Kind) throws(Refusal) {
    let common = ["interval", "order", "orderBy", "segmentFilters", "conversationFilters"]
    let other = ["evaluationFilters", "surveyFilters", "resolutionFilters"]
    let own = kind == .page ? ["aggregations", "paging"] : ["limit", "startOfDayIntervalMatching"]
    let members = try Members(value, at: "query", allowed: common + other + own)
    for name in other + ["aggregations", "limit", "startOfDayIntervalMatching"] {
      guard let value = members.value(name), value != .array([]), value != .boolean(false)
      else { continue }
      throw .bad("query.\(name) is not offered by this organization.")
    }
    interval = try AggregateQuery.instants(members)
    isDescending = try members.word("order", of: ["asc", "desc", "unordered"]) == "desc"
    let words = ["conversationStart", "conversationEnd", "segmentStart", "segmentEnd"]
    let word = try members.word("orderBy", of: words) ?? "conversationStart"
    guard let order = Order(rawValue: word) else {
      throw .bad("query.orderBy: '\(word)' is not offered by this organization.")
    }
    self.order = order
    paging = try Self.paging(members)
    var segments: [Filter] = []
    for value in try members.array("segmentFilters") ?? [] {
      segments.append(try Filter(value, dimensions: Dimension.allCases))
    }
    segmentFilters = segments
    var conversations: [ConversationFilter] = []
    for value in try members.array("conversationFilters") ?? [] {
      conversations.append(try ConversationFilter(value))
    }
    conversationFilters = conversations
    let limit = segments.isEmpty && conversations.isEmpty ? 7 : 31
    // A local day more, for months in which the clocks change.
    guard Self.length(interval) <= limit * Self.day + 3_600_000 else {
      throw .bad("interval may be at most \(limit) days long here.", code: "invalid.date")
    }
  }

  private static func length(_ interval: Range<Moment>) -> Int {
    interval.upperBound.milliseconds - interval.lowerBound.milliseconds
  }

  private static func paging(_ members: Members) throws(Refusal) -> (size: Int, number: Int) {
    guard let value = members.value("paging") else { return (25, 1) }
    let paging = try Members(value, at: "query.paging", allowed: ["pageSize", "pageNumber"])
    let size = try paging.number("pageSize") ?? 25
    let number = try paging.number("pageNumber") ?? 1
    guard let size = Int(exactly: size), (1...100).contains(size) else {
      throw .bad("query.paging.pageSize must be from 1 to 100.", code: "invalid.value")
    }
    guard let number = Int(exactly: number), number > 0 else {
      throw .bad("query.paging.pageNumber must be above 0.", code: "invalid.page.number")
    }
    return (size, number)
  }

  /// The interval that conversations are taken from by their start: whole days of UTC, as every day
  /// is answered that the interval touches.
  var touchedDays: Range<Moment> {
    let start = interval.lowerBound.milliseconds
    let end = interval.upperBound.milliseconds
    let first = start - ((start % Self.day) + Self.day) % Self.day
    let last = end + (Self.day - end % Self.day) % Self.day
    return Moment(milliseconds: first)..<Moment(milliseconds: last)
  }
}

/// A filter on whole conversations: predicates on what each of them has once.
struct ConversationFilter {
  private let isAnd: Bool
  private let groups: [(isAnd: Bool, predicates: [Predicate])]
  private let predicates: [Predicate]

  private struct Predicate {
    let dimension: String
    let value: String?
    let isNegated: Bool

    func holds(_ values: (String) -> String?) -> Bool {
      let value = values(dimension)
      guard let wanted = self.value else { return (value == nil) == isNegated }
      return value == wanted
    }
  }

  private static let known = [
    "conversationEnd", "conversationId", "conversationStart", "divisionId",
    "originatingDirection",
  ]

  init(_ value: JSONValue) throws(Refusal) {
    let place = "query.conversationFilters"
    let members = try Members(value, at: place, allowed: ["type", "clauses", "predicates"])
    isAnd = try Self.isAnd(members)
    predicates = try Self.predicates(members)
    var groups: [(isAnd: Bool, predicates: [Predicate])] = []
    for clause in try members.array("clauses") ?? [] {
      let members = try Members(clause, at: place, allowed: ["type", "predicates"])
      groups.append((try Self.isAnd(members), try Self.predicates(members)))
    }
    self.groups = groups
    guard !groups.isEmpty || !predicates.isEmpty else {
      throw .bad("\(place): predicates or clauses are required.")
    }
  }

  private static func isAnd(_ members: Members) throws(Refusal) -> Bool {
    guard let word = try members.word("type", of: ["and", "or"]) else {
      throw .bad("\(members.place).type is required.")
    }
    return word == "and"
  }

  private static func predicates(_ members: Members) throws(Refusal) -> [Predicate] {
    var predicates: [Predicate] = []
    for value in try members.array("predicates") ?? [] {
      let members = try Members(
        value, at: members.place, allowed: ["type", "dimension", "operator", "value"])
      _ = try members.word("type", of: ["dimension"])
      guard let name = try members.word("dimension", of: known) else {
        throw .bad("\(members.place): only predicates on a dimension are possible.")
      }
      let matching = try members.word("operator", of: ["matches", "exists", "notExists"])
      let text = try members.text("value")
      let isMatch = matching ?? "matches" == "matches"
      guard !isMatch || text != nil else { throw .bad("\(members.place): matches needs a value.") }
      predicates.append(
        Predicate(
          dimension: name, value: isMatch ? text : nil, isNegated: matching == "notExists"))
    }
    return predicates
  }

  /// Whether a conversation is let through, given its values by dimension; `nil` where it has none.
  func holds(_ values: (String) -> String?) -> Bool {
    let parts =
      predicates.map { $0.holds(values) }
      + groups.map { group in
        let parts = group.predicates.map { $0.holds(values) }
        return group.isAnd ? parts.allSatisfy { $0 } : parts.contains(true)
      }
    return isAnd ? parts.allSatisfy { $0 } : parts.contains(true)
  }
}
