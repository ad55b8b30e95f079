/// What a comparison found, as a terminal and a page say it alike.
extension Diagnosis {
  /// The conclusion in one sentence.
  package var verdict: Wording {
    guard let names = Self.names(causes) else {
      return confidence == .none
        ? Wording("Nothing differs beyond tolerance.") : Wording("Unexplained.")
    }
    return switch confidence {
    case .none: Wording("Nothing differs beyond tolerance.")
    case .certain: Wording("Explained: \(names). Each of \(checked) lines follows from it.")
    case .likely: Wording("Likely, not certain: \(names).")
    case .unexplained: Wording("Mostly unexplained; \(names) helps a little.")
    }
  }

  private static func names(_ causes: [Cause]) -> Wording? {
    causes.map(\.title).joined { Wording("\($0) and \($1)") }
  }

  /// What the causes mean here, what speaks against them, and what was not checked: sentences.
  package var remarks: [Wording] {
    guard confidence != .none else { return [] }
    // Of what is not certain, what a cause says is a guess and no fact about their file.
    var lines =
      confidence == .certain
      ? words.map(\.sentence) : words.map { Wording("It would mean: \(clause: $0).") }
    lines += fits.map { Wording("Fits equally, \($0.cause.title): \(clause: $0.words).") }
    if let reservation { lines.append(Wording("Not certain because \(clause: reservation).")) }
    lines += alternatives.compactMap(Self.names).map { Wording("Fits as well: \($0).") }
    if unknown > 0 {
      lines.append(
        Wording(
          "Not checked, because they need figures from outside the period: \(unknown) rows."))
    }
    return lines
  }

  /// What the explanation leaves open; empty when nothing remains.
  package var open: [Remainder] {
    remainders.filter { $0.differing > 0 || $0.unchecked > 0 || $0.unknown > 0 }
  }

  /// How one of its tests ended.
  package func words(_ test: CauseTest) -> Wording {
    switch test.result {
    case .exactly: Wording("explains every line")
    case .consistent: Wording("fits every line, size not checked")
    case .partly: Wording("leaves \(test.differing) of \(differing) differing lines")
    case .no: Wording("explains nothing")
    case .notTestable: Wording("cannot be tested here")
    }
  }
}

extension Remainder {
  /// Such as `offered: 3 of 28 lines remain, +12 in all`.
  package var words: Wording {
    func amount(_ steps: Int) -> Wording {
      let text = column.value(steps).text(column.places)
      let isZero = text.allSatisfy { $0 == "0" || $0 == "." }
      let value = text.hasPrefix("-") || isZero ? text : "+" + text
      // A difference of shares is in points.
      if column.unit == "%" { return Wording("\(number: value) pt") }
      return column.unit.isEmpty
        ? Wording("\(number: value)") : Wording("\(number: value) \(column.unit)")
    }
    var parts: [Wording] = []
    if differing > 0 {
      parts.append(Wording("\(differing) of \(lines) lines remain, \(amount(sum)) in all"))
    }
    if unchecked > 0 {
      parts.append(
        Wording(
          "\(unchecked) lines fit but cannot be checked, \(amount(uncheckedSum)) in all"))
    }
    if unknown > 0 {
      parts.append(
        Wording("rows that could not be checked differ by \(amount(unknownSum)) in all"))
    }
    let all = parts.joined { Wording("\($0); \($1)") } ?? Wording("")
    return Wording("\(column.metric.name): \(all)")
  }
}

extension Comparison.Note {
  /// A sentence without a full stop.
  package var words: Wording {
    switch self {
    case .outside(let count): Wording("rows outside the period, not compared: \(count)")
    case .incomplete: Wording("our own record of the period is not complete")
    case .absent(let count):
      Wording("stretches in which we counted contacts and they have no row: \(count)")
    case .notRecorded(let name): Wording("they state \(name), which our source does not record")
    }
  }
}

/// The other side's figures of a period, as received, held against ours.
package struct TheirSide: Sendable {
  package let comparison: Comparison
  /// The name of their file, without folders.
  package let file: String
  /// Of the file's bytes.
  package let sha256: String
  /// How it was understood, one sentence for each guess, without a full stop.
  package let readings: [Wording]

  package init(comparison: Comparison, file: String, sha256: String, readings: [Wording]) {
    self.comparison = comparison
    self.file = file
    self.sha256 = sha256
    self.readings = readings
  }
}
