import Figures

/// The one sentence that says how a period went: the verdicts, then the money.
enum Deck {
  /// `creditsDue` is the sum of the credits as its place in a file has it.
  static func verdicts(_ assessments: [Assessment], creditsDue: Figure?, hasCredits: Bool) -> HTML {
    let judged = assessments.filter { $0.verdict.isFinal }
    guard !judged.isEmpty else { return "No measure was judged." }
    let missed = judged.filter { $0.verdict == .missed }
    let met = judged.count - missed.count
    let first = summary(met: met, of: judged.count)
    let rest = assessments.count - judged.count
    let unjudged: HTML =
      rest == 0 ? "" : " \(Sentences.capitalized(Sentences.counted(rest, "measure"))) not judged."
    return "\(first)\(unjudged)\(consequence(missed, creditsDue, hasCredits))"
  }

  private static func summary(met: Int, of judged: Int) -> String {
    switch (met, judged) {
    case (1, 1): "The one measure was met."
    case (0, 1): "The one measure was missed."
    case (0, 2): "Neither measure was met."
    case (judged, _): "\(Sentences.all(judged, "measure")) met."
    case (0, _): "None of \(Sentences.number(judged)) measures met."
    default:
      Sentences.capitalized(Sentences.number(met)) + " of \(Sentences.number(judged)) measures met."
    }
  }

  private static func consequence(
    _ missed: [Assessment], _ creditsDue: Figure?, _ hasCredits: Bool
  ) -> HTML {
    guard !missed.isEmpty else { return hasCredits ? "" : " No credit is due." }
    let names = missed.enumerated().map { index, assessment -> HTML in
      let title = assessment.measure.title
      return "\(index == 0 ? title : title.prefix(1).lowercased() + title.dropFirst())"
    }
    let subject = Sentences.list(names)
    let verb: HTML = missed.count == 1 ? "missed its target" : "missed their targets"
    guard hasCredits, let creditsDue else {
      return " \(subject) \(verb). No credit is due."
    }
    return " \(subject) \(verb), so \(creditsDue.data()) is due in credits."
  }
}
