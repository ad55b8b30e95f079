package import Figures

/// An answer of the published dialect that was saved elsewhere, read as strictly as one of our own.
package struct SavedAnswer: Sendable {
  /// By series and start; buckets without events are left out.
  package let rows: [TallyRow]
  /// What an archive keeps of it; `nil` where that is all.
  package let kept: [UInt8]?

  /// Reads an answer to what `query` would have asked; groups without a direction have `direction`.
  package init(
    _ bytes: [UInt8], for query: TallyQuery, _ columns: ColumnPolicy, direction: String?
  ) throws(FetchError) {
    try columns.check(
      reading: PublishedQuery.dimensions
        + Counter.allCases.compactMap { SavedMetric.source(of: $0)?.metric.rawValue })
    let mask = AnswerMask.aggregates(columns)
    let reading = try PublishedAnswer.reading(
      columns.isEmpty ? bytes : mask.read(Response(status: 200, body: bytes)).body, for: query,
      BucketValues(savedFor: query.settings), direction: direction)
    rows = reading.rows
    // Where the reader has passed over nothing, the mask would take nothing out.
    kept = columns.isEmpty && !reading.hasMore ? nil : mask.kept(of: bytes)
  }
}

extension TallyQuery {
  /// What a saved answer is an answer to: all queues over a window, however many rows they have.
  package static func saved(
    _ window: Window, queues: [QueueID], settings: QuerySettings
  ) -> TallyQuery {
    TallyQuery(window: window, queues: queues.sorted(), settings: settings, dayStarts: [])
  }
}
