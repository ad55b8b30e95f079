/// What a comparison found, as a terminal and a page say it alike.
extension Diagnosis {
  /// The conclusion in one sentence.
  package var verdict: String {
    let names = causes.map(\.title).joined(separator: " and ")
    return switch confidence {
    case .none: "Nothing differs beyond tolerance."
    case .certain: "Explained: \(names). Each of \(checked) lines follows from it."
    case .likely: "Likely, not certain: \(names)."
    case .unexplained:
      names.isEmpty ? "Unexplained." : "Mostly unexplained; \(names) helps a little."
    }
  }

  /// What the causes mean here, what speaks against them, and what was not checked: sentences.
  package var remarks: [String] {
    guard confidence != .none else { return [] }
    func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() + "." }
    // Of what is not certain, what a cause says is a guess and no fact about their file.
    var lines =
      confidence == .certain
      ? words.map(sentence) : words.map { "It would mean: \($0)." }
    lines += fits.map { "Fits equally, \($0.cause.title): \($0.words)." }
    if !reservation.isEmpty { lines.append("Not certain because \(reservation).") }
    lines += alternatives.map {
      "Fits as well: \($0.map(\.title).joined(separator: " and "))."
    }
    if unknown > 0 {
      lines.append(
        "Not checked, because they need figures from outside the period: \(unknown) rows.")
    }
    return lines
  }

  /// What the explanation leaves open; empty when nothing remains.
  package var open: [Remainder] {
    remainders.filter { $0.differing > 0 || $0.unchecked > 0 || $0.unknown > 0 }
  }

  /// How one of its tests ended.
  package func words(_ test: CauseTest) -> String {
    switch test.result {
    case .exactly: "explains every line"
    case .consistent: "fits every line, size not checked"
    case .partly: "leaves \(test.differing) of \(differing) differing lines"
    case .no: "explains nothing"
    case .notTestable: "cannot be tested here"
    }
  }
}

extension Remainder {
  /// Such as `offered: 3 of 28 lines remain, +12 in all`.
  package var words: String {
    func amount(_ steps: Int) -> String {
      let text = column.value(steps).text(column.places)
      let isZero = text.allSatisfy { $0 == "0" || $0 == "." }
      let value = text.hasPrefix("-") || isZero ? text : "+" + text
      // A difference of shares is in points.
      let unit = column.unit == "%" ? "pt" : column.unit
      return unit.isEmpty ? value : "\(value) \(unit)"
    }
    var parts: [String] = []
    if differing > 0 {
      parts.append("\(differing) of \(lines) lines remain, \(amount(sum)) in all")
    }
    if unchecked > 0 {
      parts.append(
        "\(unchecked) lines fit but cannot be checked, \(amount(uncheckedSum)) in all")
    }
    if unknown > 0 {
      parts.append("rows that could not be checked differ by \(amount(unknownSum)) in all")
    }
    return "\(column.metric.name): " + parts.joined(separator: "; ")
  }
}

extension Comparison.Note {
  /// A sentence without a full stop.
  package var words: String {
    switch self {
    case .outside(let count): "rows outside the period, not compared: \(count)"
    case .incomplete: "our own record of the period is not complete"
    case .absent(let count): "stretches in which we counted contacts and they have no row: \(count)"
    case .notRecorded(let name): "they state \(name), which our source does not record"
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
  package let readings: [String]

  package init(comparison: Comparison, file: String, sha256: String, readings: [String]) {
    self.comparison = comparison
    self.file = file
    self.sha256 = sha256
    self.readings = readings
  }
}
