import Figures

/// A table as HTML: caption, heads with scope, row heads first, and cells that know their file.
struct Table {
  struct Column {
    let title: HTML
    /// The column of the file, when the table shows one.
    let name: String?
    let unit: Figure.Unit?
    let style: String

    /// A column of numbers from the table's file.
    static func figure(_ title: HTML, _ name: String, _ unit: Figure.Unit, style: String = "n")
      -> Column
    {
      Column(title: title, name: name, unit: unit, style: style)
    }

    /// Any other column.
    static func plain(_ title: HTML, style: String = "") -> Column {
      Column(title: title, name: nil, unit: nil, style: style)
    }
  }

  enum Cell {
    case figure(Figure)
    case html(HTML)
  }

  private let id: String
  private let resource: String?
  private let columns: [Column]
  private var head: HTML
  private var body: HTML = ""
  private var foot: HTML = ""
  /// The figures that an edition replaced, by their keys: they bear a mark.
  var restated: [String: Restated] = [:]

  /// Begins a table.
  ///
  /// `id` is unique on the page and names the scroll region; the first of the `columns` is that
  /// of the row heads.
  init(
    _ id: String, style: String, resource: String? = nil, title: HTML, subtitle: HTML,
    columns: [Column]
  ) {
    self.id = id
    self.resource = resource
    self.columns = columns
    let source: HTML = resource.map { " data-resource=\"\(attribute: $0)\"" } ?? ""
    head = """
      <table class="\(attribute: style)"\(source)><caption id="\(attribute: id)"><b>\(title)</b>\
      <span>\(subtitle)</span></caption><thead><tr>
      """
    for column in columns {
      let style: HTML = column.style.isEmpty ? "" : " class=\"\(attribute: column.style)\""
      let name: HTML = column.name.map { " data-col=\"\(attribute: $0)\"" } ?? ""
      let unit: HTML = column.unit.map { " data-unit=\"\($0.name)\"" } ?? ""
      head += "<th scope=\"col\"\(style)\(name)\(unit)>\(column.title)</th>"
    }
    head += "</tr></thead>"
  }

  /// Adds a row; `selector` picks it in the file, `id` is its address on the page.
  mutating func row(_ header: HTML, selector: String? = nil, id: String? = nil, cells: [Cell]) {
    let id: HTML = id.map { " id=\"\(attribute: $0)\"" } ?? ""
    body += line(header, selector, cells, style: "", id: id)
  }

  /// Adds the row of sums, set off by a rule.
  mutating func sum(_ header: HTML, selector: String? = nil, cells: [Cell]) {
    foot += line(header, selector, cells, style: " class=\"sum\"")
  }

  var html: HTML {
    let foot: HTML = foot.isEmpty ? "" : "<tfoot>\(foot)</tfoot>"
    return """
      <div class="scroll" tabindex="0" role="region" aria-labelledby="\(attribute: id)">\(head)\
      <tbody>\(body)</tbody>\(foot)</table></div>
      """
  }

  private func line(
    _ header: HTML, _ selector: String?, _ cells: [Cell], style: HTML, id: HTML = ""
  )
    -> HTML
  {
    let row: HTML = selector.map { " data-row=\"\(attribute: $0)\"" } ?? ""
    var line: HTML = "<tr\(style)\(row)\(id)><th scope=\"row\">\(header)</th>"
    for (column, cell) in zip(columns.dropFirst(), cells) {
      switch cell {
      case .figure(let figure):
        line += figure.cell(
          in: resource, row: selector, column: column.name, class: column.style,
          mark: restated.isEmpty
            ? "" : EditionWords.mark(restated[figure.place.key], of: figure))
      case .html(let html):
        let style: HTML = column.style.isEmpty ? "" : " class=\"\(attribute: column.style)\""
        line += "<td\(style)>\(html)</td>"
      }
    }
    return line + "</tr>\n"
  }
}
