import Figures
import Foundation

/// The latest month beside the month of results before it: each headline figure and measure.
struct ChangeTable {
  private struct Row {
    let item: ChangeFile.Item
    let verdicts: (before: Verdict, now: Verdict)?
    let now: Figure
    let before: Figure
    let change: Figure
  }

  private let latest: PeriodResult
  private let before: PeriodResult
  private let currency: Currency

  /// `nil` where there is no month to compare with.
  init?(latest: PeriodResult?, before: PeriodResult?, currency: Currency) {
    guard let latest, let before, latest.total.state != .missing, before.total.state != .missing
    else { return nil }
    self.latest = latest
    self.before = before
    self.currency = currency
  }

  var file: DataFile {
    Voice.english { ChangeFile(latest: latest, before: before, items: rows.map(\.item)).file }
  }

  var heading: String { sayPlain("What changed since \(DateWords.name(before.period))") }

  var html: HTML {
    var table = Table(
      "change-table", style: "fit", resource: ChangeFile.name,
      title: say("\(DateWords.head(latest.period)) beside \(DateWords.name(before.period))"),
      subtitle: say("Shares change by percentage points, times by minutes and seconds"),
      columns: [
        .plain(say("Figure")),
        .plain(HTML(markup: Escape.text(DateWords.name(before.period))), style: "n"),
        .plain(HTML(markup: Escape.text(DateWords.name(latest.period))), style: "n"),
        .plain(say("Change"), style: "n"), .plain(say("Result, before and now")),
      ])
    for row in rows {
      let verdicts: HTML =
        row.verdicts.map { "\(Chip.verdict($0.before)) → \(Chip.verdict($0.now))" } ?? ""
      table.row(
        "\(row.item.title)", selector: "item=\(row.item.id)",
        cells: [
          .figure(row.before), .figure(row.now), .figure(row.change), .html(verdicts),
        ])
    }
    return table.html
      + Facts.note(say("Source: <a href=\"data/change.csv\">change.csv</a>."))
  }

  private var rows: [Row] {
    [.offered, .answered, .abandoned].compactMap(counter) + latest.assessments.compactMap(measure)
      + [
        invoice("credits", sayPlain("Credits"), \.credits), invoice("net", sayPlain("Net"), \.net),
      ].compactMap { $0 }
  }

  private func row(
    _ id: String, _ title: String, _ now: Figure, _ before: Figure, shown: String?, exact: String,
    _ unit: Figure.Unit, verdicts: (Verdict, Verdict)? = nil
  ) -> Row {
    Row(
      item: ChangeFile.Item(
        id: id, title: title, now: now.exact, before: before.exact, change: exact),
      verdicts: verdicts, now: now, before: before,
      change: Figure(
        shown ?? "–", exact: exact, unit: unit,
        place: Figure.Place(ChangeFile.name, "item=\(id)", "change")))
  }

  private func counter(_ counter: Counter) -> Row? {
    func figure(_ result: PeriodResult) -> Figure {
      SummaryFigures(
        summary: result.total, resource: "periods", row: "period=\(result.period.id)", target: nil
      ).count(counter)
    }
    guard let now = latest.total[counter], let then = before.total[counter] else { return nil }
    let change = now - then
    return row(
      counter.column, sayWord(Sentences.capitalized(counter.column)), figure(latest),
      figure(before),
      shown: change == 0 ? "0" : Shown.signed(isNegative: change < 0, Shown.count(abs(change))),
      exact: String(change), .count)
  }

  private func measure(_ assessment: Assessment) -> Row? {
    let measure = assessment.measure
    guard let then = before.assessments.first(where: { $0.measure.id == measure.id }),
      measure.metric.isShare == then.measure.metric.isShare
    else { return nil }
    let isShare = measure.metric.isShare
    var shown: String?
    var exact = ""
    if let now = assessment.outcome.quotient, let before = then.outcome.quotient {
      let change =
        isShare
        ? Fraction(now) - Fraction(before) : Fraction(now.inSeconds) - Fraction(before.inSeconds)
      exact = change.text(isShare ? 6 : 3)
      shown =
        isShare
        ? Shown.points((change * 100).rounded(12)) : Shown.difference(seconds: change.rounded(12))
      if change == .zero { shown = isShare ? sayPlain("\(Shown.plain("0.0")) points") : "0:00" }
    }
    return row(
      "measure-\(measure.id)", measure.title,
      PeriodsTable.figures(assessment, latest, currency).result,
      PeriodsTable.figures(then, before, currency).result, shown: shown, exact: exact,
      isShare ? .points : .seconds, verdicts: (then.verdict, assessment.verdict))
  }

  private func invoice(_ id: String, _ title: String, _ part: (Invoice) -> Money) -> Row? {
    guard let now = latest.invoice, let then = before.invoice else { return nil }
    let change = part(now) - part(then)
    let amount = Shown.money(change)
    return row(
      id, title, MoneyFigures.figure(part(now), of: latest.period, in: "periods", id),
      MoneyFigures.figure(part(then), of: before.period, in: "periods", id),
      shown: change.minorUnits > 0 ? Shown.signed(isNegative: false, amount) : amount,
      exact: change.text, .money(currency.code))
  }
}
