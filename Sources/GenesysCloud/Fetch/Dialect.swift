package import Figures

/// How a query is written and its answer read, for one kind of service.
package struct Dialect: Sendable {
  /// The request that begins a query.
  package let request: @Sendable (TallyQuery) throws(FetchError) -> Request
  /// What reads the pages of the query's answer, whose links have to stay on the host given.
  package let reader: @Sendable (TallyQuery, Endpoint) throws(FetchError) -> any PageReader
  /// What is kept of an answer.
  package let mask: AnswerMask

  package init(
    mask: AnswerMask,
    request: @escaping @Sendable (TallyQuery) throws(FetchError) -> Request,
    reader: @escaping @Sendable (TallyQuery, Endpoint) throws(FetchError) -> any PageReader
  ) {
    self.mask = mask
    self.request = request
    self.reader = reader
  }

  /// The Genesys Cloud API as it is published; its answers are never paged.
  package static let published = published(ColumnPolicy())

  /// The same, with columns that the operator decided about.
  package static func published(_ columns: ColumnPolicy) -> Dialect {
    Dialect(
      mask: .aggregates(columns),
      request: { (query) throws(FetchError) in
        try columns.check(
          reading: PublishedQuery.dimensions
            + PublishedMetric.needed(for: query.settings).map(\.rawValue))
        return try PublishedQuery.request(for: query)
      },
      reader: { (query, _) throws(FetchError) in SinglePage(query, PublishedAnswer.rows) })
  }
}
