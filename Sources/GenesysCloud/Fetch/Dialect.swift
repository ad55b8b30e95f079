/// How a query is written and its answer read, for one kind of service.
package struct Dialect: Sendable {
  /// The request that begins a query.
  package let request: @Sendable (TallyQuery) throws(FetchError) -> Request
  /// What reads the pages of the query's answer, whose links have to stay on the host given.
  package let reader: @Sendable (TallyQuery, Endpoint) throws(FetchError) -> any PageReader

  package init(
    request: @escaping @Sendable (TallyQuery) throws(FetchError) -> Request,
    reader: @escaping @Sendable (TallyQuery, Endpoint) throws(FetchError) -> any PageReader
  ) {
    self.request = request
    self.reader = reader
  }

  /// The Genesys Cloud API as it is published; its answers are never paged.
  package static let published = Dialect(
    request: { (query) throws(FetchError) in try PublishedQuery.request(for: query) },
    reader: { (query, _) throws(FetchError) in SinglePage(query, PublishedAnswer.rows) })
}
