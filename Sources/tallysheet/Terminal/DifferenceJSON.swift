import Figures
import Foundation
import Workspace

/// A difference for scripts: values are the texts of the published files.
struct DifferenceJSON: Encodable {
  struct Side: Encodable {
    let capture, completed: String
  }

  struct Line: Encodable {
    /// The figure as pages mark it, and its three parts.
    let figure, table, row, column: String
    let change: String
    let from, to, difference: String?
    let causes: [String]
    let kind: String
  }

  struct Judgement: Encodable {
    let measure: String
    let from, to, creditFrom, creditTo: String?
  }

  struct Effect: Encodable {
    let measures: [Judgement]
    let currency, netFrom, netTo, netDifference: String?
  }

  let partner, period: String
  let from, to: Side?
  let differences: [Line]
  let effect: Effect?

  /// A period with one capture differs from nothing.
  init(partner: String, period: String) {
    self.partner = partner
    self.period = period
    (from, to, differences, effect) = (nil, nil, [], nil)
  }

  init(_ result: DiffStage.Result) {
    partner = result.partner
    period = result.period.id
    from = Self.side(result.from)
    to = Self.side(result.to)
    differences = result.changes.map { change in
      let causes = RestatementCause.moving(change, among: result.causes)
      return Line(
        figure: change.key, table: change.table, row: change.row, column: change.column,
        change: change.kind.word, from: change.former, to: change.value,
        difference: change.difference?.text(change.places), causes: causes.map(\.rawValue),
        kind: causes.contains(where: \.isCorrection) ? "correction" : "revision")
    }
    let effect = result.effect
    self.effect = Effect(
      measures: effect.judgements.map {
        Judgement(
          measure: $0.measure, from: $0.former?.rawValue, to: $0.verdict?.rawValue,
          creditFrom: $0.formerCredit?.text, creditTo: $0.credit?.text)
      }, currency: (effect.net ?? effect.formerNet)?.currency.code, netFrom: effect.formerNet?.text,
      netTo: effect.net?.text, netDifference: effect.netDifference)
  }

  private static func side(_ capture: Capture) -> Side {
    Side(capture: capture.id, completed: (capture.completedAt ?? capture.startedAt).text)
  }
}

extension RestatementEffect {
  /// The net amount now minus before, where there are both.
  var netDifference: String? {
    guard let net, let formerNet else { return nil }
    return (net + -formerNet).text
  }
}
