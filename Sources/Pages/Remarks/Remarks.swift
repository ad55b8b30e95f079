import CCmark

/// A manager's text in markdown on its way to a page.
///
/// libcmark does the markdown; what it would let through and we do not (images, foreign links,
/// raw HTML) is refused. A name in double braces becomes the figure of that name, put into the
/// tree as finished markup: neither the figure nor a label in it is ever read as markdown.
package struct Remarks {
  private let markdown: String
  private let file: String
  /// The addresses that a link may name besides `https:` and `mailto:`.
  private let pages: Set<String>

  package init(markdown: String, file: String, pages: Set<String> = []) {
    self.markdown = markdown
    self.file = file
    self.pages = pages
  }

  /// The text as HTML, its headings two levels below the page's own.
  ///
  /// `figure` gives the markup of a figure, or `nil` for an unknown name; `names` gives every name
  /// that is known, for the message about one that is not. `drawings` are the charts and tables
  /// that an image may name, such as `chart:service-level`.
  package func html(
    names: () -> [String] = { [] }, drawings: [String: HTML] = [:],
    figure: (String) -> HTML? = { _ in nil }
  ) throws(RemarkError) -> HTML {
    let document = parse()
    defer { cmark_node_free(document) }
    cmark_consolidate_text_nodes(document)
    var replaced: [OpaquePointer] = []
    for node in nodes(of: document) {
      switch cmark_node_get_type(node) {
      case CMARK_NODE_HEADING:
        cmark_node_set_heading_level(node, min(6, cmark_node_get_heading_level(node) + 2))
      case CMARK_NODE_TEXT: try fill(node, names, figure)
      case CMARK_NODE_IMAGE: replaced.append(try draw(node, drawings))
      case CMARK_NODE_LINK where !isAllowed(url(node)):
        throw .link(url(node), place: place(of: url(node), in: node))
      case CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE:
        throw .html(place: place(of: "<", in: node))
      default: break
      }
    }
    // Only now: what stands in them was still to be visited.
    for paragraph in replaced {
      cmark_node_unlink(paragraph)
      cmark_node_free(paragraph)
    }
    return render(document)
  }

  private func parse() -> OpaquePointer {
    var source = markdown
    return source.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { text in
        guard let document = cmark_parse_document(text.baseAddress, text.count, CMARK_OPT_DEFAULT)
        else { preconditionFailure("libcmark is out of memory") }
        return document
      }
    }
  }

  private func render(_ document: OpaquePointer) -> HTML {
    guard let text = cmark_render_html(document, CMARK_OPT_DEFAULT) else {
      preconditionFailure("libcmark is out of memory")
    }
    defer { ccmark_free(text) }
    return HTML(markup: String(cString: text))
  }

  /// The nodes in the order of the text, collected before any of them is changed.
  private func nodes(of document: OpaquePointer) -> [OpaquePointer] {
    guard let iterator = cmark_iter_new(document) else {
      preconditionFailure("libcmark is out of memory")
    }
    defer { cmark_iter_free(iterator) }
    var nodes: [OpaquePointer] = []
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { return nodes }
      if event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) {
        nodes.append(node)
      }
    }
  }

  /// Replaces the names in a stretch of text by their figures.
  private func fill(
    _ node: OpaquePointer, _ names: () -> [String], _ figure: (String) -> HTML?
  ) throws(RemarkError) {
    guard let literal = cmark_node_get_literal(node) else { return }
    let parts = String(cString: literal).split(separator: "{{", omittingEmptySubsequences: false)
    guard parts.count > 1 else { return }
    // All names are known before the tree is touched.
    var markup: [(figure: HTML, rest: String)] = []
    for part in parts.dropFirst() {
      guard let end = part.firstRange(of: "}}") else {
        throw .unclosedName(place: place(of: "{{\(part)", in: node))
      }
      let name = String(part[..<end.lowerBound])
      let known = name.filter { $0 != " " }
      guard let html = figure(known) else {
        throw .unknownName(
          known, nearest: Nearest.names(to: known, in: names()),
          place: place(of: "{{\(name)}}", in: node))
      }
      markup.append((html, String(part[end.upperBound...])))
    }
    insert(text: String(parts[0]), before: node)
    for (figure, rest) in markup {
      guard let inline = cmark_node_new(CMARK_NODE_CUSTOM_INLINE) else {
        preconditionFailure("libcmark is out of memory")
      }
      cmark_node_set_on_enter(inline, figure.text)
      cmark_node_insert_before(node, inline)
      insert(text: rest, before: node)
    }
    cmark_node_unlink(node)
    cmark_node_free(node)
  }

  /// Puts a chart or table of the page before the paragraph that names it, which is to go.
  private func draw(_ image: OpaquePointer, _ drawings: [String: HTML]) throws(RemarkError)
    -> OpaquePointer
  {
    let name = url(image)
    let place = place(of: name, in: image)
    guard name.hasPrefix("chart:") || name.hasPrefix("table:") else {
      throw .image(name, place: place)
    }
    guard let drawing = drawings[name] else {
      throw .unknownDrawing(
        name, nearest: Nearest.names(to: name, in: drawings.keys.sorted()), place: place)
    }
    guard let paragraph = cmark_node_parent(image),
      cmark_node_get_type(paragraph) == CMARK_NODE_PARAGRAPH,
      cmark_node_first_child(paragraph) == image, cmark_node_last_child(paragraph) == image
    else { throw .notAlone(name, place: place) }
    guard let block = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK) else {
      preconditionFailure("libcmark is out of memory")
    }
    cmark_node_set_on_enter(block, drawing.text)
    cmark_node_insert_before(paragraph, block)
    return paragraph
  }

  private func insert(text: String, before node: OpaquePointer) {
    guard !text.isEmpty else { return }
    guard let new = cmark_node_new(CMARK_NODE_TEXT) else {
      preconditionFailure("libcmark is out of memory")
    }
    cmark_node_set_literal(new, text)
    cmark_node_insert_before(node, new)
  }

  private func url(_ node: OpaquePointer) -> String {
    cmark_node_get_url(node).map { String(cString: $0) } ?? ""
  }

  private func isAllowed(_ url: String) -> Bool {
    let lower = url.lowercased()
    return lower.hasPrefix("https://") || lower.hasPrefix("mailto:") || pages.contains(url)
  }

  /// Where `text` stands in the file, looked for from the node's paragraph on.
  private func place(of text: String, in node: OpaquePointer) -> String {
    var block: OpaquePointer? = node
    while let present = block, cmark_node_get_start_line(present) < 1 {
      block = cmark_node_parent(present)
    }
    let first = max(1, Int(block.map(cmark_node_get_start_line) ?? 1))
    let lines = markdown.split(omittingEmptySubsequences: false) { $0.isNewline }
    for (index, line) in lines.enumerated().dropFirst(first - 1) {
      guard !text.isEmpty, let range = line.firstRange(of: text) else { continue }
      let column = line.distance(from: line.startIndex, to: range.lowerBound) + 1
      return "\(file):\(index + 1):\(column)"
    }
    return "\(file):\(first):1"
  }
}
