/// What an answer can be grouped and filtered by.
enum Dimension: String, CaseIterable, Sendable {
  case direction
  case mediaType
  case queueId
  case userId

  /// Reads a dimension that may be one of `allowed`.
  ///
  /// Names that the published API has and this recording has not are told apart from names that
  /// nobody has.
  static func read(
    _ name: String, allowed: [Dimension], at place: String
  ) throws(Refusal) -> Dimension {
    if let dimension = Dimension(rawValue: name), allowed.contains(dimension) { return dimension }
    if allowed.contains(.direction), Vocabulary.dimensions.contains(name) {
      throw .bad("\(place): dimension '\(name)' is not recorded by this organization.")
    }
    throw .bad(
      "\(place): '\(name)' is not a dimension of this query.", code: "invalid.value")
  }
}

/// A query's filter: predicates and clauses of predicates, two levels in all.
struct Filter {
  private enum Combination: String {
    case and
    case or

    func holds(_ parts: [Bool]) -> Bool {
      self == .and ? parts.allSatisfy { $0 } : parts.contains(true)
    }
  }

  private struct Predicate {
    let dimension: Dimension
    let value: String?
    let isNegated: Bool

    func holds(_ values: (Dimension) -> String?) -> Bool {
      guard let value else { return (values(dimension) == nil) == isNegated }
      return values(dimension) == value
    }
  }

  private struct Group {
    let combination: Combination
    let predicates: [Predicate]

    func holds(_ values: (Dimension) -> String?) -> Bool {
      combination.holds(predicates.map { $0.holds(values) })
    }
  }

  private let combination: Combination
  private let clauses: [Group]
  private let predicates: [Predicate]

  init(_ value: JSONValue, dimensions: [Dimension]) throws(Refusal) {
    let members = try Members(
      value, at: "filter", allowed: ["type", "clauses", "predicates"])
    combination = try Self.combination(members)
    predicates = try Self.predicates(members, dimensions: dimensions)
    var clauses: [Group] = []
    for clause in try members.array("clauses") ?? [] {
      let members = try Members(
        clause, at: "filter.clauses", allowed: ["type", "predicates"])
      let predicates = try Self.predicates(members, dimensions: dimensions)
      guard !predicates.isEmpty else { throw .bad("filter.clauses: predicates are required.") }
      clauses.append(
        Group(combination: try Self.combination(members), predicates: predicates))
    }
    self.clauses = clauses
    guard !clauses.isEmpty || !predicates.isEmpty else {
      throw .bad("filter: predicates or clauses are required.")
    }
  }

  /// Whether the filter lets something through that has these values; a dimension that it does not
  /// have is `nil`, matches nothing and does not exist.
  func holds(_ values: (Dimension) -> String?) -> Bool {
    combination.holds(
      clauses.map { $0.holds(values) } + predicates.map { $0.holds(values) })
  }

  func holds(_ line: Line) -> Bool { holds { line.value($0) } }

  /// How many predicates there are on a dimension.
  func count(_ dimension: Dimension) -> Int {
    (clauses.flatMap(\.predicates) + predicates).count { $0.dimension == dimension }
  }

  private static func combination(_ members: Members) throws(Refusal) -> Combination {
    guard let word = try members.word("type", of: ["and", "or"]),
      let combination = Combination(rawValue: word)
    else { throw .bad("\(members.place).type is required.") }
    return combination
  }

  private static func predicates(
    _ members: Members, dimensions: [Dimension]
  ) throws(Refusal) -> [Predicate] {
    var predicates: [Predicate] = []
    for value in try members.array("predicates") ?? [] {
      predicates.append(try predicate(value, dimensions: dimensions))
    }
    return predicates
  }

  private static func predicate(
    _ value: JSONValue, dimensions: [Dimension]
  ) throws(Refusal) -> Predicate {
    let place = "filter.predicates"
    let members = try Members(
      value, at: place, allowed: ["type", "dimension", "operator", "value", "range"])
    let type = try members.word("type", of: ["dimension", "property", "metric"])
    guard type ?? "dimension" == "dimension", members.value("range") == nil,
      let name = try members.text("dimension")
    else { throw .bad("\(place): only predicates on a dimension and a value are possible.") }
    let dimension = try Dimension.read(name, allowed: dimensions, at: place)
    let matching = try members.word("operator", of: ["matches", "exists", "notExists"])
    let text = try members.text("value")
    switch matching ?? "matches" {
    case "exists": return Predicate(dimension: dimension, value: nil, isNegated: false)
    case "notExists": return Predicate(dimension: dimension, value: nil, isNegated: true)
    default:
      guard let text else { throw .bad("\(place): matches needs a value.") }
      return Predicate(dimension: dimension, value: text, isNegated: false)
    }
  }
}
