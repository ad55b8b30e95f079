/// A count of waits or other times between two bounds, which the asker gave a name.
struct RangeView {
  private enum Range {
    /// The classes of ``WaitHistogram`` that lie between the bounds, where classes were recorded.
    case classes(Swift.Range<Int>)
    case milliseconds(from: Double, below: Double)
  }

  let name: String
  private let target: Measure
  private let range: Range

  /// The most views that a query may have.
  static let limit = 10

  /// The timers whose classes were recorded.
  private static let recorded: [Measure] = [.tAnswered, .tAbandon, .tWait]

  /// Reads a view; `isExact` says that each single time is known, and any bound is possible.
  init(_ value: JSONValue, isExact: Bool) throws(Refusal) {
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
    self.target = try Self.target(target, isExact: isExact)
    let bounds = try Self.bounds(members.value("range"), view: name)
    range =
      isExact
      ? .milliseconds(from: bounds.lower ?? 0, below: bounds.upper ?? .infinity)
      : .classes(try Self.classes(bounds, view: name))
  }

  /// Whether an event counts.
  func holds(_ measure: Measure, _ value: Int) -> Bool {
    guard measure == target, case .milliseconds(let lower, let upper) = range else { return false }
    return Double(value) >= lower && Double(value) < upper
  }

  /// How much a bucket counts, for the view at a place in the query.
  func count(_ sums: CallSums, at index: Int) -> Int {
    guard case .classes(let classes) = range else { return sums.view(index) }
    switch target {
    case .tAnswered: return sums.answered(classes)
    case .tAbandon: return sums.abandoned(classes)
    default: return sums.answered(classes) + sums.abandoned(classes)
    }
  }

  private static func target(_ name: String, isExact: Bool) throws(Refusal) -> Measure {
    if let target = Measure.timer(name), isExact || recorded.contains(target) { return target }
    guard Vocabulary.metrics.contains(name) else {
      throw .bad("views: '\(name)' is not a metric.", code: "invalid.value")
    }
    guard name.hasPrefix("t") else {
      throw .bad("views: '\(name)' is not a timer.", code: "invalid.value")
    }
    throw .bad(
      "views: single values of '\(name)' are not recorded by this organization; "
        + "those of \(recorded.map(\.name).joined(separator: ", ")) are.")
  }

  private static func bounds(
    _ value: JSONValue?, view: String
  ) throws(Refusal) -> (lower: Double?, upper: Double?) {
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
    return (lower, upper)
  }

  private static func classes(
    _ bounds: (lower: Double?, upper: Double?), view: String
  ) throws(Refusal) -> Swift.Range<Int> {
    var first = 0
    var end = WaitHistogram.classCount
    if let lower = bounds.lower, lower > 0 {
      first = try classesBelow(lower, bound: "gte", view: view)
    }
    if let upper = bounds.upper { end = try classesBelow(upper, bound: "lt", view: view) }
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
