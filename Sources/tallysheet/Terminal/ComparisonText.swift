import Figures
import Foundation
import Workspace

/// A comparison in lines for a terminal: the table, the causes in their order, the conclusion.
struct ComparisonText {
  private let result: CompareStage.Result
  private let isQuiet: Bool

  init(_ result: CompareStage.Result, isQuiet: Bool) {
    self.result = result
    self.isQuiet = isQuiet
  }

  private var diagnosis: Diagnosis { result.comparison.diagnosis }

  var lines: [String] {
    var lines: [String] = []
    if !isQuiet {
      lines += [
        "\(result.partner) \(result.period.id): \(result.file.path) against capture "
          + result.capture
      ]
      lines += result.file.readings.map { "  " + $0.english }
      lines += result.comparison.notes.map { "  " + $0.words.english }
      lines.append("")
    }
    lines += table
    if !diagnosis.tests.isEmpty { lines += [""] + tests }
    lines += [""] + conclusion
    if let money = result.comparison.money { lines += [""] + Self.amounts(money) }
    return lines
  }

  private var table: [String] {
    let rows = result.comparison.rows.map { row -> [String] in
      [
        row.name, row.unit, row.ours, (row.source == .rows ? "≈ " : "") + row.theirs,
        Self.signed(row.difference),
        row.percent.isEmpty ? "" : Self.signed(row.percent) + " %", row.tolerance.words.english,
        row.rows > 1 ? "\(row.differing) of \(row.rows) rows" : "",
        row.status.rawValue.replacing("_", with: " "),
      ]
    }
    return TextColumns.aligned(
      [
        [
          "figure", "unit", "ours", "theirs", "difference", "of ours", "tolerance", "differing",
          "status",
        ]
      ] + rows, right: [2, 3, 4, 5, 6, 7])
      + (result.comparison.table.contains { $0.source == .rows }
        ? ["≈ is the mean of their rows, weighted by our contacts."] : [])
  }

  private var tests: [String] {
    let rows = diagnosis.tests.enumerated().map { index, test in
      [
        "\(index + 1)", test.cause.title.english, diagnosis.words(test).english,
        test.words?.english ?? "",
      ]
    }
    return ["Causes, in the order of their tests:"] + TextColumns.aligned(rows, right: [0])
  }

  private var conclusion: [String] {
    guard diagnosis.confidence != .none else {
      return [
        result.comparison.hasFinding
          ? "Amounts differ. Causes are tested on counts: ask for the figures behind the invoice."
          : diagnosis.verdict.english
      ]
    }
    let open = diagnosis.open.map(\.words.english)
    let lines = diagnosis.remarks.map(\.english) + (open.isEmpty ? ["Nothing remains."] : open)
    return [diagnosis.verdict.english] + lines.map { "  " + $0 }
  }

  private static func amounts(_ money: CommonGround) -> [String] {
    if let obstacle = money.obstacle { return ["No amounts: \(obstacle.english)."] }
    let code = money.undisputed.currency.code
    let rows = money.lines.map { line in
      [
        line.item, line.ours.text, line.isStated ? line.theirs.text : "not stated",
        line.undisputed.text, signed(line.disputed.text),
      ]
    }
    let sums = [
      [
        "together", money.ours.text, money.theirs.text, money.undisputed.text,
        signed((money.theirs + -money.ours).text),
      ]
    ]
    return TextColumns.aligned(
      [["amount, \(code)", "ours", "theirs", "undisputed", "disputed"]] + rows + sums,
      right: [1, 2, 3, 4])
      + money.remarks.map { $0.english + "." }
      + [
        "Undisputed: \(code) \(money.undisputed.text). "
          + "Disputed: \(code) \(money.disputed.text)."
      ]
  }

  private static func signed(_ text: String?) -> String { text.map(TextColumns.signed) ?? "" }
}
