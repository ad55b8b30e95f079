import Figures
import Mustache
import Synchronization

/// The templates, checked and ready to be filled.
struct Frames: Sendable {
  enum Value {
    case text(String)
    case html(HTML)
    case flag(Bool)

    var kind: TemplateTags.Kind {
      switch self {
      case .text: .text
      case .html: .html
      case .flag: .flag
      }
    }

    /// What the engine is given.
    ///
    /// It escapes texts itself; only their control characters go.
    var plain: Any {
      switch self {
      case .text(let text):
        String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 0x20 }))
      case .html(let html): html.text
      case .flag(let flag): flag
      }
    }
  }

  /// The templates of other languages than English, each made when it is first asked for.
  private final class Spoken: Sendable {
    let made = Mutex<[Language: [String: MustacheTemplate]]>([:])
  }

  private let set: TemplateSet
  private let templates: [String: MustacheTemplate]
  private let spoken = Spoken()
  let brand: Brand
  let liveScript: [UInt8]

  init(_ set: TemplateSet, _ brand: Brand) throws(TemplateError) {
    var templates: [String: MustacheTemplate] = [:]
    let wanted = PageKind.allCases.map { ($0.file, $0.keys) }
    for (file, keys) in wanted + [(PageKind.outerFile, PageKind.outerKeys)] {
      let partials = Self.partials(of: file)
      try TemplateTags.check(set.texts[file] ?? "", file: file, keys: keys, partials: partials)
      for name in partials.map({ $0 + ".html" }) {
        try TemplateTags.check(set.texts[name] ?? "", file: name, keys: keys)
      }
      let text = Self.text(of: file) { set.texts[$0] ?? "" }
      do {
        templates[file] = try MustacheTemplate(string: text)
      } catch {
        throw .malformed(file: file, line: 1)
      }
    }
    self.templates = templates
    self.set = set
    liveScript = Array((set.texts[PageKind.liveScript] ?? "").utf8)
    self.brand = brand
  }

  private static func partials(of file: String) -> [String] {
    file == PageKind.outerFile ? PageKind.partials : []
  }

  /// A template with its parts in their places.
  private static func text(of file: String, reading: (String) -> String) -> String {
    var text = reading(file)
    for name in partials(of: file) {
      let partial = reading(name + ".html")
      // The line of the tag ends the last line of the part.
      let isEnded = partial.hasSuffix("\n")
      text.replace("{{> \(name)}}", with: isEnded ? String(partial.dropLast()) : partial)
    }
    return text
  }

  private func template(_ file: String) -> MustacheTemplate? {
    guard let language = Voice.current?.language else { return templates[file] }
    return spoken.made.withLock { made in
      if let template = made[language]?[file] { return template }
      let text = Self.text(of: file) {
        TemplateWords.said(set.texts[$0] ?? "", isOwn: set.own.contains($0))
      }
      // A translation has the arguments of its key, so what could be read before can be read now.
      let template = try? MustacheTemplate(string: text)
      made[language, default: [:]][file] = template
      return template
    }
  }

  /// The stylesheet, with the words that it prints in the margins, and what the brand adds.
  private var stylesheet: String { spokenStyle(set.texts[PageKind.stylesheet] ?? "") + brand.style }

  /// What a page holds itself when it must look right at any address: the stylesheet without what
  /// lies in files of its own.
  var innerStyle: String { spokenStyle(set.texts[PageKind.stylesheet] ?? "") + brand.colourRules }

  private func spokenStyle(_ text: String) -> String {
    guard Voice.current != nil else { return text }
    let (page, pages) = ("\u{1}", "\u{2}")
    let parts = sayPlain("Page \(page) of \(pages)").split(separator: page, maxSplits: 1)
    let rest = parts.last?.split(separator: pages, maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let between = rest?.first else { return text }
    let own =
      "\"\(Escape.css(String(parts[0])))\" counter(page) \"\(Escape.css(String(between)))\" "
      + "counter(pages)"
    return text.replacing("\"Page \" counter(page) \" of \" counter(pages)", with: own)
  }

  /// The script, with its words, which stand in a list of their own.
  private var script: String {
    let text = set.texts[PageKind.script] ?? ""
    guard Voice.current != nil, let start = text.firstRange(of: " words = [")?.upperBound,
      let end = text[start...].firstIndex(of: "]")
    else { return text }
    let words = text[start..<end].split(separator: "'").enumerated()
      .compactMap { $0.offset % 2 == 0 ? String($0.element) : nil }
      .map { "'\(sayWord($0).replacing("'", with: "’"))'" }
    return text[..<start] + words.joined(separator: ", ") + text[end...]
  }

  /// Stylesheet, script and the brand's own files, in the folder of pages at the top.
  var assets: [OutputFile] {
    [
      OutputFile(path: "assets/site.css", text: stylesheet),
      OutputFile(path: "assets/site.js", text: script),
    ] + brand.assets.map { OutputFile(path: "assets/" + $0.name, bytes: $0.bytes) }
  }

  func fill(_ kind: PageKind, _ values: [String: Value]) throws(TemplateError) -> HTML {
    HTML(markup: try fill(kind.file, keys: kind.keys, values))
  }

  func fillOuter(_ values: [String: Value]) throws(TemplateError) -> String {
    try fill(PageKind.outerFile, keys: PageKind.outerKeys, values)
  }

  private func fill(_ file: String, keys: [String: TemplateTags.Kind], _ values: [String: Value])
    throws(TemplateError) -> String
  {
    let wrong = Set(keys.keys).union(values.keys).filter { keys[$0] != values[$0]?.kind }
    guard wrong.isEmpty, let template = template(file) else {
      throw .values(file: file, keys: wrong.sorted())
    }
    return template.render(values.mapValues(\.plain))
  }
}
