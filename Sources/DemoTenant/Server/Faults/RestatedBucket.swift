/// One bucket of conversation aggregates, with a call more.
struct RestatedBucket {
  private let metrics: [String]
  private let views: [JSONValue]

  /// Takes what the query asked for.
  init(_ members: [String: JSONValue]) {
    var metrics: [String] = []
    if case .array(let names)? = members["metrics"] {
      metrics = names.compactMap { if case .text(let name) = $0 { name } else { nil } }
    }
    self.metrics = metrics
    if case .array(let views)? = members["views"] { self.views = views } else { views = [] }
  }

  /// What the call adds to each metric; `sum` and `largest` for timers.
  private static let parts: [(metric: String, milliseconds: Int?)] = [
    ("nOffered", nil), ("tAnswered", Restatement.waitMilliseconds),
    ("tWait", Restatement.waitMilliseconds), ("tAcd", Restatement.waitMilliseconds),
    ("tHandle", Restatement.handleMilliseconds),
    ("tTalkComplete", Restatement.handleMilliseconds),
  ]

  func adding(to bucket: JSONNode) -> JSONNode {
    var bucket = bucket
    var list = bucket["metrics"]?.elements ?? []
    for part in Self.parts where metrics.contains(part.metric) {
      Self.edit(&list, "metric", part.metric) { stats in
        stats["count"] = .integer((stats["count"]?.integer ?? 0) + 1)
        guard let time = part.milliseconds else { return }
        stats["sum"] = .integer((stats["sum"]?.integer ?? 0) + time)
        stats["max"] = .integer(max(stats["max"]?.integer ?? 0, time))
        if let smallest = stats["min"]?.integer { stats["min"] = .integer(min(smallest, time)) }
      }
    }
    if metrics.contains("oServiceLevel") {
      Self.edit(&list, "metric", "oServiceLevel") { stats in
        let top = (stats["numerator"]?.integer ?? 0) + 1
        let bottom = (stats["denominator"]?.integer ?? 0) + 1
        stats["ratio"] = .number(String(Double(top) / Double(bottom)))
        stats["numerator"] = .integer(top)
        stats["denominator"] = .integer(bottom)
        if stats["target"] == nil { stats["target"] = .number(Queue.target.text) }
      }
    }
    bucket["metrics"] = .array(list)
    let counted = views.compactMap(Self.viewOfCall)
    if !counted.isEmpty {
      var list = bucket["views"]?.elements ?? []
      for name in counted {
        Self.edit(&list, "name", name) { stats in
          stats["count"] = .integer((stats["count"]?.integer ?? 0) + 1)
        }
      }
      bucket["views"] = .array(list)
    }
    return bucket
  }

  /// The name of a view when the call's wait or handle time lies in it.
  private static func viewOfCall(_ view: JSONValue) -> String? {
    guard case .object(let members) = view, case .text(let name)? = members["name"],
      case .text(let target)? = members["target"], case .object(let range)? = members["range"],
      let time = parts.first(where: { $0.metric == target })?.milliseconds
    else { return nil }
    if case .number(let lower)? = range["gte"], Double(time) < lower { return nil }
    if case .number(let upper)? = range["lt"], Double(time) >= upper { return nil }
    return name
  }

  /// Changes the figures of the entry with a name, which is added when it is not there.
  private static func edit(
    _ list: inout [JSONNode], _ key: String, _ name: String, _ change: (inout JSONNode) -> Void
  ) {
    let index = list.firstIndex { $0[key]?.text == name }
    var entry =
      index.map { list[$0] }
      ?? .object([.init(name: key, value: .text(name)), .init(name: "stats", value: .object([]))])
    var stats = entry["stats"] ?? .object([])
    change(&stats)
    entry["stats"] = stats
    if let index { list[index] = entry } else { list.append(entry) }
  }
}
