import Figures

/// What came of holding single conversations against the counts, in sentences.
struct RecordWords {
  let check: RecordCheck
  let zone: Zone

  /// More than these are left to the file.
  private static let shown = 10

  /// How much was compared, and whether it adds up.
  var summary: HTML {
    let result: HTML =
      check.differences.isEmpty
      ? say(
        """
        They add up exactly to the counts of the source in all \(Shown.count(check.intervals)) \
        intervals, each counted once for every queue, medium and direction
        """)
      : say(
        """
        They differ from the counts of the source in \(Shown.count(check.differingIntervals)) of \
        \(Shown.count(check.intervals)) intervals, each counted once for every queue, medium and \
        direction
        """)
    return say(
      """
      As evidence, single conversations were read beside the counts, \(route), in \
      \(Shown.count(check.requests)) answers: \(Shown.count(check.conversations)) conversations \
      with \(Shown.count(check.events)) events. \(result). <code>records.csv</code> has both sides \
      for each day. Of a conversation only its id and the times and lengths of these events were \
      kept, at the client: no name, number, address or text of anybody.
      """)
  }

  private var route: HTML {
    switch check.route {
    case .pages: say("page by page")
    case .job: say("by asynchronous jobs")
    }
  }

  var finding: HTML {
    let items = check.differences.prefix(Self.shown).map(sentence)
    let rest = check.differences.count - items.count
    let more: HTML = rest > 0 ? say("; and \(Shown.count(rest)) more") : ""
    return say(
      """
      Single conversations do not add up to the counts in \
      \(Sentences.number(check.differingIntervals)) \
      \(check.differingIntervals, "interval", "intervals") of \
      \(Shown.count(check.intervals)): \(items.joined(separator: "; "))\(more). The figures use \
      the counts.
      """)
  }

  private func sentence(_ difference: RecordDifference) -> HTML {
    say(
      """
      \(.outside(difference.queue)), \(difference.series.media) \(difference.series.direction), \
      \(DateWords.moment(difference.start, in: zone)): <code>\(difference.counter.column)</code> is \
      \(Shown.count(difference.counted)) in the counts and \(Shown.count(difference.recorded)) in \
      the conversations
      """)
  }
}
