import Figures

/// The one sentence that says how a period went: the verdicts, then the money.
enum Deck {
  /// `creditsDue` is the sum of the credits as its place in a file has it.
  static func verdicts(_ assessments: [Assessment], creditsDue: Figure?, hasCredits: Bool) -> HTML {
    let judged = assessments.filter { $0.verdict.isFinal }
    guard !judged.isEmpty else {
      return assessments.contains { $0.verdict == .provisional }
        ? say("No verdict is final yet.") : say("No measure was judged.")
    }
    let missed = judged.filter { $0.verdict == .missed }
    let met = judged.count - missed.count
    let first = summary(met: met, of: judged.count)
    let rest = assessments.count - judged.count
    let unjudged: HTML =
      rest == 0
      ? ""
      : say(
        """
         \(Sentences.capitalized(Sentences.number(rest))) \(rest, "measure", "measures") not judged.
        """)
    return "\(first)\(unjudged)\(consequence(missed, creditsDue, hasCredits))"
  }

  private static func summary(met: Int, of judged: Int) -> HTML {
    switch (met, judged) {
    case (1, 1): say("The one measure was met.")
    case (0, 1): say("The one measure was missed.")
    case (0, 2): say("Neither measure was met.")
    case (2, 2): say("Both measures met.")
    case (judged, _): say("All \(Sentences.number(judged)) measures met.")
    case (0, _): say("None of \(Sentences.number(judged)) measures met.")
    default:
      say(
        """
        \(Sentences.capitalized(Sentences.number(met))) of \(Sentences.number(judged)) \
        \(judged, "measures", "measures") \(met, "met", "met").
        """)
    }
  }

  private static func consequence(
    _ missed: [Assessment], _ creditsDue: Figure?, _ hasCredits: Bool
  ) -> HTML {
    guard !missed.isEmpty else { return hasCredits ? "" : say(" No credit is due.") }
    let names = missed.enumerated().map { index, assessment -> HTML in
      let title = assessment.measure.title
      return "\(index == 0 ? title : Sentences.lowercased(title))"
    }
    let subject = Sentences.list(names)
    let count = missed.count
    guard hasCredits, let creditsDue else {
      return say(
        """
         \(subject) \(count, "missed its target", "missed their targets"). No credit is due.
        """)
    }
    return say(
      """
       \(subject) \(count, "missed its target", "missed their targets"), so \(creditsDue.data()) is \
      due in credits.
      """)
  }
}
