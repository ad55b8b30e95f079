import Figures
import Foundation

/// A measure of a contract in plain words: what it says, counts, leaves out, and how it is rounded.
struct MeasureDefinition {
  let measure: Measure
  let contract: Contract
  let terms: Terms

  private var metric: Metric { measure.metric }
  private var conditions: MeasureConditions { measure.conditions }

  var html: HTML {
    let clause: HTML = measure.clause.isEmpty ? "" : say("Clause \(measure.clause): ")
    let terms: [(HTML, HTML)] = [
      (say("In plain words"), "\(clause)\(sentence)"),
      (say("Formula"), "\(MeasureWords.said(measure))"),
      (say("Target"), "\(target)"),
      (say("Unit"), measure.isShare ? say("percent") : say("minutes and seconds")),
      (say("Rounding"), "\(rounding)"), (say("Counts"), "\(inclusions)"),
      (say("Leaves out"), "\(exclusions)"),
      (say("Source fields"), fields),
    ]
    return """
      <h3 id="measure-\(attribute: measure.id)">\(measure.title)</h3>
      \(WorkingGroup.terms(terms))
      """
  }

  private var sentence: String {
    let what: String
    switch metric {
    case .serviceLevel(let level):
      let within = level.within ?? contract.thresholds.answeredWithin
      what =
        sayPlain(
          "The share of contacts that an agent answered within \(DateWords.length(milliseconds: within))"
        )
    case .abandonRate:
      what = sayPlain("The share of contacts that gave up before an agent answered")
    case .transferRate: what = sayPlain("How many transfers there were to each hundred contacts")
    case .averageHandleTime: what = sayPlain("How long handling a contact took on average")
    case .averageTalkTime: what = sayPlain("How long agents talked in a contact on average")
    case .averageSpeedOfAnswer: what = sayPlain("How long answered contacts had waited on average")
    }
    guard let stretches = conditions.stretches else {
      return sayPlain("\(what), over the whole month.")
    }
    let target = MeasureWords.target(stretches.target, isShare: metric.isShare)
    return sayPlain(
      """
      \(what), for each of the \(MeasureWords.said(stretches.length)); the measure is the share of those \
      that reach \(target).
      """)
  }

  private var target: String {
    let bound = measure.target.bound
    let number = measure.isShare ? Shown.percent(bound: bound) : Shown.duration(bound: bound)
    return "\(sayWord(measure.target.comparison.rawValue)) \(number)"
  }

  private var rounding: String {
    let rule = MeasureWords.rule(conditions.rule)
    return measure.isShare
      ? sayPlain(
        """
        \(rule). Printed with one decimal, rounded half up, with more where fewer would contradict \
        the verdict
        """)
      : sayPlain(
        """
        \(rule). Printed with whole seconds, rounded half up, with more where fewer would contradict \
        the verdict
        """)
  }

  private var inclusions: String {
    let scope = conditions.scope
    let queues =
      scope.queues.map { sayPlain("the queues \($0.joined(separator: ", "))") }
      ?? sayPlain("all queues")
    let media = scope.media.map { sayPlain(", medium “\($0)”") } ?? ""
    let directions =
      scope.directions.map { sayPlain(", direction \($0.joined(separator: ", "))") } ?? ""
    let hours = scope.openOnly ? sayPlain(", opening hours only") : sayPlain(", all hours")
    return queues + media + directions + hours
  }

  private var exclusions: String {
    var parts: [String] = []
    if formulaLeavesOutShort {
      let limit = DateWords.length(milliseconds: contract.thresholds.shortAbandon)
      parts.append(sayPlain("contacts that gave up within \(limit)"))
    }
    parts.append(
      sayPlain("stretches that both parties agreed to exclude, which the evidence pack lists"))
    if conditions.minimumVolume > 0 {
      parts.append(
        sayPlain("months with fewer than \(Shown.count(conditions.minimumVolume)) contacts"))
    }
    if let relief = conditions.relief {
      parts.append(
        sayPlain(
          "months above \(Shown.percent(decimal: relief.abovePercent)) of the forecast, as the contract says"
        ))
    }
    return parts.joined(separator: "; ")
  }

  private var formulaLeavesOutShort: Bool {
    let parts = metric.parts(of: Tally(recorded: CounterSet(Counter.allCases)))
    return (parts?.denominator ?? []).contains { $0.counter == .shortAbandoned && !$0.isAdded }
  }

  private var fields: HTML {
    let parts = metric.parts(of: Tally(recorded: CounterSet(Counter.allCases)))
    var seen: Set<Counter> = []
    let counters = ((parts?.numerator ?? []) + (parts?.denominator ?? [])).map(\.counter)
      .filter { seen.insert($0).inserted }
    return Sentences.list(counters.map { "<code>\($0.column)</code>" })
  }
}
