/// The filter of a report: columns that have one of some values, all of them together.
struct ReportFilter {
  /// The same filter as the published API has it: an `and` of `or` clauses.
  let published: JSONValue

  init(
    _ value: JSONValue, catalogue: ReportCatalogue, organization: Organization
  ) throws(Refusal) {
    let members = try Members(value, at: "query.filters", allowed: ["operator", "predicates"])
    guard try members.word("operator", of: ["AND"]) != nil else {
      throw .required("filters.operator")
    }
    guard let predicates = try members.array("predicates"), !predicates.isEmpty else {
      throw .required("filters.predicates")
    }
    var clauses: [JSONValue] = []
    for predicate in predicates {
      clauses.append(try Self.clause(predicate, catalogue: catalogue, organization: organization))
    }
    published = .object(["type": .text("and"), "clauses": .array(clauses)])
  }

  private static func clause(
    _ value: JSONValue, catalogue: ReportCatalogue, organization: Organization
  ) throws(Refusal) -> JSONValue {
    let place = "query.filters.predicates"
    let members = try Members(value, at: place, allowed: ["columnId", "operator", "values"])
    guard let id = try members.text("columnId") else {
      throw .required("filters.predicates.columnId")
    }
    guard let column = catalogue.column(id) else { throw .column(id, at: place) }
    guard let word = try members.word("operator", of: ["EQ", "IN"]) else {
      throw .required("filters.predicates.operator")
    }
    guard let values = try members.texts("values"), !values.isEmpty else {
      throw .required("filters.predicates.values")
    }
    guard word == "IN" || values.count == 1 else {
      throw .bad("\(place): EQ takes one value, IN takes several.", code: "invalid.value")
    }
    let isQueue = column.id.hasPrefix("queue")
    guard !isQueue || values.count <= ReportQuery.mostQueues else {
      throw .bad(
        "\(place): at most \(ReportQuery.mostQueues) queues are possible.", code: "invalid.value")
    }
    let matches =
      column.id == "queueName"
      ? organization.queues.filter { values.contains($0.name) }.map(\.id) : values
    // A name that no queue has is a filter that lets nothing through.
    return .object([
      "type": .text("or"),
      "predicates": .array(
        (matches.isEmpty ? [""] : matches).map { match in
          .object([
            "dimension": .text(isQueue ? "queueId" : column.id), "value": .text(match),
          ])
        }),
    ])
  }
}
