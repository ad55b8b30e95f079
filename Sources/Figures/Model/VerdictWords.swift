extension Verdict {
  /// The word of a file, in a language of the pages.
  ///
  /// It stands here, and not with the phrases of pages, because whoever verifies a page has to find
  /// the word of the file again.
  package func word(in language: Language) -> String {
    let words: [Language: String] =
      switch self {
      case .met:
        [
          .german: "erfüllt", .spanish: "cumplido", .french: "atteint", .portuguese: "cumprido",
          .filipino: "naabot",
        ]
      case .missed:
        [
          .german: "verfehlt", .spanish: "incumplido", .french: "manqué",
          .portuguese: "não cumprido", .filipino: "hindi naabot",
        ]
      case .excused:
        [
          .german: "entlastet", .spanish: "exonerado", .french: "exonéré", .portuguese: "isento",
          .filipino: "excused",
        ]
      case .notAssessed:
        [
          .german: "nicht bewertet", .spanish: "sin evaluar", .french: "non évalué",
          .portuguese: "não avaliado", .filipino: "hindi sinuri",
        ]
      case .grace:
        [
          .german: "in Schonfrist", .spanish: "en carencia", .french: "en franchise",
          .portuguese: "em carência", .filipino: "nasa palugit",
        ]
      case .provisional:
        [
          .german: "vorläufig", .spanish: "provisional", .french: "provisoire",
          .portuguese: "provisório", .filipino: "pansamantala",
        ]
      case .noData:
        [
          .german: "keine Daten", .spanish: "sin datos", .french: "pas de données",
          .portuguese: "sem dados", .filipino: "walang datos",
        ]
      }
    return words[language] ?? rawValue
  }
}
