/// How a place writes its numbers, by CLDR.
///
/// Whoever prints a number and whoever reads it back from a page take the form from the same tag.
package struct NumberForm: Sendable, Hashable {
  /// Between the whole and its decimals.
  package let decimal: Character
  /// Between groups of three digits.
  package let group: Character
  /// Whole numbers with fewer digits stay in one piece.
  package let leastGrouped: Int
  /// Between a number and its percent sign.
  package let beforePercent: String
  /// Whether an amount begins with its currency.
  package let beginsWithCurrency: Bool
  /// Between the sign of a currency and its amount; a code always has a space.
  package let besideSign: String

  private init(
    _ decimal: Character, _ group: Character, leastGrouped: Int = 4, percent: String = "",
    currencyFirst: Bool = false, besideSign: String = "\u{a0}"
  ) {
    self.decimal = decimal
    self.group = group
    self.leastGrouped = leastGrouped
    beforePercent = percent
    beginsWithCurrency = currencyFirst
    self.besideSign = besideSign
  }

  package static let english = NumberForm(".", ",", currencyFirst: true, besideSign: "")

  /// The form of a tag such as `es-MX`: of its region where that differs, else of its language.
  package init(tag: String) {
    let region = tag.split(separator: "-").dropFirst().last.map(String.init) ?? ""
    let wide = "\u{a0}"
    let narrow = "\u{202f}"
    switch (Language(tag: tag), region) {
    case (.german, "CH"), (.german, "LI"):
      self.init(".", "’", percent: "", currencyFirst: true)
    case (.german, "AT"): self.init(",", "\u{a0}", percent: wide, currencyFirst: true)
    case (.german, _): self.init(",", ".", percent: wide)
    case (.french, "CA"): self.init(",", "\u{a0}", percent: wide)
    case (.french, "MA"): self.init(",", ".", percent: narrow)
    case (.french, _): self.init(",", "\u{202f}", percent: narrow)
    case (.spanish, "MX"), (.spanish, "US"), (.spanish, "PR"):
      self.init(".", ",", currencyFirst: true, besideSign: "")
    case (.spanish, "DO"), (.spanish, "GT"), (.spanish, "HN"), (.spanish, "NI"), (.spanish, "PA"),
      (.spanish, "PE"), (.spanish, "SV"):
      self.init(".", ",", percent: wide, currencyFirst: true, besideSign: "")
    case (.spanish, ""), (.spanish, "ES"): self.init(",", ".", leastGrouped: 5, percent: wide)
    case (.spanish, "CR"): self.init(",", "\u{a0}", percent: wide, currencyFirst: true)
    case (.spanish, _): self.init(",", ".", percent: wide, currencyFirst: true)
    case (.portuguese, "PT"): self.init(",", "\u{a0}", leastGrouped: 5)
    case (.portuguese, _): self.init(",", ".", currencyFirst: true)
    case (.english, _), (.filipino, _), (nil, _): self = .english
    }
  }
}
