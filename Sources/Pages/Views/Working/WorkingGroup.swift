import Figures

/// A page of passports: facts that all figures on it share, then sections.
struct WorkingGroup {
  struct Section {
    let id: String
    let title: HTML
    let body: HTML

    init(_ id: String, _ title: HTML, _ body: HTML) {
      self.id = id
      self.title = title
      self.body = body
    }
  }

  let context: PeriodContext
  let path: String
  let name: HTML
  let deck: HTML
  let facts: [(name: HTML, value: HTML)]
  let sections: [Section]
  var pager: [Page.Link] = []

  func page() -> Page {
    let title = sayPlain("Working: \(plainName), \(context.name)")
    let up = path.contains("/") ? "../" : ""
    let body = sections.map { section -> HTML in
      "<h2 id=\"\(attribute: section.id)\">\(section.title)</h2>\n\(section.body)"
    }
    return context.page(
      .working, path: path, title: title, here: here,
      crumb: path.contains("/") ? Page.Link(say("Working"), up + PassportAddress.index) : nil,
      values: [
        "heading": .html(say("Working: \(name)")), "deck": .html(deck),
        "facts": .html(Facts.strip(facts)),
        "sections": .html(body.joined(separator: "\n")),
        "pager": .html(
          Facts.pager(
            sayPlain("Working"),
            (path.contains("/") ? [Page.Link(say("All working"), up + PassportAddress.index)] : [])
              + pager + [Page.Link(say("\(context.name) report"), up + "index.html")])),
      ])
  }

  /// The page of the way to all passports is called by the word of the navigation.
  private var here: HTML { path == PassportAddress.index ? say("Working") : name }

  /// The name without the marks around a text from outside.
  private var plainName: String {
    name.text.replacing("<bdi>", with: "").replacing("</bdi>", with: "")
      .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
  }

  static func terms(_ terms: [(HTML, HTML)]) -> HTML {
    let items = terms.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" as HTML }
    return "<dl class=\"passport\">\(items.joined())</dl>"
  }
}
