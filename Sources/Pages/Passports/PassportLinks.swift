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
    var place = tag.startIndex
    while !tag[place...].starts(with: key) {
      guard let next = tag[(place + 1)...].firstIndex(of: key[0]) else { return nil }
      place = next
    }
    let slash = UInt8(ascii: "/")
    let id = tag[(place + key.count)...].prefix { $0 != UInt8(ascii: "\"") }
    guard let first = id.firstIndex(of: slash), let last = id.lastIndex(of: slash), first < last
    else { return nil }
    func text(_ part: ArraySlice<UInt8>) -> String { String(decoding: part, as: UTF8.self) }
    return Figure.Place(text(id[..<first]), text(id[(first + 1)..<last]), text(id[(last + 1)...]))
  }

  private static let less = UInt8(ascii: "<")
  private static let greater = UInt8(ascii: ">")
  private static let link = Array("<a ".utf8)
  private static let linkEnd = Array("</a>".utf8)
  private static let data = Array("<data ".utf8)
  private static let key = Array("data-key=\"".utf8)
  private static let dataEnd = Array("</data>".utf8)
}
