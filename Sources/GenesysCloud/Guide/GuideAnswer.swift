package import Figures

/// Reads the pages of an answer in the guide's dialect, and believes nothing that was not asked
/// for.
///
/// Rows without events may come or be left out; of those that come none may be a repeat, on this
/// page or an earlier one. Their order is free.
package struct GuideAnswer: PageReader {
  private let query: TallyQuery
  private let definitions: GuideDefinitions
  private let timeZoneID: String
  private let api: Endpoint
  private let members: GuideMembers
  private let grid: BucketGrid

  private var trail = PageTrail(GuideQuery.target)
  private var total: Int?
  private var count = 0
  private var rows: [TallyRow] = []
  private var seen: [Series: [Bool]] = [:]

  package init(
    to query: TallyQuery, _ definitions: GuideDefinitions, timeZoneID: String, on api: Endpoint
  ) throws(FetchError) {
    self.query = query
    self.definitions = definitions
    self.timeZoneID = timeZoneID
    self.api = api
    members = try GuideMembers(query.settings, definitions)
    grid = BucketGrid(query)
  }

  package func read(_ page: Response, of request: Request) throws(FetchError) -> AnswerPage {
    let name = trail.name
    let scan = try RowScan(page.body, members.members, page: name)
    let link = try NextLink.find(
      body: scan.next, in: page, on: api, under: GuideQuery.target)
    try trail.check(isEmpty: scan.count == 0, next: link?.place)
    if let told = scan.total, let total, told != total {
      throw FetchError(.contradiction("\(name) tells of \(told) rows, one before it of \(total)"))
    }
    if let total = scan.total ?? total, count + scan.count > total {
      throw FetchError(.contradiction("\(name) brings more rows than the total of \(total)"))
    }
    let next = try link.map { (link) throws(FetchError) in
      try GuideQuery.next(
        link, after: request, for: query, definitions, timeZoneID: timeZoneID)
    }
    let (rows, blanks) = try rows(of: scan, name)
    return AnswerPage(rows: rows, blanks: blanks, total: scan.total, next: next)
  }

  package mutating func add(_ page: AnswerPage) {
    let read = page.rows.count + page.blanks.count
    trail.add(isEmpty: read == 0, next: page.next?.place)
    total = total ?? page.total
    count += read
    rows += page.rows
    let none = noneSeen
    for part in [page.rows, page.blanks] {
      for row in part {
        let start = row.start.milliseconds
        guard let slot = grid.slot(from: start, to: start + grid.step) else { continue }
        seen[row.series, default: none][slot] = true
      }
    }
  }

  /// Throws when fewer rows came than the pages tell of.
  package func finish() throws(FetchError) -> [TallyRow] {
    if let total, count != total {
      throw FetchError(.contradiction("\(count) rows came, where the total is \(total)"))
    }
    return TallyRow.sorted(rows)
  }

  private var noneSeen: [Bool] { Array(repeating: false, count: query.buckets) }

  /// The rows of a page, those in which nothing happened apart.
  private func rows(
    of scan: borrowing RowScan, _ page: String
  ) throws(FetchError) -> (rows: [TallyRow], blanks: [TallyRow]) {
    var series: [Series] = []
    for group in 0..<scan.groupCount { series.append(try asked(scan.texts(of: group))) }
    // An id may be written in several ways: groups of one series share their marks.
    let owners = Dictionary(series.enumerated().map { ($1, $0) }) { first, _ in first }
    let owner = series.map { owners[$0] ?? 0 }
    var marks = series.map { seen[$0] ?? noneSeen }
    var rows: [TallyRow] = []
    var blanks: [TallyRow] = []
    rows.reserveCapacity(scan.count)
    for row in 0..<scan.count {
      let group = owner[scan.group(of: row)]
      func fail(_ why: String) -> FetchError {
        FetchError(.contradiction("\(page), row \(row + 1): \(why)"))
      }
      let numbers = scan.numbers(of: row)
      let start = Int(numbers[numbers.startIndex])
      guard let slot = grid.slot(from: start, to: Int(numbers[numbers.startIndex + 1])) else {
        throw fail("the interval was not asked for")
      }
      guard !marks[group][slot] else { throw fail("it repeats an earlier row") }
      marks[group][slot] = true
      if let why = members.fault(in: numbers) { throw fail(why) }
      let made = TallyRow(
        series: series[group], start: Instant(milliseconds: start), tally: members.tally(numbers))
      if members.isBlank(numbers) { blanks.append(made) } else { rows.append(made) }
    }
    return (rows, blanks)
  }

  /// The series of a direction, medium and queue, each of which was asked for.
  private func asked(_ texts: [String]) throws(FetchError) -> Series {
    let queue = QueueID(texts[2])
    let kinds = [
      ("the queue", texts[2], query.queues.contains(queue)),
      ("the medium", texts[1], query.settings.media.contains(texts[1])),
      ("the direction", texts[0], query.settings.directions.contains(texts[0])),
    ]
    if let stranger = kinds.first(where: { !$0.2 }) {
      throw FetchError(.unasked(kind: stranger.0, name: PlainText.line(stranger.1, limit: 120)))
    }
    return Series(queue: queue, media: texts[1], direction: texts[0])
  }
}
