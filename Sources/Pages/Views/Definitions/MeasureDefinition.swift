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
    let clause: HTML = measure.clause.isEmpty ? "" : "Clause \(measure.clause): "
    let terms: [(HTML, HTML)] = [
      ("In plain words", "\(clause)\(sentence)"), ("Formula", "\(measure.words)"),
      ("Target", "\(target)"), ("Unit", "\(measure.isShare ? "percent" : "minutes and seconds")"),
      ("Rounding", "\(rounding)"), ("Counts", "\(inclusions)"), ("Leaves out", "\(exclusions)"),
      ("Source fields", fields),
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
        "The share of contacts that an agent answered within \(DateWords.length(milliseconds: within))"
    case .abandonRate: what = "The share of contacts that gave up before an agent answered"
    case .transferRate: what = "How many transfers there were to each hundred contacts"
    case .averageHandleTime: what = "How long handling a contact took on average"
    case .averageTalkTime: what = "How long agents talked in a contact on average"
    case .averageSpeedOfAnswer: what = "How long answered contacts had waited on average"
    }
    guard let stretches = conditions.stretches else { return "\(what), over the whole month." }
    return "\(what), for each of the \(stretches.length.words); the measure is the share of those "
      + "that reach \(stretches.target.words(isShare: metric.isShare))."
  }

  private var target: String {
    let bound = measure.target.bound
    let number = measure.isShare ? Shown.percent(bound: bound) : Shown.duration(bound: bound)
    return "\(measure.target.comparison.rawValue) \(number)"
  }

  private var rounding: String {
    "\(conditions.rule.words). Printed with \(measure.isShare ? "one decimal" : "whole seconds"), "
      + "rounded half up, with more where fewer would contradict the verdict"
  }

  private var inclusions: String {
    let scope = conditions.scope
    let queues = scope.queues.map { "the queues \($0.joined(separator: ", "))" } ?? "all queues"
    let media = scope.media.map { ", medium “\($0)”" } ?? ""
    let directions = scope.directions.map { ", direction \($0.joined(separator: ", "))" } ?? ""
    let hours = scope.openOnly ? ", opening hours only" : ", all hours"
    return queues + media + directions + hours
  }

  private var exclusions: String {
    var parts: [String] = []
    if formulaLeavesOutShort {
      let limit = DateWords.length(milliseconds: contract.thresholds.shortAbandon)
      parts.append("contacts that gave up within \(limit)")
    }
    parts.append("stretches that both parties agreed to exclude, which the evidence pack lists")
    if conditions.minimumVolume > 0 {
      parts.append("months with fewer than \(Shown.count(conditions.minimumVolume)) contacts")
    }
    if let relief = conditions.relief {
      parts.append(
        "months above \(Shown.decimal(relief.abovePercent))% of the forecast, as the contract says")
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
