import Figures

/// Why a measure has no final verdict, in the language of the page.
enum ReasonWords {
  static func said(_ assessment: Assessment) -> HTML? {
    guard let reason = assessment.reason else { return nil }
    guard Voice.current != nil else { return "\(reason)" }
    return composed(assessment) ?? "\(sayWord(reason))"
  }

  /// The reasons that hold numbers or days, from the step that ended the judgement.
  private static func composed(_ assessment: Assessment) -> HTML? {
    switch assessment.working?.steps.last {
    case .completeness(let completeness, let percent):
      say(
        """
        \(Shown.count(completeness.received)) of \(Shown.count(completeness.expected)) open intervals \
        were received; the contract asks for \(Shown.percent(decimal: percent)) before there is a \
        verdict
        """)
    case .volume(let volume, let minimum):
      say(
        """
        \(Shown.count(volume)) contacts were offered; the contract asks for \(Shown.count(minimum)) \
        before there is a verdict
        """)
    case .relief(let result) where result.isExcused:
      say(
        """
        \(Shown.count(result.volume)) contacts were offered, more than \
        \(Shown.percent(decimal: result.relief.upperPercent)) of the \
        \(Shown.decimal(result.relief.forecast)) that were forecast
        """)
    case .outside(let days):
      say(
        """
        the measure counts from \(DateWords.long(days.first)) to \(DateWords.long(days.last)) only
        """)
    case .notDue(let days):
      say(
        """
        it is judged once, over \(DateWords.long(days.first)) to \(DateWords.long(days.last)) as one
        """)
    case .earlier(let months, _) where months.contains(where: { $0.tally == nil }):
      lacking(months)
    default: nil
    }
  }

  private static func lacking(_ months: [EarlierMonth]) -> HTML {
    let names = months.filter { $0.tally == nil }.map { DateWords.month($0.month) }
    return say(
      "too little was received of \(names.joined(separator: ", ")), which is judged with it")
  }
}
