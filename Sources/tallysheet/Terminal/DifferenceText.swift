import Figures
import Workspace

/// A difference in lines for a terminal: verdicts and money first, then figure by figure.
struct DifferenceText {
  private let result: DiffStage.Result
  private let isQuiet: Bool

  init(_ result: DiffStage.Result, isQuiet: Bool) {
    self.result = result
    self.isQuiet = isQuiet
  }

  /// Tables of short stretches, of which only the number of cells is printed.
  private static let fine: Set<String> = [
    "intervals", "hours", "ratios-interval", "ratios-hour",
  ]

  var lines: [String] {
    var lines: [String] = []
    if !isQuiet {
      lines += [
        "\(result.partner) \(result.period.id): capture \(Self.name(result.from)) against "
          + Self.name(result.to), "",
      ]
    }
    guard !result.changes.isEmpty else { return lines + ["No figure differs."] }
    let causes = result.causes.map(\.rawValue).joined(separator: ", ")
    let kind = result.causes.contains(where: \.isCorrection) ? "a correction" : "a revision"
    lines.append("Cause: \(causes), \(kind).")
    return lines + [""] + effect + [""] + figures + rest
  }

  private static func name(_ capture: Capture) -> String {
    "\(capture.id) (\((capture.completedAt ?? capture.startedAt).text))"
  }

  private static func words(_ verdict: Verdict?) -> String {
    verdict?.rawValue.replacing("_", with: " ") ?? "none"
  }

  private var effect: [String] {
    let effect = result.effect
    var rows = effect.judgements.map { judgement in
      [
        judgement.title, Self.words(judgement.former), Self.words(judgement.verdict),
        judgement.former == judgement.verdict ? "the same" : "another verdict",
      ]
    }
    rows += effect.judgements.filter { $0.formerCredit != $0.credit }.map { judgement in
      [
        "\(judgement.title): credit", judgement.formerCredit?.text ?? "none",
        judgement.credit?.text ?? "none", "",
      ]
    }
    if let currency = (effect.net ?? effect.formerNet)?.currency.code {
      rows.append([
        "Net, \(currency)", effect.formerNet?.text ?? "none", effect.net?.text ?? "none",
        effect.netDifference.map(TextColumns.signed) ?? "",
      ])
    }
    guard !rows.isEmpty else { return ["No measure is judged and nothing is billed."] }
    return TextColumns.aligned([["effect", "was", "is", ""]] + rows, right: [])
  }

  private var figures: [String] {
    let rows = result.changes.filter { !Self.fine.contains($0.table) }.map { change in
      [
        change.key, change.former ?? "none", change.value ?? "none",
        change.difference.map { TextColumns.signed($0.text(change.places)) } ?? change.kind.word,
        RestatementCause.moving(change, among: result.causes).map(\.rawValue)
          .joined(separator: ", "),
      ]
    }
    guard !rows.isEmpty else { return [] }
    return TextColumns.aligned(
      [["figure", "was", "is", "change", "cause"]] + rows, right: [1, 2, 3])
  }

  private var rest: [String] {
    let names = result.changes.map(\.table).filter(Self.fine.contains)
    let counts = Set(names).sorted().map { name in
      "\(names.count { $0 == name }) cells of \(name).csv"
    }
    return counts.isEmpty
      ? [] : ["", "Besides \(counts.joined(separator: ", ")); --json lists them."]
  }
}
