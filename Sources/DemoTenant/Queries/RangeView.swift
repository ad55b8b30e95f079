/// A count of waits between two bounds, which the asker gave a name.
struct RangeView {
  enum Target: String, CaseIterable {
    case tAnswered
    case tAbandon
    case tWait
  }

  let name: String
  let target: Target
  /// The classes of ``WaitHistogram`` that lie between the bounds.
  let classes: Range<Int>

  /// The most views that a query may have.
  static let limit = 10

  init(_ value: JSONValue) throws(Refusal) {
    let members = try Members(
      value, at: "views", allowed: ["target", "name", "function", "range"])
    guard let name = try members.text("name"), !name.isEmpty else {
      throw .bad("views: name is required.")
    }
    guard !Vocabulary.metrics.contains(name) else {
      throw .bad("views: '\(name)' is the name of a metric.")
    }
    guard try members.word("function", of: ["rangeBound"]) != nil else {
      throw .bad("views: function is required.")
    }
    guard let target = try members.text("target") else {
      throw .bad("views: target is required.")
    }
    self.name = name
    self.target = try Self.target(target)
    classes = try Self.classes(members.value("range"), view: name)
  }

  /// How many waits of a bucket lie between the bounds.
  func count(_ sums: CallSums) -> Int {
    switch target {
    case .tAnswered: sums.answered(classes)
    case .tAbandon: sums.abandoned(classes)
    case .tWait: sums.answered(classes) + sums.abandoned(classes)
    }
  }

  private static func target(_ name: String) throws(Refusal) -> Target {
    if let target = Target(rawValue: name) { return target }
    guard Vocabulary.metrics.contains(name) else {
      throw .bad("views: '\(name)' is not a metric.", code: "invalid.value")
    }
    guard name.hasPrefix("t") else {
      throw .bad("views: '\(name)' is not a timer.", code: "invalid.value")
    }
    throw .bad(
      "views: single values of '\(name)' are not recorded by this organization; "
        + "those of \(Target.allCases.map(\.rawValue).joined(separator: ", ")) are.")
  }

  private static func classes(
    _ value: JSONValue?, view: String
  ) throws(Refusal) -> Range<Int> {
    guard let value else { throw .bad("views: '\(view)' needs a range.") }
    let range = try Members(value, at: "views.range", allowed: ["gte", "lt"])
    let lower = try range.number("gte")
    let upper = try range.number("lt")
    guard lower != nil || upper != nil else {
      throw .bad("views: '\(view)' needs gte or lt in its range.")
    }
    if let lower, let upper, lower >= upper {
      throw .bad("views: the range of '\(view)' is empty.")
    }
    var first = 0
    var end = WaitHistogram.classCount
    if let lower, lower > 0 { first = try classesBelow(lower, bound: "gte", view: view) }
    if let upper { end = try classesBelow(upper, bound: "lt", view: view) }
    return first..<max(first, end)
  }

  /// The number of classes whose waits are all below a bound in milliseconds.
  ///
  /// Waits are whole seconds: below 60,001 ms and below 61,000 ms are both "at most 60 s". A bound
  /// that falls inside a class cannot be counted and is refused with its neighbours.
  private static func classesBelow(
    _ bound: Double, bound name: String, view: String
  ) throws(Refusal) -> Int {
    let longest = (bound / 1000).rounded(.up) - 1
    if let index = WaitHistogram.bounds.firstIndex(where: { Double($0) == longest }) {
      return index + 1
    }
    let below = WaitHistogram.bounds.last { Double($0) < longest }
    let above = WaitHistogram.bounds.first { Double($0) > longest }
    var nearest = [below, above].compactMap { $0.map { String($0 * 1000 + 1) } }
    if below == nil, name == "gte" { nearest.insert("0", at: 0) }
    throw .bad(
      "views: the recording cannot tell \(name) \(number(bound)) of '\(view)'; "
        + "the nearest it can is \(nearest.joined(separator: " or ")).")
  }

  private static func number(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? String(value)
  }
}
