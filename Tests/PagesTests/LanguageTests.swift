import Figures
import Foundation
import Pages
import Testing

@Suite struct PluralRuleTests {
  /// From the table of cardinal rules of CLDR 48, by hand.
  @Test(arguments: [
    (Language.english, [1], [], [0, 2, 11, 21, 1_000_000]),
    (.german, [1], [], [0, 2, 11, 21, 1_000_000]),
    (.spanish, [1], [1_000_000, 3_000_000], [0, 2, 11, 21, 1_000_001]),
    (.french, [0, 1], [1_000_000, 2_000_000], [2, 17, 100, 1_500_000]),
    (.portuguese, [0, 1], [1_000_000, 2_000_000], [2, 17, 100, 1_500_000]),
    (.filipino, [0, 1, 2, 3, 5, 7, 8, 10, 13, 1_000_000], [], [4, 6, 9, 14, 16, 19, 104]),
  ])
  func `follows the cardinal rules of CLDR`(
    language: Language, one: [Int], many: [Int], other: [Int]
  ) {
    let rule = PluralRule(language)
    for count in one { #expect(rule.category(count) == .one, "\(language) \(count)") }
    for count in many { #expect(rule.category(count) == .many, "\(language) \(count)") }
    for count in other { #expect(rule.category(count) == .other, "\(language) \(count)") }
  }

  @Test func `takes the word of the category, and the last one for what has none`() {
    let french = PluralRule(.french)
    #expect(french.word(for: 0, of: ["jour", "de jours", "jours"]) == "jour")
    #expect(french.word(for: 1_000_000, of: ["jour", "de jours", "jours"]) == "de jours")
    #expect(french.word(for: 2, of: ["jour", "de jours", "jours"]) == "jours")
    #expect(french.word(for: 1_000_000, of: ["jour", "jours"]) == "jours")
    #expect(PluralRule(.filipino).word(for: 4, of: ["araw"]) == "araw")
  }
}

@Suite struct NumberFormTests {
  private func said<Result>(_ tag: String, _ body: () throws -> Result) rethrows -> Result {
    try Voice.speaking(tag, body).result
  }

  /// As CLDR writes them; money below zero has the minus in front of everything.
  @Test(arguments: [
    ("en-GB", "1,234", "12,345", "78.2%", "−€1,234.50", "ILS\u{a0}66.00"),
    ("de", "1.234", "12.345", "78,2\u{a0}%", "−1.234,50\u{a0}€", "66,00\u{a0}ILS"),
    ("de-CH", "1’234", "12’345", "78.2%", "−€\u{a0}1’234.50", "ILS\u{a0}66.00"),
    (
      "fr", "1\u{202f}234", "12\u{202f}345", "78,2\u{202f}%", "−1\u{202f}234,50\u{a0}€",
      "66,00\u{a0}ILS"
    ),
    ("es", "1234", "12.345", "78,2\u{a0}%", "−1234,50\u{a0}€", "66,00\u{a0}ILS"),
    ("es-MX", "1,234", "12,345", "78.2%", "−€1,234.50", "ILS\u{a0}66.00"),
    ("pt-BR", "1.234", "12.345", "78,2%", "−€\u{a0}1.234,50", "ILS\u{a0}66,00"),
    ("pt-PT", "1234", "12\u{a0}345", "78,2%", "−1234,50\u{a0}€", "66,00\u{a0}ILS"),
    ("fil", "1,234", "12,345", "78.2%", "−€1,234.50", "ILS\u{a0}66.00"),
  ])
  func `numbers, shares and money look as the place writes them`(
    tag: String, thousand: String, many: String, share: String, money: String, code: String
  ) throws {
    let euro = try #require(Currency(code: "EUR"))
    let shekel = try #require(Currency(code: "ILS"))
    try said(tag) {
      #expect(Shown.count(1234) == thousand)
      #expect(Shown.count(12_345) == many)
      #expect(Shown.percent(Quotient(782, 1000)) == share)
      #expect(Shown.money(Money(minorUnits: -123_450, euro)) == money)
      #expect(Shown.money(Money(minorUnits: 6600, shekel)) == code)
      #expect(Shown.duration(Quotient(381_000, 1)) == "6:21")
      _ = try #require(Language(tag: tag))
    }
  }

  @Test(arguments: [
    (
      "en-GB", "Thursday 1 April 1999", "Thu 1 Apr", "April 1999", "1 to 30 April 1999",
      "29 March to 4 April 1999"
    ),
    (
      "de", "Donnerstag, 1. April 1999", "Do, 1. Apr.", "April 1999", "1. bis 30. April 1999",
      "29. März bis 4. April 1999"
    ),
    (
      "fr", "jeudi 1er avril 1999", "jeu. 1er avr.", "avril 1999", "du 1er au 30 avril 1999",
      "du 29 mars au 4 avril 1999"
    ),
    (
      "es", "jueves, 1 de abril de 1999", "jue, 1 abr", "abril de 1999",
      "del 1 al 30 de abril de 1999", "del 29 de marzo al 4 de abril de 1999"
    ),
    (
      "pt-BR", "quinta-feira, 1º de abril de 1999", "qui., 1º de abr.", "abril de 1999",
      "1º a 30 de abril de 1999", "29 de março a 4 de abril de 1999"
    ),
    (
      "fil", "Huwebes, Abril 1, 1999", "Huw, Abr 1", "Abril 1999", "Abril 1 hanggang 30, 1999",
      "Marso 29 hanggang Abril 4, 1999"
    ),
  ])
  func `days are written as the language writes them`(
    tag: String, full: String, short: String, month: String, span: String, week: String
  ) throws {
    let day = try #require(LocalDate("1999-04-01"))
    let whole = try Period("1999-04")
    let seven = try Period("1999-W13")
    said(tag) {
      #expect(DateWords.full(day) == full)
      #expect(DateWords.short(day) == short)
      #expect(DateWords.month(day) == month)
      #expect(DateWords.span(whole) == span)
      #expect(DateWords.name(seven) == week)
    }
  }
}

@Suite struct CatalogTests {
  @Test func `a translation may order arguments anew and put them into words by a count`() throws {
    let key = "{0} {1|verdict|verdicts} changed."
    let catalog = try Catalog(
      "\(key)\n  {1|Eine Bewertung hat|{0} Bewertungen haben} sich geändert.\n", .german)
    #expect(catalog.keys == [key])
    #expect(catalog.said(key, "1", 1) == "Eine Bewertung hat sich geändert.")
    #expect(catalog.said(key, "4", 4) == "4 Bewertungen haben sich geändert.")
  }

  @Test(arguments: [
    ("{0} days\n  {1} Tage\n", 2), ("{0} days\n  Tage\n", 2), ("{0} days\n  {0 Tage\n", 2),
    ("One\nTwo\n  Zwei\n", 1), ("  Eins\n", 1), ("One\n  Eins\n\nOne\n  Eins\n", 4),
    ("{0|day|days}\n  {0|a|b|c}\n", 2), ("One\n  Eins\nTwo\n", 3),
  ])
  func `a file that is wrong is refused with its line`(text: String, line: Int) {
    #expect {
      _ = try Catalog(text, .german)
    } throws: { error in
      guard let error = error as? CatalogError else { return false }
      return error.file == "languages/de.strings" && error.line == line
    }
  }

  @Test(arguments: Language.allCases)
  func `every file that the program carries can be read`(language: Language) throws {
    let catalog = try Catalog.carried(language)
    #expect((catalog == nil) == (language == .english))
  }
}
