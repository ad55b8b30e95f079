/// Figures that are missing, too many, or in the wrong place.
enum FigureFaults {
  private static let note = JSONNode.Member(name: "servedBy", value: .text("edge-7"))

  /// Changes an answer with figures; false when nothing was there to change.
  static func apply(_ kind: FaultKind, to answer: inout JSONNode) -> Bool {
    switch kind {
    case .absentGroups: return dropGroup(&answer)
    case .absentMetrics: return dropMetrics(&answer)
    case .unknownMetric: return answer.editBuckets(addMetric)
    case .wrongInterval:
      return answer.editBuckets { buckets in
        guard let first = buckets.first else { return false }
        buckets[0] = late(first)
        return true
      }
    case .repeatInterval:
      return answer.editBuckets { buckets in
        guard let first = buckets.first else { return false }
        buckets.insert(first, at: 0)
        return true
      }
    case .ignoresViews: return dropViews(&answer)
    case .noTotal:
      guard answer.isReport, answer["total"] != nil else { return false }
      answer["total"] = nil
      return true
    default: return false
    }
  }

  private static func dropGroup(_ answer: inout JSONNode) -> Bool {
    if answer.isReport {
      return answer.editBuckets { rows in
        guard let queue = rows.last?["queueId"] else { return false }
        rows.removeAll { $0["queueId"] == queue }
        return true
      }
    }
    guard var results = answer["results"], !results.elements.isEmpty else { return false }
    results.elements.removeLast()
    answer["results"] = results
    return true
  }

  /// Leaves zeros out, and what waits took in all although it is not 0.
  ///
  /// So it contradicts the waits of answered and abandoned calls, which stay.
  private static func dropMetrics(_ answer: inout JSONNode) -> Bool {
    let isReport = answer.isReport
    var isChanged = false
    let edit = { (buckets: inout [JSONNode]) in
      for index in buckets.indices {
        if isReport {
          let kept = buckets[index].members.filter {
            $0.name != "waitMs" && $0.value.integer != 0
          }
          isChanged = isChanged || kept.count < buckets[index].members.count
          buckets[index] = .object(kept)
        } else if var metrics = buckets[index]["metrics"] {
          let kept = metrics.elements.filter { $0["metric"]?.text != "tWait" }
          isChanged = isChanged || kept.count < metrics.elements.count
          metrics.elements = kept
          buckets[index]["metrics"] = metrics
        }
      }
      return isChanged
    }
    return answer.editBuckets(edit)
  }

  /// Puts what nobody asked for, with a telephone number in it, into the first bucket.
  private static func addMetric(_ buckets: inout [JSONNode]) -> Bool {
    guard let first = buckets.first else { return false }
    if first["intervalStart"] != nil {
      buckets[0]["ani"] = .text(FaultPlan.canary)
    } else if var metrics = first["metrics"] {
      metrics.elements.append(
        .object([
          .init(name: "metric", value: .text("nCallsByNumber")),
          .init(name: "qualifier", value: .text(FaultPlan.canary)),
          .init(name: "stats", value: .object([.init(name: "count", value: .integer(1))])),
        ]))
      buckets[0]["metrics"] = metrics
    } else {
      return false
    }
    return true
  }

  /// The bucket with its interval a minute later, off every grid.
  private static func late(_ bucket: JSONNode) -> JSONNode {
    var bucket = bucket
    for name in ["intervalStart", "intervalEnd"] {
      bucket[name] = bucket[name]?.integer.map { .integer($0 + 60_000) }
    }
    let ends = bucket["interval"]?.text?.split(separator: "/").compactMap { Moment($0) } ?? []
    if !ends.isEmpty {
      let later = ends.map { Moment(milliseconds: $0.milliseconds + 60_000).text }
      bucket["interval"] = .text(later.joined(separator: "/"))
    }
    return bucket
  }

  private static func dropViews(_ answer: inout JSONNode) -> Bool {
    guard var results = answer["results"] else { return false }
    var isChanged = false
    for group in results.elements.indices {
      guard var data = results.elements[group]["data"] else { continue }
      for bucket in data.elements.indices where data.elements[bucket]["views"] != nil {
        data.elements[bucket]["views"] = nil
        isChanged = true
      }
      results.elements[group]["data"] = data
    }
    answer["results"] = results
    return isChanged
  }

  /// Adds a member that means no harm to every object, but to the rows of a report and the keys of
  /// groups.
  static func addMembers(_ node: JSONNode) -> JSONNode {
    switch node {
    case .array(let elements): return .array(elements.map(addMembers))
    case .object(let members):
      return .object(
        members.map { member in
          .init(
            name: member.name,
            value: ["rows", "group"].contains(member.name)
              ? member.value : addMembers(member.value))
        } + [note])
    default: return node
    }
  }
}
