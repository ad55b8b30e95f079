package import Figures

/// How a query is written and its answer read, for one kind of service.
package struct Dialect: Sendable {
  package let request: @Sendable (TallyQuery) throws(FetchError) -> Request
  package let rows: @Sendable ([UInt8], TallyQuery) throws(FetchError) -> [TallyRow]

  package init(
    request: @escaping @Sendable (TallyQuery) throws(FetchError) -> Request,
    rows: @escaping @Sendable ([UInt8], TallyQuery) throws(FetchError) -> [TallyRow]
  ) {
    self.request = request
    self.rows = rows
  }

  /// The Genesys Cloud API as it is published.
  package static let published = Dialect(
    request: { (query) throws(FetchError) in try PublishedQuery.request(for: query) },
    rows: { (bytes, query) throws(FetchError) in try PublishedAnswer.rows(in: bytes, for: query) })
}
