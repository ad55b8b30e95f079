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
      lines += result.file.readings.map { "  " + $0 }
      lines += result.comparison.notes.map { "  " + Self.words($0) }
      lines.append("")
    }
    lines += table
    if !diagnosis.tests.isEmpty { lines += [""] + tests }
    lines += [""] + conclusion
    if let money = result.comparison.money { lines += [""] + Self.amounts(money) }
    return lines
  }

  private var table: [String] {
    let rows = result.comparison.table.map { line -> [String] in
      let places = line.column.places
      return [
        line.column.metric.name, line.column.unit, line.ours?.text(places) ?? "",
        line.theirs?.text(places) ?? "", Self.signed(line.difference?.text(places)),
        line.percent.map { (Self.signed($0.text(2))) + " %" } ?? "",
        line.rows > 1 ? "\(line.differing) of \(line.rows) rows" : "",
        line.status.rawValue.replacing("_", with: " "),
      ]
    }
    return TextColumns.aligned(
      [["figure", "unit", "ours", "theirs", "difference", "of ours", "differing", "status"]]
        + rows, right: [2, 3, 4, 5, 6])
  }

  private var tests: [String] {
    let rows = diagnosis.tests.enumerated().map { index, test -> [String] in
      let result =
        switch test.result {
        case .exactly: "explains every line"
        case .consistent: "fits every line, size not checked"
        case .partly: "leaves \(test.differing) of \(diagnosis.differing) differing lines"
        case .no: "explains nothing"
        case .notTestable: "cannot be tested here"
        }
      return ["\(index + 1)", test.cause.title, result, test.words]
    }
    return ["Causes, in the order of their tests:"] + TextColumns.aligned(rows, right: [0])
  }

  private var conclusion: [String] {
    let causes = diagnosis.causes.map(\.title).joined(separator: " and ")
    var lines: [String]
    switch diagnosis.confidence {
    case .none: return ["Nothing differs beyond tolerance."]
    case .certain:
      lines = ["Explained: \(causes). Each of \(diagnosis.checked) lines follows from it."]
    case .likely: lines = ["Likely, not certain: \(causes)."]
    case .unexplained:
      lines = [causes.isEmpty ? "Unexplained." : "Mostly unexplained; \(causes) helps a little."]
    }
    lines += diagnosis.words.map { "  " + Self.sentence($0) }
    if !diagnosis.reservation.isEmpty {
      lines.append("  Not certain because " + diagnosis.reservation + ".")
    }
    lines += diagnosis.alternatives.map {
      "  Fits as well: " + $0.map(\.title).joined(separator: " and ") + "."
    }
    if diagnosis.unknown > 0 {
      lines.append(
        "  Not checked, because they need figures from outside the period: "
          + "\(diagnosis.unknown) rows.")
    }
    let open = diagnosis.remainders.filter { $0.differing > 0 || $0.unchecked > 0 }
    guard !open.isEmpty else { return lines + ["  Nothing remains."] }
    return lines + open.map { "  " + Self.remainder($0) }
  }

  static func remainder(_ remainder: Remainder) -> String {
    func amount(_ steps: Int) -> String {
      let value = signed(remainder.column.value(steps).text(remainder.column.places))
      // A difference of shares is in points.
      let unit = remainder.column.unit == "%" ? "pt" : remainder.column.unit
      return unit.isEmpty ? value : "\(value) \(unit)"
    }
    var parts: [String] = []
    if remainder.differing > 0 {
      parts.append(
        "\(remainder.differing) of \(remainder.lines) lines remain, \(amount(remainder.sum)) in all"
      )
    }
    if remainder.unchecked > 0 {
      parts.append(
        "\(remainder.unchecked) lines fit but cannot be checked, "
          + "\(amount(remainder.uncheckedSum)) in all")
    }
    return "\(remainder.column.metric.name): " + parts.joined(separator: "; ")
  }

  private static func amounts(_ money: CommonGround) -> [String] {
    if let obstacle = money.obstacle { return ["No amounts: \(obstacle.what)."] }
    let code = money.undisputed.currency.code
    let rows = money.lines.map { line in
      [
        line.item, line.ours.text, line.isStated ? line.theirs.text : "not stated",
        line.undisputed.text, signed(line.disputed.text),
      ]
    }
    return TextColumns.aligned(
      [["fee, \(code)", "ours", "theirs", "undisputed", "disputed"]] + rows, right: [1, 2, 3, 4])
      + ["Undisputed: \(code) \(money.undisputed.text). Disputed: \(code) \(money.disputed.text)."]
  }

  static func words(_ note: Comparison.Note) -> String {
    switch note {
    case .outside(let count): "rows outside the period, not compared: \(count)"
    case .incomplete: "our own record of the period is not complete"
    case .absent(let count): "stretches in which we counted contacts and they have no row: \(count)"
    case .notRecorded(let name): "they state \(name), which our source does not record"
    }
  }

  private static func sentence(_ words: String) -> String {
    words.prefix(1).uppercased() + words.dropFirst() + "."
  }

  private static func signed(_ text: String?) -> String { text.map(TextColumns.signed) ?? "" }
}
