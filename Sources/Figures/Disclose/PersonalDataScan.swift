import Foundation

/// One pass over a text: what is taken, or known to be harmless, is blotted out for what follows.
struct PersonalDataScan {
  private(set) var found: [PersonalData] = []
  private var text: String
  private let signs: TextSigns

  init(_ text: String) {
    let folded = FoldedText.fold(text)
    self.text = folded
    signs = TextSigns(folded)
  }

  /// Looks for addresses, sets aside what only looks like a number of a person, and then looks for
  /// numbers.
  mutating func run() {
    if text.utf8.contains(UInt8(ascii: ":")) {
      take(.uri) { match in
        guard let scheme = match.group(1)?.lowercased() else { return .phone }
        return scheme == "mailto" ? .email : .sip
      }
    }
    if text.utf8.contains(UInt8(ascii: "@")) {
      take(.email) { match in
        FileSuffix.all.contains(match.group(1)?.lowercased() ?? "") ? nil : .email
      }
    }

    protect(.uuid)
    protect(.hex) { !CheckDigits.iban.accepts($0) }
    protect(.date)
    protect(.clock)
    protect(.grouped)
    protect(.decimal)

    // Every shape of a number has a digit; most texts have none left, and nothing more to look for.
    guard text.utf8.contains(where: { (0x30...0x39).contains($0) }) else { return }
    take(.card) { CardNumber.isCard($0.text) ? .card : nil }
    take(.socialSecurity) { _ in .socialSecurity }
    take(.nationalInsurance) { _ in .nationalInsurance }
    take(.aadhaar) { CheckDigits.verhoeff.accepts($0.text) ? .aadhaar : nil }
    take(.cadastro) { CheckDigits.cpf.accepts($0.text) ? .cadastro : nil }
    take(.identity) { CheckDigits.dni.accepts($0.text) ? .identity : nil }
    take(.iban) { CheckDigits.iban.accepts($0.text) ? .iban : nil }
    take(.address) { _ in .ip }
    take(.phone) { match in
      PhoneNumber.isPhone(match.text, afterContext: match.isAfterContext) ? .phone : nil
    }
  }

  /// A match, its first groups, and the text before it.
  private struct Match {
    let result: NSTextCheckingResult
    let source: NSString

    var text: String { source.substring(with: result.range) }

    func group(_ index: Int) -> String? {
      let range = result.range(at: index)
      return range.location == NSNotFound ? nil : source.substring(with: range)
    }

    /// Whether a word such as "tel" or "caller" stands just before it.
    var isAfterContext: Bool {
      let start = max(0, result.range.location - 40)
      let before = source.substring(
        with: NSRange(location: start, length: result.range.location - start))
      return PersonalDataPattern.context.expression
        .firstMatch(in: before, range: NSRange(location: 0, length: before.utf16.count)) != nil
    }
  }

  private mutating func take(
    _ pattern: PersonalDataPattern, _ kind: (Match) -> PersonalData.Kind?
  ) {
    for match in matches(of: pattern) {
      guard let kind = kind(match) else { continue }
      found.append(
        PersonalData(kind: kind, sample: PartialMask.phoneLastTwo.masked(match.text)))
      blot(match)
    }
  }

  private mutating func protect(
    _ pattern: PersonalDataPattern, _ isHarmless: (String) -> Bool = { _ in true }
  ) {
    for match in matches(of: pattern) where isHarmless(match.text) { blot(match) }
  }

  private func matches(of pattern: PersonalDataPattern) -> [Match] {
    guard signs.allow(pattern) else { return [] }
    let source = NSString(string: text)
    let whole = NSRange(location: 0, length: source.length)
    return pattern.expression.matches(in: text, range: whole)
      .map { Match(result: $0, source: source) }
  }

  /// Puts signs that no pattern knows in place of a match, so that places stay where they are.
  ///
  /// Unit by unit: a match may end within a character of two units, which a text replaces as a whole.
  private mutating func blot(_ match: Match) {
    var units = Array(text.utf16)
    for place in match.result.range.location..<NSMaxRange(match.result.range) {
      units[place] = 0xFFFC
    }
    text = String(decoding: units, as: UTF16.self)
  }
}

/// Endings of file names that are no top-level domains.
private enum FileSuffix {
  static let all: Set<String> = [
    "bak", "bz", "css", "csv", "dll", "exe", "gif", "gz", "htm", "html", "ico", "ini", "jpeg",
    "jpg", "js", "json", "log", "mjs", "mustache", "otf", "pdf", "png", "sqlite", "svg", "swift",
    "tar", "tmp", "toml", "tsv", "ttf", "txt", "webp", "woff", "xml", "xz", "yaml", "yml",
  ]
}
