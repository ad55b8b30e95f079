/// What a fault makes of an answer that the organization has given.
struct Damage {
  let request: Request
  /// The clock of the Date header, and the organization's own.
  let now: Moment
  let organizationNow: Moment
  /// Answers another request as the organization would.
  let ask: (Request) -> Answer

  private static let skew = 600_000

  /// The damaged answer; `nil` when the fault cannot hit it.
  func answer(_ kind: FaultKind, of answer: Answer) -> Answer? {
    var damaged = answer
    switch kind {
    case .cut, .drip, .resetMidway:
      guard !answer.body.isEmpty else { return nil }
      damaged.delivery = kind == .cut ? .cut : kind == .drip ? .drip : .resetMidway
      return damaged
    case .reset:
      damaged.delivery = .reset
      return damaged
    case .skew:
      let tellsOwnTime = answer.headers.contains { $0.name == "Date" }
      let time = tellsOwnTime ? organizationNow : now
      damaged.headers.removeAll { $0.name == "Date" }
      damaged.headers.append(
        ("Date", Moment(milliseconds: time.milliseconds + Self.skew).headerText))
      return damaged
    case .truncatedJSON:
      guard answer.isJSON else { return nil }
      damaged.body = Array(answer.body.prefix(answer.body.count / 2))
      return damaged
    default: return changed(kind, answer)
    }
  }

  /// The answer with another content; only what went well is changed.
  private func changed(_ kind: FaultKind, _ answer: Answer) -> Answer? {
    guard answer.status == 200, answer.isJSON, Self.changesContent(kind),
      var node = JSONNode(answer.body)
    else { return nil }
    var changed = answer
    guard apply(kind, to: &node, &changed) else { return nil }
    changed.body = node.bytes
    return changed
  }

  /// Whether reading the answer is worth the while.
  private static func changesContent(_ kind: FaultKind) -> Bool {
    switch kind {
    case .restated, .tooLarge, .tooLarge400, .no5m, .no15m, .expire, .revoke: false
    default: true
    }
  }

  private func apply(
    _ kind: FaultKind, to node: inout JSONNode, _ answer: inout Answer
  ) -> Bool {
    let shape = AnswerShape(request)
    switch kind {
    case .unknownMember:
      guard case .object = node else { return false }
      node = FigureFaults.addMembers(node)
      return true
    case .unknownScope, .writeScope, .writeGrant:
      return AccessFaults.apply(kind, to: &node, shape)
    case .pageLoop, .pageRepeat, .pageShort, .pageReorder, .foreignNext, .noNext, .noLink:
      return PageFaults(request: request, ask: ask).apply(kind, to: &node, &answer)
    default:
      return shape == .figures
        && (FigureFaults.apply(kind, to: &node) || NumberFaults.apply(kind, to: &node))
    }
  }
}
