package import Figures

/// Reads the pages of one query's answer, one after the other.
///
/// Reading changes nothing, so that a page that was not believed may be asked for again; a page
/// that was is added, and the next one is held against it.
package protocol PageReader: Sendable {
  /// What a page holds; `request` is the one that brought it.
  func read(_ page: Response, of request: Request) throws(FetchError) -> AnswerPage
  mutating func add(_ page: AnswerPage)
  /// All rows, by series and start, once no page follows; throws when some are missing.
  func finish() throws(FetchError) -> [TallyRow]
}

/// What one page brought, and how to go on.
package struct AnswerPage: Sendable {
  package let rows: [TallyRow]
  /// Rows in which nothing happened: they count as rows and may not come again, no more.
  package let blanks: [TallyRow]
  /// What the page says of the number of rows on all pages.
  package let total: Int?
  package let next: NextPage?

  package init(
    rows: [TallyRow], blanks: [TallyRow] = [], total: Int? = nil, next: NextPage? = nil
  ) {
    self.rows = rows
    self.blanks = blanks
    self.total = total
    self.next = next
  }
}

/// How to ask for a page.
package struct NextPage: Sendable, Hashable {
  package let request: Request
  /// What to send instead when the service knows no such request (404 or 405).
  package let fallback: Request?
  /// What tells the page from the others of its query.
  package let place: String

  package init(_ request: Request, fallback: Request? = nil, place: String? = nil) {
    self.request = request
    self.fallback = fallback
    self.place = place ?? request.target
  }
}

/// An answer that is always whole.
struct SinglePage: PageReader {
  private let query: TallyQuery
  private let decode: @Sendable ([UInt8], TallyQuery) throws(FetchError) -> [TallyRow]
  private var rows: [TallyRow] = []

  init(
    _ query: TallyQuery,
    _ decode: @escaping @Sendable ([UInt8], TallyQuery) throws(FetchError) -> [TallyRow]
  ) {
    self.query = query
    self.decode = decode
  }

  func read(_ page: Response, of request: Request) throws(FetchError) -> AnswerPage {
    AnswerPage(rows: try decode(page.body, query))
  }

  mutating func add(_ page: AnswerPage) { rows = page.rows }

  func finish() throws(FetchError) -> [TallyRow] { rows }
}
