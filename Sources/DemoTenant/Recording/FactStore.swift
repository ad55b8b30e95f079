import Recordings
import Synchronization

/// The facts of a recording, each file read when the first request needs it.
package final class FactStore: Sendable {
  private let recording: String
  /// Where the history ends that has been processed; `nil` for all of it.
  private let end: Moment?
  /// The months that are in memory, by the place of their file in the program.
  private let months: Mutex<[Int: [String: QueueFacts]]>

  package convenience init(recording: String) { self.init(recording: recording, until: nil) }

  /// The facts of the intervals that begin before an instant.
  init(recording: String, until end: Moment?) {
    self.recording = recording
    self.end = end
    months = Mutex([:])
  }

  /// The facts of a queue that may fall into an interval, one value for each month's file.
  ///
  /// A file holds the calls of a local month, whose last events may lie in the next one; so files
  /// are taken with a day to spare on both sides, and their rows still have to be looked at.
  func facts(of queue: String, in interval: Range<Moment>) -> [QueueFacts] {
    files(in: interval).compactMap { month($0)[queue] }
  }

  /// The facts by the code of their queue, one file after the other.
  package func allMonths() -> [[String: QueueFacts]] {
    files(in: nil).map { month($0) }
  }

  private func files(in interval: Range<Moment>?) -> [Int] {
    (0..<recording_file_count()).filter { index in
      let file = recording_file_at(index)
      guard String(cString: file.recording) == recording else { return false }
      guard let interval else { return true }
      let span = span(of: String(cString: file.name))
      return span.lowerBound < interval.upperBound && interval.lowerBound < span.upperBound
    }
  }

  /// A month with a day before and after it, from a name such as `facts-1999-10.csv.gz`.
  private func span(of name: String) -> Range<Moment> {
    let parts = name.split { $0 == "-" || $0 == "." }
    guard parts.count == 5, let year = Int(parts[1]), let month = Int(parts[2]) else {
      preconditionFailure("\(name) is not the name of a month's facts")
    }
    let first = Moment.days(year: year, month: month, day: 1)
    let next = Moment.days(
      year: month == 12 ? year + 1 : year, month: month == 12 ? 1 : month + 1, day: 1)
    let day = 86_400_000
    return Moment(milliseconds: (first - 1) * day)..<Moment(milliseconds: (next + 1) * day)
  }

  private func month(_ index: Int) -> [String: QueueFacts] {
    months.withLock { months in
      if let month = months[index] { return month }
      let file = recording_file_at(index)
      var month = FactReader.read(
        Gzip.decompress(UnsafeBufferPointer(start: file.bytes, count: file.length)),
        name: String(cString: file.name))
      if let end { month = month.mapValues { $0.before(end) } }
      months[index] = month
      return month
    }
  }
}
