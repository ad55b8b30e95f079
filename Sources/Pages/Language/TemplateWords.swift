/// Says the texts of a template in the language of the site, before the template engine reads it.
///
/// A text is what stands between two tags; a key in braces in it becomes an argument. Names for
/// those who hear a page (`aria-label`) are texts too.
enum TemplateWords {
  /// `isOwn` is a workspace's own template, whose texts are its author's: what has no translation
  /// stays as it is written, and is not missing.
  static func said(_ template: String, isOwn: Bool) -> String {
    guard Voice.current != nil else { return template }
    var result = ""
    var rest = template[...]
    while !rest.isEmpty {
      if rest.hasPrefix("<") {
        let name = rest.dropFirst().prefix { $0.isLetter }
        let end = rest.firstIndex(of: ">").map(rest.index(after:)) ?? rest.endIndex
        result += labels(String(rest[..<end]), isOwn: isOwn)
        rest = rest[end...]
        if ["style", "script", "title"].contains(name) {
          let close = rest.firstRange(of: "</")?.lowerBound ?? rest.endIndex
          result += rest[..<close]
          rest = rest[close...]
        }
      } else {
        let end = rest.firstIndex(of: "<") ?? rest.endIndex
        result += text(String(rest[..<end]), isOwn: isOwn)
        rest = rest[end...]
      }
    }
    return result
  }

  private static func labels(_ tag: String, isOwn: Bool) -> String {
    guard let start = tag.firstRange(of: " aria-label=\"")?.upperBound else { return tag }
    let value = tag[start...].prefix { $0 != "\"" }
    return tag[..<start] + text(String(value), isOwn: isOwn) + tag[value.endIndex...]
  }

  private static func text(_ text: String, isOwn: Bool) -> String {
    var key = ""
    var arguments: [Translation.Argument] = []
    var rest = text[...]
    while let open = rest.firstRange(of: "{{") {
      key += rest[..<open.lowerBound]
      let isTriple = rest[open.upperBound...].hasPrefix("{")
      guard let close = rest.firstRange(of: isTriple ? "}}}" : "}}") else { return text }
      key += "{\(arguments.count)}"
      arguments.append(.text(String(rest[open.lowerBound..<close.upperBound])))
      rest = rest[close.upperBound...]
    }
    key += rest
    guard key.contains(where: \.isLetter), let voice = Voice.current else { return text }
    return (isOwn ? voice.known(key, arguments) : voice.text(of: key, arguments)) ?? text
  }
}
