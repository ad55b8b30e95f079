/// What kind of thing an operation answers, as far as faults ask.
enum AnswerShape: Sendable {
  /// Aggregates in `results`, or the rows of a report.
  case figures
  case tokenInfo
  case subject
  case other

  init(_ request: Request) {
    let path = request.path.dropFirst(2)
    switch (request.method, path.joined(separator: "/")) {
    case ("POST", "analytics/conversations/aggregates/query"),
      ("POST", "analytics/users/aggregates/query"), ("POST", "reporting/reports/queries"):
      self = .figures
    case ("GET", "tokens/me"): self = .tokenInfo
    case ("GET", "authorization/subjects/me"): self = .subject
    default: self = .other
    }
  }
}

/// Figures, whichever dialect they are in: buckets and the numbers in them.
extension JSONNode {
  private static let bounds: Set<String> = ["intervalStart", "intervalEnd"]
  /// The parts of a published figure that add up.
  private static let stats: Set<String> = [
    "count", "sum", "max", "min", "numerator", "denominator",
  ]

  /// Whether this is the answer to a query for a report.
  var isReport: Bool { self["rows"] != nil }

  /// Changes the lists of buckets, one after the other, until one was changed.
  ///
  /// A report has one list, published aggregates have one for each group.
  mutating func editBuckets(_ edit: (inout [JSONNode]) -> Bool) -> Bool {
    if var rows = self["rows"] {
      guard edit(&rows.elements) else { return false }
      self["rows"] = rows
      return true
    }
    guard var results = self["results"] else { return false }
    for index in results.elements.indices {
      guard var data = results.elements[index]["data"], edit(&data.elements) else { continue }
      results.elements[index]["data"] = data
      self["results"] = results
      return true
    }
    return false
  }

  /// Changes the numbers that count, in their order, for as long as `edit` says so.
  ///
  /// `edit` gives the new value, or `nil` to leave it as it is; and whether to go on.
  mutating func editFigures(_ edit: (JSONNode) -> (new: JSONNode?, goesOn: Bool)) -> Bool {
    let list = isReport ? "rows" : "results"
    guard var figures = self[list] else { return false }
    let isFigure: (String) -> Bool =
      isReport ? { !Self.bounds.contains($0) } : { Self.stats.contains($0) }
    var goesOn = true
    var isChanged = false
    figures.visit(isFigure) { value in
      guard goesOn else { return }
      let result = edit(value)
      goesOn = result.goesOn
      guard let new = result.new else { return }
      value = new
      isChanged = true
    }
    self[list] = figures
    return isChanged
  }

  /// Visits the numbers below this node whose member's name is a figure's.
  private mutating func visit(
    _ isFigure: (String) -> Bool, _ change: (inout JSONNode) -> Void
  ) {
    switch self {
    case .array(var elements):
      self = .null
      for index in elements.indices { elements[index].visit(isFigure, change) }
      self = .array(elements)
    case .object(var members):
      self = .null
      for index in members.indices {
        if case .number = members[index].value {
          if isFigure(members[index].name) { change(&members[index].value) }
        } else {
          members[index].value.visit(isFigure, change)
        }
      }
      self = .object(members)
    default: break
    }
  }
}
