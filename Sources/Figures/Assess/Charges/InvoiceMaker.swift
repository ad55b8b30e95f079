import Foundation

extension Invoice {
  /// The lines of a month: charges, then credits below zero, then what limits or returns them.
  ///
  /// The lines add up to the net amount.
  package init(_ working: MonthWorking, _ assessments: [Assessment], _ terms: Terms) {
    let bill = working.bill
    let place = terms.credits.clause.map { "clause \($0)" } ?? "contract"
    func adjustment(
      _ item: String, _ source: String, _ amount: Money, _ part: InvoiceLine.Part = .charge
    ) -> InvoiceLine {
      InvoiceLine(
        item: item, source: source, quantity: 1, unit: "month", rate: amount.amount, amount: amount,
        part: part)
    }

    var lines = bill.lines
    let printed = lines.map(\.amount).sum(bill.rules.currency)
    if printed != bill.subtotal {
      lines.append(
        adjustment("Rounding of the sum, not of each line", "contract", bill.subtotal - printed))
    }
    if let topUp = bill.minimumTopUp, topUp.minorUnits > 0 {
      lines.append(adjustment("Up to the minimum of the month", "contract", topUp))
    }
    let ofWhat = terms.creditBaseWord
    lines += assessments.compactMap { $0.creditLine(percentOf: ofWhat) }
    if let points = working.points, points.amount.minorUnits != 0,
      let percent = terms.credits.points?.percent(for: points.points)
    {
      let causes = assessments.compactMap(\.pointsText).joined(separator: ", ")
      lines.append(
        InvoiceLine(
          item: "Credit: \(points.points) service points", source: "\(place), \(causes)",
          quantity: percent, unit: "percent of \(ofWhat)", rate: points.base.amount,
          amount: -points.amount, part: .credit))
    }
    if let limit = bill.creditLimit, bill.isCreditCapped {
      let percent = terms.credits.atRiskPercent ?? 0
      let credits = bill.credits.sum(bill.rules.currency)
      lines.append(
        adjustment(
          "Credits above the \(percent) % at risk",
          "\(place), \(credits.text) in credits less \(limit.text), \(percent) % of "
            + "\(bill.charges.text) in charges",
          credits - limit, .limit))
    }
    for item in working.earnedBack where item.returned.minorUnits > 0 {
      lines.append(
        adjustment(
          "Earned back: \(item.measure.title), \(item.month.id)",
          "clause \(item.measure.clause)", item.returned, .earnedBack))
    }
    self.init(
      lines: lines, fees: bill.charges, credits: -bill.credit, net: bill.net,
      earnedBack: bill.earnedBack, working: working)
  }
}

extension Assessment {
  /// `Abandon rate missed: 12`, where the measure brought service points.
  fileprivate var pointsText: String? {
    guard let credit, credit.points > 0 else { return nil }
    return "\(measure.title) \(verdict.rawValue): \(credit.points)"
  }

  /// The credit as percent of an amount, or as units at a price; `nil` where no money moves.
  fileprivate func creditLine(percentOf whole: String) -> InvoiceLine? {
    guard let credit, credit.amount.minorUnits != 0 else { return nil }
    let share = credit.weightPercent * Decimal(credit.multiplier) / 100
    var source = "clause \(measure.clause), \(verdict.rawValue)"
    if credit.weightPercent != 100 { source += ", weight \(credit.weightPercent) %" }
    if credit.multiplier > 1 { source += ", a repeat counts \(credit.multiplier) times" }
    func line(_ quantity: Decimal, _ unit: String, _ rate: Decimal) -> InvoiceLine {
      InvoiceLine(
        item: credit.amount.minorUnits < 0 ? "Bonus: \(measure.title)" : "Credit: \(measure.title)",
        source: source, quantity: quantity, unit: unit, rate: rate,
        amount: -credit.amount, measure: measure.id, part: .credit)
    }
    switch credit.applied {
    case .none, .points: return nil
    case .tier(let applied):
      return line(applied.tier.percent * share, "percent of \(whole)", credit.base.amount)
    case .band(let applied):
      return line(applied.band.percent * share, "percent of \(whole)", credit.base.amount)
    case .share(let applied):
      return line(applied.percent * share, "percent at risk", applied.atRisk.amount)
    case .units(let applied):
      let units = (applied.units - applied.bonusUnits).rounded(6)
      return line(
        units * share, measure.isShare ? "points" : "seconds", applied.perUnit)
    }
  }
}
