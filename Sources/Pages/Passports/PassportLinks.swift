/// Leads from every number in a sentence to its passport.
///
/// Numbers are drawn before a page knows where it will lie, so the links are set when it is
/// finished. A number inside a link keeps that one.
struct PassportLinks {
  /// From a figure's id to the address of its passport, seen from the folder of the page's site.
  let address: (Figure.Place) -> String?

  func linked(_ html: String, up: String) -> String {
    let bytes = Array(html.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    var isInLink = false
    var isOpen = false
    var index = 0
    while index < bytes.count {
      guard bytes[index] == Self.less else {
        let end = bytes[index...].firstIndex(of: Self.less) ?? bytes.count
        result += bytes[index..<end]
        index = end
        continue
      }
      let rest = bytes[index...]
      let end = (rest.firstIndex(of: Self.greater) ?? bytes.count - 1) + 1
      if rest.starts(with: Self.link) { isInLink = true }
      if rest.starts(with: Self.linkEnd) { isInLink = false }
      if rest.starts(with: Self.dataEnd), isOpen {
        result += Self.linkEnd
        isOpen = false
      }
      result += bytes[index..<end]
      if !isInLink, rest.starts(with: Self.data),
        let address = Self.place(in: bytes[index..<end]).flatMap(address)
      {
        result += Array("<a href=\"\(Escape.attribute(Escape.url(up + address)))\">".utf8)
        isOpen = true
      }
      index = end
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The id of a number's own tag, as ``Figure`` writes it; no part of one needs escaping.
  private static func place(in tag: ArraySlice<UInt8>) -> Figure.Place? {
    let text = String(decoding: tag, as: UTF8.self)
    guard let start = text.firstRange(of: "data-key=\"") else { return nil }
    let key = text[start.upperBound...].prefix { $0 != "\"" }
    guard let first = key.firstIndex(of: "/"), let last = key.lastIndex(of: "/"), first < last
    else { return nil }
    return Figure.Place(
      String(key[..<first]), String(key[key.index(after: first)..<last]),
      String(key[key.index(after: last)...]))
  }

  private static let less = UInt8(ascii: "<")
  private static let greater = UInt8(ascii: ">")
  private static let link = Array("<a ".utf8)
  private static let linkEnd = Array("</a>".utf8)
  private static let data = Array("<data ".utf8)
  private static let dataEnd = Array("</data>".utf8)
}
