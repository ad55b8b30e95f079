/// A language that pages are written in.
package enum Language: String, Sendable, CaseIterable {
  case english = "en"
  case spanish = "es"
  case portuguese = "pt"
  case french = "fr"
  case german = "de"
  case filipino = "fil"

  /// Those that pages can be had in: every phrase has its translation.
  package static let written: [Language] = allCases

  /// The language of a tag such as `de-AT`; `nil` where no page is written in it.
  package init?(tag: String) {
    self.init(rawValue: String(tag.prefix { $0 != "-" }))
  }

  /// The tag that pages carry when only the language was chosen.
  ///
  /// Portuguese is Brazil's, as it is in CLDR where no region is named.
  package var tag: String {
    switch self {
    case .english: "en-GB"
    case .portuguese: "pt-BR"
    case .spanish, .french, .german, .filipino: rawValue
    }
  }
}
