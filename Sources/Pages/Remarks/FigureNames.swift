import Figures

/// The figures that commentary can name, each drawn as the tables draw it.
struct FigureNames {
  let context: PeriodContext

  private var statement: Statement { context.statement }

  /// The figure of a name such as `service-level.result` or `day.1999-05-23.offered`.
  func figure(_ name: String) -> HTML? {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    switch (parts.first, parts.count) {
    case ("day", 3):
      guard let day = statement.days.first(where: { $0.date.text == parts[1] }) else { return nil }
      return Self.summary(context.figures(day: day))[parts[2]]?.data()
    case ("queue", 3):
      let queue = statement.queues.first { context.slugs[$0.queue.id] == parts[1] }
      return queue.flatMap { Self.summary(context.figures(queue: $0))[parts[2]]?.data() }
    case ("prev", 3): return previous(parts[1], parts[2])?.data()
    case ("prev", 2): return previous(parts[1])?.data()
    case (_, 1): return Self.summary(context.total)[name]?.data()
    case (_, 2): return money(name)?.data() ?? measure(parts[0], parts[1])?.data()
    default: return nil
    }
  }

  /// Every name that this period knows.
  var all: [String] {
    let summary = Self.summary(context.total).keys.sorted()
    let measures = statement.assessments.map(\.measure.id)
    let parts = ["result", "target", "difference", "credit", "verdict"]
    let earlier = statement.history.last?.assessments.map(\.measure.id) ?? []
    return summary + measures.flatMap { id in parts.map { "\(id).\($0)" } }
      + (statement.invoice == nil ? [] : ["fees.total", "credit.total", "net.total"])
      + statement.days.flatMap { day in summary.map { "day.\(day.date.text).\($0)" } }
      + statement.queues.flatMap { queue in
        summary.map { "queue.\(context.slugs[queue.queue.id]).\($0)" }
      } + earlier.map { "prev.\($0).result" }
      + (statement.history.isEmpty ? [] : ["prev.offered", "prev.answered", "prev.abandoned"])
  }

  private static func summary(_ figures: SummaryFigures) -> [String: Figure] {
    [
      "offered": figures.count(.offered), "answered": figures.count(.answered),
      "abandoned": figures.count(.abandoned), "service-level": figures.serviceLevel,
      "abandon-rate": figures.abandonRate, "handle-time": figures.handleTime,
    ]
  }

  private func measure(_ id: String, _ part: String) -> Figure? {
    guard let assessment = statement.assessments.first(where: { $0.measure.id == id }) else {
      return nil
    }
    let figures = AssessmentFigures(assessment, currency: statement.contract.currency)
    return switch part {
    case "result": figures.result
    case "target": figures.bound
    case "difference": figures.difference
    case "credit": figures.creditDue
    case "verdict": figures.verdict
    default: nil
    }
  }

  private func money(_ name: String) -> Figure? {
    guard let figures = statement.invoice.map(MoneyFigures.init) else { return nil }
    return switch name {
    case "fees.total": figures.fees
    case "credit.total": figures.creditsDue
    case "net.total": figures.net
    default: nil
    }
  }

  /// A measure of the month before.
  private func previous(_ id: String, _ part: String) -> Figure? {
    guard part == "result", let month = statement.history.last,
      let assessment = month.assessments.first(where: { $0.measure.id == id })
    else { return nil }
    return AssessmentFigures(
      assessment, resource: "history-measures", row: "period=\(month.period.id),measure=\(id)",
      currency: statement.contract.currency
    ).result
  }

  private func previous(_ name: String) -> Figure? {
    guard let month = statement.history.last else { return nil }
    let counters: [String: Counter] = [
      "offered": .offered, "answered": .answered, "abandoned": .abandoned,
    ]
    let figures = SummaryFigures(
      summary: month.total, resource: "history", row: "period=\(month.period.id)", target: nil)
    return counters[name].map(figures.count)
  }
}
