import Synchronization

/// The last few reports, so that the pages of one report are not each worked out from the start.
final class ReportShelf: Sendable {
  private static let limit = 8

  private let reports = Mutex<[(key: String, report: Report)]>([])

  /// The report of a key, made when it is not there.
  func report(
    _ key: String, make: () throws(Refusal) -> Report
  ) throws(Refusal) -> Report {
    let kept = reports.withLock { reports in
      reports.first { $0.key == key }?.report
    }
    if let kept { return kept }
    let report = try make()
    reports.withLock { reports in
      reports.append((key, report))
      if reports.count > Self.limit { reports.removeFirst() }
    }
    return report
  }
}
