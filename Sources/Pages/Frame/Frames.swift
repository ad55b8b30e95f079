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
  let stylesheet: [UInt8]
  let script: [UInt8]
  let liveScript: [UInt8]

  init(_ set: TemplateSet) throws(TemplateError) {
    var templates: [String: MustacheTemplate] = [:]
    let wanted = PageKind.allCases.map { ($0.file, $0.keys) }
    for (file, keys) in wanted + [(PageKind.outerFile, PageKind.outerKeys)] {
      let text = set.texts[file] ?? ""
      try TemplateTags.check(text, file: file, keys: keys)
      do {
        templates[file] = try MustacheTemplate(string: text)
      } catch {
        throw .malformed(file: file, line: 1)
      }
    }
    self.templates = templates
    liveScript = Array((set.texts[PageKind.liveScript] ?? "").utf8)
    stylesheet = Array((set.texts[PageKind.stylesheet] ?? "").utf8)
    script = Array((set.texts[PageKind.script] ?? "").utf8)
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
