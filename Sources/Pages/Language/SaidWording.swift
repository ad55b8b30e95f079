package import Figures

/// Says a sentence that another wall composed, in the language of the site.
///
/// Its texts are escaped, its numbers and shares take the form of the language. In English it is
/// what the files for programs say.
package func say(_ wording: Wording) -> HTML {
  HTML(markup: Voice.current?.said(wording) ?? Escape.text(wording.english))
}

extension Voice {
  fileprivate func said(_ wording: Wording) -> String {
    let arguments = wording.parts.compactMap(argument)
    // Signs around arguments are only written where the language sets them in another way.
    let found =
      wording.hasWords ? text(of: wording.key, arguments) : known(wording.key, arguments)
    return found ?? inPlace(wording)
  }

  private func argument(_ part: Wording.Part) -> Translation.Argument? {
    switch part {
    case .literal: nil
    case .text(let text): .text(Escape.text(text))
    case .number(let number): .text(Shown.number(number))
    case .percent(let number): .text(Shown.number(number) + Shown.percentSign)
    case .choice(let count, _, _): .count(count)
    case .wording(let wording): .text(said(wording))
    case .capitalized(let wording): .text(Sentences.capitalized(said(wording)))
    case .clause(let wording):
      .text(language == .german ? Sentences.capitalized(said(wording)) : said(wording))
    case .formula(let words): .text(Escape.text(sayFormula(words)))
    case .verdict(let verdict): .text(Escape.text(verdict.word(in: language)))
    case .weekday(let day): .text(Escape.text(DateWords.weekday(day)))
    case .english(let text): .text("<span lang=\"en\">\(Escape.text(text))</span>")
    }
  }

  /// The arguments among the signs or words that the sentence has in English.
  private func inPlace(_ wording: Wording) -> String {
    wording.parts.map { part in
      switch part {
      case .literal(let text): Escape.text(text)
      case .choice(let count, let one, let other): Escape.text(count == 1 ? one : other)
      default: if case .text(let text) = argument(part) { text } else { "" }
      }
    }.joined()
  }
}
