package import Figures

/// What is read of an answer, and what an archive keeps of it: the members that are named.
///
/// The digest of an answer is that of the bytes that came; the text that is kept may be shorter.
package struct AnswerMask: Sendable {
  private let kept: JSONMask
  private let body: JSONMask?
  /// Takes out what the operator decided about; `nil` where there is nothing.
  private let decided: JSONMask?

  /// The answer's text where it is not kept as it came; nothing is kept of what is no JSON.
  package func kept(of response: [UInt8]) -> [UInt8]? { Self.text(kept.masked(response)) }

  /// The request's text where it is not kept as it was sent.
  package func kept(ofBody sent: [UInt8]) -> [UInt8]? {
    body.flatMap { Self.text($0.masked(sent)) }
  }

  /// The answer without the columns that the operator publishes or withholds.
  ///
  /// Everything else reaches the reader as it came, so that it can refuse it.
  package func read(_ response: Response) -> Response {
    guard case .cut(let text) = decided?.masked(response.body) else { return response }
    return Response(status: response.status, headers: response.headers, body: text)
  }

  private static func text(_ outcome: JSONMask.Outcome) -> [UInt8]? {
    switch outcome {
    case .whole: nil
    case .cut(let text): text
    case .unreadable: Array("{}".utf8)
    }
  }
}

extension AnswerMask {
  /// Aggregates of conversations; their groups name queues, never persons.
  package static func aggregates(_ columns: ColumnPolicy = ColumnPolicy()) -> AnswerMask {
    let group = JSONMask.Rule.members { columns.withheld.contains($0) ? nil : .value }
    return AnswerMask(
      kept: JSONMask(results(group: group, columns.withheld)), body: nil,
      decided: decided(columns))
  }

  /// Aggregates of agents, with what a mask keeps of each agent's id.
  package static func agents(
    _ names: NameMask, _ columns: ColumnPolicy = ColumnPolicy()
  ) -> AnswerMask {
    let agent = JSONMask.Rule.text { names.kept(AgentID($0)) }
    return AnswerMask(
      kept: JSONMask(
        results(
          group: .object([AgentQuery.dimension: agent]), columns.withheld, hasQualifiers: true)),
      body: JSONMask(
        .object([
          "interval": .value, "granularity": .value, "groupBy": .list(.value),
          "metrics": .list(.value),
          "filter": .object([
            "type": .value,
            "predicates": .list(
              .object([
                "type": .value, "dimension": .value, "operator": .value, "value": agent,
              ])),
          ]),
        ])), decided: decided(columns))
  }

  /// Reports of the guide's dialect.
  package static func report(_ columns: ColumnPolicy = ColumnPolicy()) -> AnswerMask {
    let kept = JSONMask.Rule.object([
      "rows": .list(.members { columns.withheld.contains($0) ? nil : .value }), "next": .value,
      "total": .number, "generatedAt": .value,
    ])
    let row = JSONMask.Rule.members { columns.decides(about: $0) ? nil : .anything }
    let read = JSONMask.Rule.members { $0 == "rows" ? .list(row) : .anything }
    return AnswerMask(
      kept: JSONMask(kept), body: nil,
      decided: columns.isEmpty ? nil : JSONMask(read, keepsMisfits: true))
  }

  private static func results(
    group: JSONMask.Rule, _ withheld: Set<String>, hasQualifiers: Bool = false
  ) -> JSONMask.Rule {
    func values(_ name: String) -> JSONMask.Rule {
      var members: [String: JSONMask.Rule] = [name: .value, "stats": .members { _ in .number }]
      if hasQualifiers { members["qualifier"] = .value }
      return .entries(.object(members), name: name) { !withheld.contains($0) }
    }
    return .object([
      "results": .list(
        .object([
          "group": group,
          "data": .list(
            .object(["interval": .value, "metrics": values("metric"), "views": values("name")])),
        ]))
    ])
  }

  private static func decided(_ columns: ColumnPolicy) -> JSONMask? {
    guard !columns.isEmpty else { return nil }
    func entries(_ name: String) -> JSONMask.Rule {
      .entries(.anything, name: name) { !columns.decides(about: $0) }
    }
    let (metrics, views) = (entries("metric"), entries("name"))
    let group = JSONMask.Rule.members { columns.decides(about: $0) ? nil : .anything }
    let bucket = JSONMask.Rule.members { name in
      switch name {
      case "metrics": metrics
      case "views": views
      default: .anything
      }
    }
    let result = JSONMask.Rule.members { name in
      switch name {
      case "group": group
      case "data": .list(bucket)
      default: .anything
      }
    }
    return JSONMask(
      .members { $0 == "results" ? .list(result) : .anything }, keepsMisfits: true)
  }
}

extension ColumnPolicy {
  /// Refuses a decision about what the figures are made of: it would make them smaller.
  func check(reading names: [String]) throws(FetchError) {
    if let name = names.first(where: decides) {
      throw FetchError(
        .badSetting(
          "organization.columns",
          why: "names '\(name)', which the figures are made of; 'notRecorded' is for what the "
            + "organization does not record"))
    }
  }
}
