import Figures
import Mustache

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

  private let templates: [String: MustacheTemplate]
  /// With what the brand adds.
  let stylesheet: [UInt8]
  let brand: Brand
  let script: [UInt8]
  let liveScript: [UInt8]

  init(_ set: TemplateSet, _ brand: Brand) throws(TemplateError) {
    var templates: [String: MustacheTemplate] = [:]
    let wanted = PageKind.allCases.map { ($0.file, $0.keys) }
    for (file, keys) in wanted + [(PageKind.outerFile, PageKind.outerKeys)] {
      var text = set.texts[file] ?? ""
      let isOuter = file == PageKind.outerFile
      try TemplateTags.check(
        text, file: file, keys: keys, partials: isOuter ? PageKind.partials : [])
      for name in isOuter ? PageKind.partials : [] {
        let partial = set.texts[name + ".html"] ?? ""
        try TemplateTags.check(partial, file: name + ".html", keys: keys)
        // The line of the tag ends the last line of the part.
        let isEnded = partial.hasSuffix("\n")
        text.replace("{{> \(name)}}", with: isEnded ? String(partial.dropLast()) : partial)
      }
      do {
        templates[file] = try MustacheTemplate(string: text)
      } catch {
        throw .malformed(file: file, line: 1)
      }
    }
    self.templates = templates
    liveScript = Array((set.texts[PageKind.liveScript] ?? "").utf8)
    stylesheet = Array((set.texts[PageKind.stylesheet] ?? "").utf8) + Array(brand.style.utf8)
    self.brand = brand
    script = Array((set.texts[PageKind.script] ?? "").utf8)
  }

  /// Stylesheet, script and the brand's own files, in the folder of pages at the top.
  var assets: [OutputFile] {
    [
      OutputFile(path: "assets/site.css", bytes: stylesheet),
      OutputFile(path: "assets/site.js", bytes: script),
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
    guard wrong.isEmpty, let template = templates[file] else {
      throw .values(file: file, keys: wrong.sorted())
    }
    return template.render(values.mapValues(\.plain))
  }
}
