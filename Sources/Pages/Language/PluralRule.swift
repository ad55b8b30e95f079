package import Figures

/// Which word a language puts beside a whole number: the cardinal rules of CLDR.
package struct PluralRule: Sendable, Hashable {
  package enum Category: Sendable, Hashable { case one, many, other }

  private let language: Language

  package init(_ language: Language) { self.language = language }

  /// The category of a whole number that is written without decimals and without an exponent.
  package func category(_ count: Int) -> Category {
    let size = count.magnitude
    switch language {
    case .english, .german: return size == 1 ? .one : .other
    case .spanish:
      return size == 1 ? .one : Self.isMillions(size) ? .many : .other
    case .french, .portuguese:
      return size <= 1 ? .one : Self.isMillions(size) ? .many : .other
    // The digit decides, not the quantity: 4, 6, 9, 14, 16, 19 … are the others.
    case .filipino: return [4, 6, 9].contains(size % 10) ? .other : .one
    }
  }

  /// `1 000 000 de contacts`.
  private static func isMillions(_ size: UInt) -> Bool { size != 0 && size % 1_000_000 == 0 }

  /// The categories of a language in the order in which its words are written.
  package var categories: [Category] {
    switch language {
    case .english, .german, .filipino: [.one, .other]
    case .spanish, .french, .portuguese: [.one, .many, .other]
    }
  }

  /// The word for a count.
  ///
  /// A single word serves every count; two are those of `one` and of all others; three, in a language
  /// with millions of its own, are `one`, `many`, `other`.
  package func word<Word>(for count: Int, of words: [Word]) -> Word? {
    switch (category(count), words.count) {
    case (_, 0): nil
    case (.one, _), (_, 1): words[0]
    case (.many, _): words[1]
    case (.other, _): words[words.count - 1]
    }
  }
}
