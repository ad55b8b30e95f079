import Figures
import GenesysCloud
import Workspace

/// What fetching will cost and what became of it, for people or for scripts.
enum FetchReport {
  /// Signing in, grants, organization, limits, queues and the end of the token.
  private static let overhead = 6

  static func lines(_ costs: [FetchStage.Cost], _ stage: FetchStage) throws -> [String] {
    let total = costs.reduce(0) { $0 + $1.requests }
    let records = costs.reduce(0) { $0 + $1.recordRequests }
    let time = try stage.leastTime(for: total + records + overhead)
    return costs.map { cost in
      let window = cost.job.window
      let records =
        cost.recordRequests > 0
        ? ", and \(requests(cost.recordRequests)) or more for conversation records" : ""
      return "plan: \(cost.job.name), \(window.start.text) to \(window.end.text), "
        + requests(cost.requests) + records
    } + [
      "plan: \(requests(total)) for metrics and \(overhead) or more around them, "
        + "at least \(seconds(time)) s at the allowed rate"
    ] + agents(costs)
  }

  /// How many agents there are is known only when the members of the queues have been read.
  private static func agents(_ costs: [FetchStage.Cost]) -> [String] {
    costs.contains { $0.job.settings.agentTime != nil }
      ? ["plan: the members of each visible queue and the time of agents come on top"] : []
  }

  static func print(_ costs: [FetchStage.Cost], _ stage: FetchStage, json: Bool) throws {
    guard json else {
      for line in try lines(costs, stage) { Terminal.result(line) }
      return
    }
    struct Cost: Encodable {
      let partner, period, start, end: String, requests: Int
      let recordRequests: Int?
    }
    struct Plan: Encodable { let periods: [Cost], requests: Int, leastSeconds: Int }
    let total = costs.reduce(0) { $0 + $1.requests }
    let records = costs.reduce(0) { $0 + $1.recordRequests }
    try JSONReport.print(
      Plan(
        periods: costs.map {
          Cost(
            partner: $0.job.settings.partner.id, period: $0.job.period.id,
            start: $0.job.window.start.text, end: $0.job.window.end.text, requests: $0.requests,
            recordRequests: $0.recordRequests > 0 ? $0.recordRequests : nil)
        }, requests: total,
        leastSeconds: seconds(try stage.leastTime(for: total + records + overhead))))
  }

  static func print(_ report: FetchStage.Report, json: Bool, isImport: Bool = false) throws {
    let cost = report.cost
    guard !json else {
      struct Whole: Encodable {
        let periods: [FetchStage.Result]
        let requests, retries, waitedMilliseconds, bytes: Int
      }
      return try JSONReport.print(
        Whole(
          periods: report.results, requests: cost.requests, retries: cost.retries,
          waitedMilliseconds: milliseconds(cost.waited), bytes: cost.bytes))
    }
    for result in report.results {
      let ending =
        result.unchanged
        ? "unchanged since capture \(result.capture)" : "captured as \(result.capture)"
      let until = result.until.map { ", up to \($0)" } ?? ""
      Terminal.result(
        "\(result.partner) \(result.period): \(ending)"
          + (isImport ? ", from saved answers" : ", \(requests(result.requests))") + until)
    }
    if cost.retries > 0 {
      Terminal.result(
        "\(cost.retries) of \(requests(cost.requests)) were repeated, after "
          + "\(seconds(cost.waited)) s of waiting")
    }
  }

  private static func requests(_ count: Int) -> String {
    count == 1 ? "1 request" : "\(count) requests"
  }

  /// Whole seconds, rounded up.
  private static func seconds(_ time: Duration) -> Int { (milliseconds(time) + 999) / 1000 }

  private static func milliseconds(_ time: Duration) -> Int {
    Int(time.components.seconds) * 1000 + Int(time.components.attoseconds / 1_000_000_000_000_000)
  }
}
