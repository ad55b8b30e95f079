/// The header `Link: <…>; rel="next"`, which may come several times and list several links.
enum LinkHeader {
  /// The links of this relation, in the order of the headers.
  static func targets(of relation: String, in response: Response) -> [String] {
    response.headers.filter { $0.name.lowercased() == "link" }.flatMap { header in
      links(in: header.value).filter { $0.relations.contains(relation) }.map(\.target)
    }
  }

  private static func links(in text: String) -> [(target: String, relations: [String])] {
    var links: [(target: String, relations: [String])] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
      let target = String(rest[rest.index(after: open)..<close])
      rest = rest[rest.index(after: close)...]
      links.append((target, relations(takenFrom: &rest)))
    }
    return links
  }

  /// Reads the parameters up to the comma before the next link; of several relations the first
  /// counts.
  private static func relations(takenFrom rest: inout Substring) -> [String] {
    var found: [String]?
    var parameter = ""
    var isQuoted = false
    func close() {
      let parts = parameter.split(separator: "=", maxSplits: 1)
      if found == nil, parts.count == 2, trimmed(parts[0]).lowercased() == "rel" {
        found = parts[1].split { $0 == " " || $0 == "\t" || $0 == "\"" }.map { $0.lowercased() }
      }
      parameter = ""
    }
    while let character = rest.popFirst() {
      if character == "\"" { isQuoted.toggle() }
      if !isQuoted, character == "," { break }
      if !isQuoted, character == ";" { close() } else { parameter.append(character) }
    }
    close()
    return found ?? []
  }

  private static func trimmed(_ text: Substring) -> Substring {
    let end = text.lastIndex { $0 != " " && $0 != "\t" }
    return text[..<(end.map { text.index(after: $0) } ?? text.startIndex)]
      .drop { $0 == " " || $0 == "\t" }
  }
}
