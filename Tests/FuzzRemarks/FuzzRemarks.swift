import FuzzDriver
import Pages

/// Throws arbitrary markdown at the remarks of a page; `make fuzz` links it with libFuzzer.
///
/// Anything may be refused. What passes opens no element but those of markdown, closes them in order,
/// runs no script and leads nowhere but to `https:`, `mailto:` and the page that is known.
private func render(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let markdown = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  let remarks = Remarks(markdown: markdown, file: "c.md", pages: ["days/1999-02-01.html"])
  let html = try? remarks.html(
    names: { ["offered", "service-level.result"] },
    drawings: ["chart:level": "<figure></figure>"],
    figure: { $0 == "offered" ? "<data>1,603</data>" : nil })
  if let html { check(Array(html.text.utf8)) }
  return 0
}

private let elements: Set<String> = [
  "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "em",
  "strong", "a", "hr", "br", "data", "figure",
]

/// Reads the tags one by one; a text holds no angle bracket.
private func check(_ html: [UInt8]) {
  var open: [String] = []
  var place = 0
  while let start = html[place...].firstIndex(of: UInt8(ascii: "<")) {
    guard let end = html[start...].firstIndex(of: UInt8(ascii: ">")) else {
      preconditionFailure("a tag without an end")
    }
    let tag = String(decoding: html[start + 1..<end], as: UTF8.self)
    let name = String(tag.prefix { $0 != " " && $0 != "\n" }.filter { $0 != "/" })
    precondition(elements.contains(name), "a strange element")
    if tag.hasPrefix("/") {
      precondition(open.popLast() == name, "out of order")
    } else if !tag.hasSuffix("/") {
      open.append(name)
    }
    checkAttributes(tag)
    place = end + 1
  }
  precondition(open.isEmpty, "left open")
}

private func checkAttributes(_ tag: String) {
  guard let space = tag.firstIndex(of: " ") else { return }
  let attributes = tag[space...]
  for handler in [" on", " style=", " src=", " srcdoc="] {
    precondition(
      !attributes.split(separator: "\"").enumerated().contains { place, part in
        place % 2 == 0 && part.lowercased().contains(handler)
      }, "a handler")
  }
  guard tag.hasPrefix("a "), let start = attributes.firstRange(of: "href=\"") else { return }
  let address = attributes[start.upperBound...].prefix { $0 != "\"" }
  let lower = address.lowercased()
  precondition(
    lower.hasPrefix("https://") || lower.hasPrefix("mailto:") || address == "days/1999-02-01.html",
    "leads elsewhere")
}

@main
struct FuzzRemarks {
  static func main() { fuzz(render) }
}
