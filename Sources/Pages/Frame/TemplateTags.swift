/// The tags of one template, read before the template engine sees it.
///
/// The engine renders an unknown name as nothing and knows ways to switch escaping off, so every
/// tag is held against the page's keys here, and only six forms are allowed.
struct TemplateTags {
  enum Kind: Sendable, Hashable {
    case text, html, flag

    /// The form in which a key of this kind is written.
    func form(_ name: String) -> String {
      switch self {
      case .text: "{{\(name)}}"
      case .html: "{{{\(name)}}}"
      case .flag: "{{#\(name)}} … {{/\(name)}}"
      }
    }
  }

  /// Checks every tag of a template against the keys that its page has.
  ///
  /// `partials` are the files that it may take in.
  static func check(
    _ template: String, file: String, keys: [String: Kind], partials: [String] = []
  ) throws(TemplateError) {
    var open: [String] = []
    var line = 1
    var rest = template[...]
    while let start = rest.firstRange(of: "{{") {
      line += rest[..<start.lowerBound].count { $0.isNewline }
      rest = rest[start.upperBound...]
      let isTriple = rest.hasPrefix("{")
      if isTriple { rest = rest.dropFirst() }
      guard let end = rest.firstRange(of: isTriple ? "}}}" : "}}") else {
        throw .malformed(file: file, line: line)
      }
      let content = rest[..<end.lowerBound]
      rest = rest[end.upperBound...]
      if !isTriple, content.hasPrefix("!") {
        line += content.count { $0.isNewline }
        continue
      }
      if !isTriple, content.hasPrefix(">") {
        let name = String(content.dropFirst(2))
        guard content.hasPrefix("> "), !name.isEmpty else {
          throw .malformed(file: file, line: line)
        }
        guard partials.contains(name) else {
          throw .unknownTag(
            name, file: file, line: line, nearest: Nearest.names(to: name, in: partials, count: 1))
        }
        continue
      }
      let sigil = isTriple ? nil : content.first.flatMap { "#^/".contains($0) ? $0 : nil }
      let name = String(sigil == nil ? content : content.dropFirst())
      guard !name.isEmpty, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else {
        throw .malformed(file: file, line: line)
      }
      guard let kind = keys[name] else {
        throw .unknownTag(
          name, file: file, line: line,
          nearest: Nearest.names(to: name, in: keys.keys.sorted(), count: 1))
      }
      let used: Kind = sigil != nil ? .flag : isTriple ? .html : .text
      guard used == kind else {
        throw .wrongForm(name, file: file, line: line, right: kind.form(name))
      }
      if sigil == "/" {
        guard open.popLast() == name else { throw .malformed(file: file, line: line) }
      } else if sigil != nil {
        open.append(name)
      }
    }
    guard open.isEmpty else { throw .malformed(file: file, line: line) }
  }
}
