package import Foundation

/// The counts that a metric is made of, with the values that were put in.
package struct FormulaParts: Sendable, Hashable {
  package struct Part: Sendable, Hashable {
    /// As the formula in words calls it.
    package let name: String
    package let counter: Counter
    package let value: Int
    /// Whether it is added; the other parts are taken off.
    package let isAdded: Bool
  }

  /// Above the line.
  package let numerator: [Part]
  /// Below it.
  package let denominator: [Part]

  package static func sum(_ parts: [Part]) -> Int {
    parts.reduce(0) { $0 + ($1.isAdded ? $1.value : -$1.value) }
  }
}

extension Metric {
  /// The parts on a tally; `nil` when one of them is not recorded.
  package func parts(of tally: Tally) -> FormulaParts? {
    let (above, below) = terms
    func parts(_ terms: [Term]) -> [FormulaParts.Part]? {
      var parts: [FormulaParts.Part] = []
      for term in terms {
        guard let counter = term.counter, let value = tally[counter] else { return nil }
        parts.append(
          FormulaParts.Part(
            name: term.name, counter: counter, value: value, isAdded: term.isAdded))
      }
      return parts
    }
    guard let numerator = parts(above), let denominator = parts(below) else { return nil }
    return FormulaParts(numerator: numerator, denominator: denominator)
  }

  /// The formula in the names of columns, `answered_in_threshold / (answered + abandoned)`, so that a
  /// program can form it again from `intervals.csv` and `ranges.csv`; `nil` when no source counts
  /// one of its parts.
  package func columns(_ thresholds: Thresholds) -> String? {
    func side(_ terms: [Term]) -> String? {
      var text = ""
      for (place, term) in terms.enumerated() {
        guard let counter = term.counter else { return nil }
        text += (place == 0 ? "" : term.isAdded ? " + " : " - ") + thresholds.column(of: counter)
      }
      return terms.count > 1 ? "(\(text))" : text
    }
    let (above, below) = terms
    guard let numerator = side(above), let denominator = side(below) else { return nil }
    return "\(numerator) / \(denominator)"
  }

  private struct Term {
    let name: String
    /// `nil` for what no source counts.
    let counter: Counter?
    var isAdded = true

    static let offered = Term(name: "offered", counter: .offered)
    static let answered = Term(name: "answered", counter: .answered)
    static let abandoned = Term(name: "abandoned", counter: .abandoned)
    static let short = Term(name: "short abandons", counter: .shortAbandoned)
    static let flowOuts = Term(name: "flow-outs", counter: .flowOut)
    static let handled = Term(name: "handled", counter: .handled)

    static prefix func - (term: Term) -> Term {
      Term(name: term.name, counter: term.counter, isAdded: false)
    }
  }

  private var terms: (above: [Term], below: [Term]) {
    switch self {
    case .serviceLevel(let level): Self.terms(level)
    case .abandonRate(.offered): ([.abandoned], [.offered])
    case .abandonRate(.offeredLessShort): ([.abandoned, -.short], [.offered, -.short])
    case .abandonRate(.longOverOffered): ([.abandoned, -.short], [.offered])
    case .abandonRate(.answeredPlusAbandoned): ([.abandoned], [.answered, .abandoned])
    case .abandonRate(.withVoicemailFlowOuts):
      ([.abandoned, Term(name: "sent to voicemail", counter: nil)], [.offered])
    case .transferRate(let formula):
      (
        [Term(name: "transfers", counter: .transferred)],
        [Term(name: formula.rawValue, counter: formula.denominator)]
      )
    case .averageHandleTime: ([Term(name: "handle time", counter: .handle)], [.handled])
    case .averageTalkTime: ([Term(name: "talk time", counter: .talk)], [.handled])
    case .averageSpeedOfAnswer:
      ([Term(name: "waiting time of answered", counter: .waitAnswered)], [.answered])
    }
  }

  private static func terms(_ level: ServiceLevel) -> (above: [Term], below: [Term]) {
    let met = Term(name: "answered in time", counter: level.answered)
    let early = Term(name: "abandoned in time", counter: level.abandoned)
    switch level.formula {
    case .offered: return ([met], [.offered])
    case .offeredLessShort: return ([met], [.offered, -.short])
    case .answered: return ([met], [.answered])
    case .answeredPlusAbandoned: return ([met], [.answered, .abandoned])
    case .answeredPlusLateAbandoned: return ([met], [.answered, .abandoned, -early])
    case .abandonedInThresholdMet: return ([met, early], [.answered, .abandoned])
    case .shortMet: return ([met, .short], [.answered, .abandoned])
    case .genesys(let flowOuts, let shortAbandons, let abandons):
      let lost: [Term] = abandons ? shortAbandons ? [.abandoned] : [.abandoned, -.short] : []
      return ([met], [.answered] + lost + (flowOuts ? [.flowOuts] : []))
    }
  }
}

/// How a result was held against its target: the parts, and the comparison without a division.
package struct Derivation: Sendable, Hashable {
  package let parts: FormulaParts
  package let quotient: Quotient
  /// The numerator times what brings it to the target's unit: 100 for percent, 1 for milliseconds.
  package let left: Decimal
  /// The target times the denominator, and times 1000 for milliseconds.
  package let right: Decimal

  /// Derives a judged result from the tally that it was judged on; `nil` when it has no value, or
  /// when the tally does not give that value.
  package init?(_ assessment: Assessment, tally: Tally) {
    let measure = assessment.measure
    guard let quotient = assessment.outcome.quotient, let parts = measure.metric.parts(of: tally),
      FormulaParts.sum(parts.numerator) == quotient.numerator,
      FormulaParts.sum(parts.denominator) == quotient.denominator
    else { return nil }
    self.parts = parts
    self.quotient = quotient
    let isShare = measure.isShare
    left = Decimal(quotient.numerator) * (isShare ? 100 : 1)
    right = measure.target.bound * Decimal(quotient.denominator) * (isShare ? 1 : 1000)
  }
}
