package import Figures
import Synchronization

/// The language of the site that is being rendered, with what it could not say.
///
/// It is bound for the time of a rendering and read wherever a text is made. Sites of several
/// partners are rendered side by side, each with its own.
package final class Voice: Sendable {
  @TaskLocal private static var bound: Voice?

  /// `nil` for English, which needs no translation.
  package static var current: Voice? { bound }

  package let language: Language
  let tag: String
  let numbers: NumberForm
  let dates: DateForm
  private let catalog: Catalog?
  private let rule: PluralRule
  private let unknown = Mutex<Set<String>>([])

  private init(tag: String, _ language: Language, _ catalog: Catalog?) {
    self.tag = tag
    self.language = language
    self.catalog = catalog
    numbers = NumberForm(tag: tag)
    dates = DateForm.of(language)
    rule = PluralRule(language)
  }

  /// The language of a page, for its `lang`.
  static var tag: String { current?.tag ?? Language.english.tag }

  /// Runs `body` in English, whatever the site's language: files are for programs.
  static func english<Result>(_ body: () throws -> Result) rethrows -> Result {
    bound == nil ? try body() : try $bound.withValue(nil, operation: body)
  }

  /// Runs `body` in the language of a tag, and returns beside its result the phrases that had no
  /// translation and so stayed English.
  package static func speaking<Result>(
    _ tag: String, _ body: () throws -> Result
  ) rethrows -> (result: Result, missing: [String]) {
    guard let language = Language(tag: tag), language != .english else {
      return (try $bound.withValue(nil) { try body() }, [])
    }
    let voice = Voice(tag: tag, language, catalogs[language])
    let result = try $bound.withValue(voice) { try body() }
    return (result, voice.unknown.withLock { $0.sorted() })
  }

  /// Read once; a file that is wrong fails a test and never reaches a program.
  private static let catalogs: [Language: Catalog] = {
    var catalogs: [Language: Catalog] = [:]
    for language in Language.allCases {
      do throws(CatalogError) {
        catalogs[language] = try Catalog.carried(language)
      } catch {
        preconditionFailure("a carried catalogue is wrong: \(error.text)")
      }
    }
    return catalogs
  }()

  /// A translation if there is one; nothing is missing where there is none.
  func known(_ text: String, _ arguments: [Translation.Argument] = []) -> String? {
    say(text, arguments)
  }

  /// A phrase by its English; `nil` when it has no translation.
  func text(of key: String, _ arguments: [Translation.Argument]) -> String? {
    let text = say(key, arguments)
    if text == nil, case let core = key.trimmed, !core.isEmpty {
      unknown.withLock { _ = $0.insert(core) }
    }
    return text
  }

  private func say(_ key: String, _ arguments: [Translation.Argument]) -> String? {
    let core = key.trimmed
    guard !core.isEmpty else { return nil }
    guard let translation = catalog?[core.contains("\n") ? core.replacing("\n", with: " ") : core]
    else { return nil }
    let text = translation.text(arguments, rule)
    guard core.utf8.count != key.utf8.count else { return text }
    let lead = key.prefix { $0.isWhitespace }
    let trail = key.reversed().prefix { $0.isWhitespace }
    return lead + text + String(trail.reversed())
  }
}

extension String {
  /// Without the white space at its ends.
  fileprivate var trimmed: String {
    guard let start = firstIndex(where: { !$0.isWhitespace }),
      let end = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return start == startIndex && index(after: end) == endIndex ? self : String(self[start...end])
  }
}
