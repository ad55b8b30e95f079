import Figures

/// What a measure, its formula and its target are called in the language of the page.
///
/// In English these are the words of the contract's own file; in another language the same terms one
/// by one, because a formula keeps its shape.
enum MeasureWords {
  static func said(_ measure: Measure) -> String {
    guard Voice.current != nil else { return measure.words }
    guard let stretches = measure.conditions.stretches else {
      let span = measure.conditions.span.map { ", " + said($0) } ?? ""
      return sayFormula(measure.metric.words) + span
    }
    let target = target(stretches.target, isShare: measure.metric.isShare)
    return sayPlain(
      """
      \(said(stretches.length)) with \(sayFormula(measure.metric.words)) \(target)
      """)
  }

  /// `at least 80 %`, the target of a day or interval by itself.
  static func target(_ target: Target, isShare: Bool) -> String {
    guard Voice.current != nil else { return target.words(isShare: isShare) }
    let bound = Shown.decimal(target.bound)
    return sayWord(target.comparison.rawValue) + " " + bound
      + (isShare ? Shown.percentSign : "\u{a0}s")
  }

  static func said(_ length: StretchRule.Length) -> String {
    guard case .seconds(let seconds) = length, seconds != 3600 else { return sayWord(length.words) }
    return sayPlain("intervals of \(seconds / 60) minutes")
  }

  static func unit(_ unit: CountMargin.Unit) -> String {
    if case .stretches(let length) = unit { return said(length) }
    return sayWord(unit.words)
  }

  static func rule(_ rule: ComparisonRule) -> String {
    switch rule {
    case .exact: sayPlain("compared without rounding")
    case .rounded(let places, let mode):
      sayPlain(
        """
        rounded to \(places) decimals (\(sayWord(mode.rawValue.replacing("_", with: " ")))), then \
        compared
        """)
    case .truncated(let places): sayPlain("cut after \(places) decimals, then compared")
    }
  }

  private static func said(_ span: JudgedSpan) -> String {
    switch span {
    case .quarter: sayPlain("each quarter as one")
    case .year: sayPlain("each year as one")
    case .dates(let first, let end):
      sayPlain("\(DateWords.long(first)) to \(DateWords.long(end.adding(days: -1))) as one")
    }
  }
}

/// A formula in words, each of its terms in the language of the page.
func sayFormula(_ english: String) -> String {
  guard Voice.current != nil else { return english }
  var text = ""
  var term = ""
  func said(_ term: String) -> String {
    let word = term.trimmingPrefix(while: \.isWhitespace)
    let core = String(word.reversed().drop(while: \.isWhitespace).reversed())
    return core.isEmpty ? term : term.replacing(core, with: sayWord(core))
  }
  for character in english {
    if "()/+−".contains(character) {
      text += said(term)
      text.append(character)
      term = ""
    } else {
      term.append(character)
    }
  }
  return text + said(term)
}
