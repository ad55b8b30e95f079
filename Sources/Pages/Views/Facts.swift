/// The two lists at the top of a page: what it is about, and its headline figures.
enum Facts {
  static func strip(_ facts: [(name: HTML, value: HTML)]) -> HTML {
    let items = facts.map { "<div><dt>\($0.name)</dt><dd>\($0.value)</dd></div>" as HTML }
    return "<dl class=\"meta\">\(items.joined(separator: "\n"))</dl>"
  }

  struct Headline {
    let name: HTML
    let figure: Figure
    /// What stands below the number.
    let remark: HTML
  }

  static func headline(_ headlines: [Headline]) -> HTML {
    let items = headlines.map { headline -> HTML in
      """
      <div><dt>\(headline.name)</dt><dd>\(headline.figure.data(class: "v"))\(headline.remark)</dd>\
      </div>
      """
    }
    return "<dl class=\"stats\">\(items.joined(separator: "\n"))</dl>"
  }

  static func pager(_ label: String, _ links: [Page.Link]) -> HTML {
    let links = links.map { "<a href=\"\(url: $0.address)\">\($0.title)</a>" as HTML }
    return "<nav class=\"pager\" aria-label=\"\(attribute: label)\">\(links.joined())</nav>"
  }

  static func note(_ text: HTML) -> HTML {
    text.isEmpty ? "" : "<p class=\"note\">\(text)</p>"
  }

  static func list(_ items: [HTML]) -> HTML {
    "<ul class=\"plain\">\(items.map { "<li>\($0)</li>" as HTML }.joined())</ul>"
  }
}
