import Figures

/// What a heading of theirs most likely means.
struct HeaderGuess: Sendable, Hashable {
  let role: ColumnRole
  /// `ms`, `s`, `min`, `h` or `%`, where the heading says so.
  let unit: String?

  /// Reads a heading such as `Calls Offered`, `wait_ms` or `AHT (s)`; `nil` for unknown words.
  init?(_ heading: String) {
    var words = heading.lowercased().replacing("%", with: " percent ")
      .split { !$0.isLetter && !$0.isNumber }.map(String.init)
    var unit: String?
    if words.count > 1, let found = words.last.flatMap({ Self.units[$0] }) {
      unit = found
      words.removeLast()
    }
    let text = words.filter { !Self.fillers.contains($0) }.joined(separator: " ")
    guard var role = Self.roles[text] ?? Self.roles[words.joined(separator: " ")] else {
      return nil
    }
    if unit == "%" {
      if role == .metric(.counter(.abandoned)) { role = .metric(.abandonRate) }
      guard case .metric(let metric) = role, metric.isShare else { return nil }
    }
    self.role = role
    self.unit = unit
  }

  static let units = [
    "ms": "ms", "milliseconds": "ms", "s": "s", "sec": "s", "secs": "s", "seconds": "s",
    "min": "min", "mins": "min", "minutes": "min", "h": "h", "hours": "h", "percent": "%",
    "pct": "%",
  ]

  private static let fillers: Set<String> = [
    "calls", "contacts", "total", "number", "of", "count", "the", "interactions", "n",
  ]

  private static let roles: [String: ColumnRole] = {
    var roles: [String: ColumnRole] = [:]
    func add(_ role: ColumnRole, _ words: String...) { for word in words { roles[word] = role } }
    add(.start, "start", "interval start", "interval", "start time", "begin", "timestamp", "period")
    add(.date, "date", "day", "datum")
    add(.time, "time", "time day", "clock", "uhrzeit")
    add(.queue, "queue id", "queue", "queue name", "skill", "skill name", "acd queue")
    add(.media, "media", "medium", "media type", "channel")
    add(.direction, "direction", "originating direction")
    add(.item, "item", "fee", "position", "description", "line item", "invoice line", "charge")
    add(.amount, "amount", "net amount", "line amount", "amount net", "betrag")
    func counter(_ counter: Counter, _ words: String...) {
      for word in words { roles[word] = .metric(.counter(counter)) }
    }
    counter(.offered, "offered", "received", "incoming", "entered", "queue entries")
    counter(.answered, "answered", "accepted")
    counter(
      .answeredInThreshold, "answered in threshold", "answered in sla", "answered within sla",
      "answered within threshold", "within sla", "in sla")
    counter(.abandoned, "abandoned", "abandons", "lost", "abandon")
    counter(.shortAbandoned, "short abandoned", "short abandons", "short")
    counter(.flowOut, "flow out", "flow outs", "flowouts")
    counter(.transferred, "transferred", "transfers")
    counter(.wait, "wait", "wait time", "queue time")
    counter(.waitAnswered, "wait answered", "answer wait", "answer delay")
    counter(.waitAbandoned, "wait abandoned")
    counter(.waitMax, "wait max", "max wait", "longest wait", "maximum wait")
    counter(.handled, "handled")
    counter(.handle, "handle", "handle time", "handling time")
    counter(.talk, "talk", "talk time")
    counter(.hold, "hold", "hold time")
    counter(.acw, "acw", "acw time", "after call work", "wrap up time", "wrap time")
    counter(.handleMax, "handle max", "max handle", "longest handle time")
    add(.metric(.serviceLevel), "service level", "sl", "sla", "servicelevel", "service level sla")
    add(
      .metric(.abandonRate), "abandon rate", "abandonment rate", "abandoned rate", "abandon percent"
    )
    add(
      .metric(.speedOfAnswer), "asa", "average speed answer", "speed of answer", "avg speed answer",
      "speed answer")
    add(
      .metric(.handleTime), "aht", "average handle time", "avg handle time",
      "average handling time")
    return roles
  }()
}
