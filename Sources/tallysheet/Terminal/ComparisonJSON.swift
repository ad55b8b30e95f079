import Figures
import Foundation
import Workspace

/// A comparison for scripts: numbers are exact texts, differences are theirs minus ours.
struct ComparisonJSON: Encodable {
  struct Line: Encodable {
    let metric, unit: String
    let ours, theirs, difference, percent: String?
    /// `file`, or `rows` and `explanation` for what their rows do not add up to.
    let theirsFrom: String
    let toleranceAbsolute, tolerancePercent: String?
    let toleranceJoin: String
    let differingRows, rows: Int
    let status: String
  }

  struct Test: Encodable {
    let cause, result: String
    let words: String?
    let differingLines, lines: Int
  }

  struct Remains: Encodable {
    let metric, unit: String
    let differingLines, lines: Int
    let sum: String
    let uncheckedLines: Int
    let uncheckedSum: String
    let outsideLines: Int
    let outsideSum: String
  }

  struct Conclusion: Encodable {
    let confidence: String
    let causes, words: [String]
    let alternatives: [[String]]
    /// Each reading of a cause that fits every line as well as the one in `words`.
    let fits: [String: [String]]
    let reservation: String?
    let differingLines, lines, checkedLines, uncheckedRows: Int
    let remaining: [Remains]
  }

  struct Fee: Encodable { let item, ours, theirs, undisputed, disputed: String, stated: Bool }

  struct Result: Encodable {
    let measure: String
    let ours, theirs, ourVerdict, theirVerdict, basis, obstacle: String?
  }

  struct Amounts: Encodable {
    let currency, undisputed, disputed, ours, theirs: String
    /// Fees, then credits below zero.
    let lines: [Fee]
    let results: [Result]
    let remarks: [String]
    let obstacle: String?
  }

  let partner, period, capture, file, sha256: String
  let readings, notes: [String]
  let table: [Line]
  let tests: [Test]
  let conclusion: Conclusion
  let money: Amounts?

  init(_ result: CompareStage.Result) {
    partner = result.partner
    period = result.period.id
    capture = result.capture
    file = result.file.path
    sha256 = result.file.sha256
    readings = result.file.readings.map(\.english)
    let comparison = result.comparison
    notes = comparison.notes.map(\.words.english)
    func text(_ cell: String) -> String? { cell.isEmpty ? nil : cell }
    table = comparison.rows.map { row in
      Line(
        metric: row.name, unit: row.unit, ours: text(row.ours), theirs: text(row.theirs),
        difference: text(row.difference), percent: text(row.percent),
        theirsFrom: row.source.rawValue,
        toleranceAbsolute: row.tolerance.absolute.map { "\($0)" },
        tolerancePercent: row.tolerance.percent.map { "\($0)" },
        toleranceJoin: row.tolerance.join.rawValue, differingRows: row.differing, rows: row.rows,
        status: row.status.rawValue)
    }
    let diagnosis = comparison.diagnosis
    tests = diagnosis.tests.map {
      Test(
        cause: $0.cause.rawValue, result: $0.result.rawValue,
        words: $0.words?.english, differingLines: $0.differing, lines: $0.lines)
    }
    conclusion = Conclusion(
      confidence: diagnosis.confidence.rawValue, causes: diagnosis.causes.map(\.rawValue),
      words: diagnosis.words.map(\.english),
      alternatives: diagnosis.alternatives.map { $0.map(\.rawValue) },
      fits: Dictionary(
        uniqueKeysWithValues: diagnosis.fits.map { ($0.cause.rawValue, $0.readings.map(\.english)) }
      ),
      reservation: diagnosis.reservation?.english,
      differingLines: diagnosis.differing, lines: diagnosis.lines,
      checkedLines: diagnosis.checked, uncheckedRows: diagnosis.unknown,
      remaining: diagnosis.remainders.map {
        Remains(
          metric: $0.column.metric.name, unit: $0.column.unit, differingLines: $0.differing,
          lines: $0.lines, sum: $0.column.value($0.sum).text($0.column.places),
          uncheckedLines: $0.unchecked,
          uncheckedSum: $0.column.value($0.uncheckedSum).text($0.column.places),
          outsideLines: $0.unknown,
          outsideSum: $0.column.value($0.unknownSum).text($0.column.places))
      })
    money = comparison.money.map { money in
      Amounts(
        currency: money.undisputed.currency.code, undisputed: money.undisputed.text,
        disputed: money.disputed.text, ours: money.ours.text, theirs: money.theirs.text,
        lines: money.lines.map {
          Fee(
            item: $0.item, ours: $0.ours.text, theirs: $0.theirs.text,
            undisputed: $0.undisputed.text, disputed: $0.disputed.text, stated: $0.isStated)
        },
        results: money.results.map {
          Result(
            measure: $0.measure.id, ours: $0.ours?.text(4), theirs: $0.theirs?.text(4),
            ourVerdict: $0.ourVerdict?.rawValue, theirVerdict: $0.theirVerdict?.rawValue,
            basis: $0.basis?.english, obstacle: $0.obstacle?.english)
        }, remarks: money.remarks.map(\.english),
        obstacle: money.obstacle?.english)
    }
  }
}
