import Figures

/// What a page says where a number has no value.
enum StateWords {
  static func short(_ outcome: Outcome) -> String {
    switch outcome {
    case .value: ""
    case .empty: "–"
    case .undefined, .invalid: sayPlain("n/a")
    case .missing: sayPlain("no data")
    }
  }

  /// The mark behind a row's name, explained below the table.
  static func mark(_ state: State) -> HTML {
    switch state {
    case .final, .missing, .masked: ""
    case .provisional: say(" <abbr title=\"Provisional\">p</abbr>")
    case .partial: say(" <abbr title=\"Partial\">*</abbr>")
    }
  }

  /// One sentence for each mark and sign that a table's rows use.
  static func legend(_ summaries: [Summary]) -> HTML {
    legend(summaries.map(\.state), summaries.map(\.serviceLevel))
  }

  static func legend(_ days: [MeasureDay]) -> HTML {
    legend(days.map(\.state), days.map(\.outcome))
  }

  private static func legend(_ states: [State], _ outcomes: [Outcome]) -> HTML {
    var sentences: [HTML] = []
    let states = Set(states)
    if states.contains(.provisional) {
      sentences.append(say("p: provisional, late data may arrive."))
    }
    if states.contains(.partial) {
      sentences.append(say("*: partial, a part was not received and is not counted."))
    }
    if states.contains(.missing) {
      sentences.append(say("“no data”: nothing was recorded; not zero."))
    }
    if outcomes.contains(.empty) {
      sentences.append(say("–: no contacts, so there is no share."))
    }
    if outcomes.contains(where: { [.undefined, .invalid].contains($0) }) {
      sentences.append(say("n/a: no contact ended in the time that could be counted in the share."))
    }
    return sentences.joined(separator: " ")
  }

  /// Every state and mark with what it says.
  static var terms: HTML {
    let terms: [(HTML, HTML)] = [
      (Chip.state(.final), say("No further change is expected.")),
      (Chip.state(.provisional), say("Late data may still arrive.")),
      (Chip.state(.partial), say("A part was not received. The figure uses what was.")),
      (Chip.state(.missing), say("Nothing was received. It is never shown as zero.")),
      (
        Chip.state(.masked),
        say("Not shown, because it would tell of few persons, or would let that be worked out.")
      ),
      (Chip.verdict(.met), say("The exact value meets the target.")),
      (Chip.verdict(.missed), say("The exact value does not meet the target.")),
      (Chip.verdict(.notAssessed), say("The contract gives no verdict; the report says why.")),
      (Chip.verdict(.excused), say("More contacts came than were forecast; no credit follows.")),
      (Chip.verdict(.grace), say("The measure is shown and does not move money yet.")),
      (
        say("Reached, Below, Above"),
        say("A day, hour or queue beside the period’s target: an observation, not a verdict.")
      ),
      ("–", say("No contact, so there is nothing to divide.")),
      (say("n/a"), say("Contacts, but none that could be counted in the share.")),
    ]
    return WorkingGroup.terms(terms)
  }
}
