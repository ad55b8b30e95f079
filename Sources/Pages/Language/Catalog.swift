package import Figures
import Templates

/// Why a file of translations cannot be used, with its line.
package struct CatalogError: Error, Hashable {
  package let file: String
  package let line: Int
  package let what: String

  package var text: String { "\(file):\(line): \(what)" }
}

/// The translations of one language: what `Templates/languages/de.strings` holds.
///
/// A line that begins in the first column is a key, the English text; the line after it, which
/// begins with two spaces, is its translation. `#` begins a comment. Spaces at the ends of a
/// phrase are the page's and not part of either.
package struct Catalog: Sendable {
  private let translations: [String: Translation]
  private let rule: PluralRule

  package static func file(_ language: Language) -> String {
    "languages/\(language.rawValue).strings"
  }

  /// The catalogue that the program carries for a language; `nil` for English, which is the keys.
  package static func carried(_ language: Language) throws(CatalogError) -> Catalog? {
    for index in 0..<tallysheet_language_count() {
      let file = tallysheet_language(index)
      guard String(cString: file.name) == Self.file(language) else { continue }
      let bytes = UnsafeBufferPointer(start: file.bytes, count: file.length)
      return try Catalog(String(decoding: bytes, as: UTF8.self), language)
    }
    return nil
  }

  /// Reads a catalogue; the first line that cannot be right is the error.
  package init(_ text: String, _ language: Language) throws(CatalogError) {
    let file = Self.file(language)
    let most = PluralRule(language).categories.count
    var translations: [String: Translation] = [:]
    var open: (key: String, line: Int)?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      func refusal(_ what: String) -> CatalogError {
        CatalogError(file: file, line: index + 1, what: what)
      }
      if line.hasPrefix("#") || line.allSatisfy(\.isWhitespace) { continue }
      guard line.hasPrefix("  ") else {
        if let open { throw CatalogError(file: file, line: open.line, what: "no translation") }
        let key = String(line)
        guard translations[key] == nil else { throw refusal("the key is there twice") }
        open = (key, index + 1)
        continue
      }
      guard let (key, _) = open else { throw refusal("a translation without a key") }
      open = nil
      guard let from = Translation(key) else { throw refusal("the key has a brace too many") }
      guard let to = Translation(String(line.dropFirst(2))) else {
        throw refusal("a brace does not close")
      }
      let lost = from.arguments.subtracting(to.arguments)
      guard lost.isEmpty else {
        throw refusal("lost " + lost.sorted().map { "{\($0)}" }.joined(separator: ", "))
      }
      let known = from.arguments.union(from.choices.keys)
      let strange = to.arguments.union(to.choices.keys).subtracting(known)
      guard strange.isEmpty, Set(to.choices.keys).isSubset(of: from.choices.keys) else {
        throw refusal("an argument that the key does not have")
      }
      guard to.choices.values.allSatisfy({ $0 <= most }) else {
        throw refusal("more words for a count than the language has")
      }
      translations[key] = to
    }
    if let open { throw CatalogError(file: file, line: open.line, what: "no translation") }
    self.translations = translations
    rule = PluralRule(language)
  }

  package var keys: Set<String> { Set(translations.keys) }

  /// A phrase with a text and a count, the two that most have.
  package func said(_ key: String, _ text: String, _ count: Int) -> String? {
    translations[key]?.text([.text(text), .count(count)], rule)
  }

  subscript(key: String) -> Translation? { translations[key] }
}
