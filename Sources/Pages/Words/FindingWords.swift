import Figures

/// Findings in sentences: what a reader must know before relying on a figure.
struct FindingWords {
  let zone: Zone

  func html(_ finding: Finding) -> HTML {
    switch finding {
    case .gap(let gap): self.gap(gap)
    case .silence(let window):
      say(
        """
        No queue had any event \(span(window)), in opening hours. It is not yet confirmed whether \
        that is real; it counts as zero.
        """)
    case .confirmedSilence(let window, let reason):
      say(
        """
        No queue had any event \(span(window)). This was confirmed as real: \(.outside(reason)). It \
        counts as zero.
        """)
    case .clockChange(let date, let seconds):
      say(
        """
        The clocks changed on \(DateWords.full(date)): the day has \
        \(DateWords.length(seconds: seconds)).
        """)
    case .identity(let difference, let offered):
      say(
        """
        Offered and the sum of answered, abandoned and flow-outs differ by \
        \(Shown.count(abs(difference))) of \(Shown.count(offered)) contacts, because a contact counts \
        where each of its events ends.
        """)
    case .outlier(let counter, let milliseconds, let date):
      counter == .waitMax
        ? say(
          """
          On \(DateWords.full(date)) a single wait took \
          \(Shown.duration(Quotient(milliseconds, 1))) (hours, minutes, seconds). It is included and \
          weighs on the averages.
          """)
        : say(
          """
          On \(DateWords.full(date)) a single contact took \
          \(Shown.duration(Quotient(milliseconds, 1))) (hours, minutes, seconds). It is included and \
          weighs on the averages.
          """)
    case .granularity(let step):
      say("The source answered in steps of \(step), coarser than asked for.")
    case .records(let check): RecordWords(check: check, zone: zone).finding
    }
  }

  func gap(_ gap: Gap) -> HTML {
    let evidence: HTML = gap.evidence.map { say(" Evidence: \(.outside($0)).") } ?? ""
    return say(
      """
      Nothing was recorded \(span(gap.window)). The declared reason: \(.outside(gap.reason)). \
      \(evidence) These intervals are shown as gaps and are never filled in or counted as zero.
      """)
  }

  /// `on Monday 11 January 1999`, `from … to …` by the contract's clock.
  private func span(_ window: Window) -> String {
    let first = zone.date(at: window.start)
    let end = zone.date(at: window.end)
    guard window.start == zone.start(of: first), window.end == zone.start(of: end) else {
      let start = DateWords.moment(window.start, in: zone)
      return sayPlain("from \(start) to \(DateWords.moment(window.end, in: zone))")
    }
    let last = end.adding(days: -1)
    return first == last
      ? sayPlain("on \(DateWords.full(first))")
      : sayPlain("from \(DateWords.full(first)) to \(DateWords.full(last))")
  }
}
