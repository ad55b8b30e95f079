/// The other side's figures, as their file writes them.
///
/// Values are whole numbers in the last place that a column prints: 79.57 % is 7957, and no binary
/// fraction stands between their file and the comparison.
package struct TheirReport: Sendable, Hashable {
  /// One of their columns.
  package struct Column: Sendable, Hashable {
    package let metric: ComparedMetric
    /// How many steps of the last place one of ours is: of a count, a millisecond, or a whole.
    package let scale: Quotient
    /// Decimals that they print.
    package let places: Int
    /// `%`, `s`, `min`, `h`, `ms`, or empty for a count.
    package let unit: String

    package init(metric: ComparedMetric, scale: Quotient, places: Int, unit: String) {
      self.metric = metric
      self.scale = scale
      self.places = places
      self.unit = unit
    }
  }

  /// Whose figures a row holds; `nil` is all of them.
  package struct Scope: Sendable, Hashable {
    package let queue: QueueID?
    package let media: String?
    package let direction: String?

    package init(queue: QueueID? = nil, media: String? = nil, direction: String? = nil) {
      self.queue = queue
      self.media = media
      self.direction = direction
    }
  }

  package struct Row: Sendable, Hashable {
    /// The index of its scope.
    package let scope: Int
    package let window: Window
    /// One for each column; `nil` where the cell is empty.
    package let values: [Int?]

    package init(scope: Int, window: Window, values: [Int?]) {
      self.scope = scope
      self.window = window
      self.values = values
    }
  }

  /// How long a stretch one row covers.
  package enum Grain: Sendable, Hashable {
    /// Seconds of an interval.
    case interval(Int)
    case day
    case period

    package var words: Wording {
      switch self {
      case .interval(3600): Wording("hours")
      case .interval(let seconds): Wording("intervals of \(seconds / 60) minutes")
      case .day: Wording("days")
      case .period: Wording("whole periods")
      }
    }
  }

  package let columns: [Column]
  package let scopes: [Scope]
  /// In the order of the file.
  package let rows: [Row]
  package let grain: Grain

  package init(columns: [Column], scopes: [Scope], rows: [Row], grain: Grain) {
    self.columns = columns
    self.scopes = scopes
    self.rows = rows
    self.grain = grain
  }
}
