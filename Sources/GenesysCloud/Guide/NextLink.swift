/// A link to the next page: where it leads on our host, and the token in it.
struct NextLink: Hashable {
  /// Path and query, without what the configured host already has in front.
  let target: String
  let token: String?

  /// What tells this page from the others.
  var place: String { token ?? target }

  /// Reads the link of a page from its body and its `Link` headers.
  ///
  /// Either may be there alone; when both are, they lead to the same place. A link to another host
  /// is a question of permission, one away from `folder` is a contradiction.
  static func find(
    body: String?, in response: Response, on api: Endpoint, under folder: String
  ) throws(FetchError) -> NextLink? {
    var found: NextLink?
    for text in [body].compactMap(\.self) + LinkHeader.targets(of: "next", in: response) {
      let link = try NextLink(text, on: api, under: folder)
      guard found == nil || found == link else {
        throw FetchError(.contradiction("body and header link to different next pages"))
      }
      found = link
    }
    return found
  }

  init(_ text: String, on api: Endpoint, under folder: String) throws(FetchError) {
    func fail(_ why: String) -> FetchError { FetchError(.contradiction("the next link \(why)")) }
    guard (1...8192).contains(text.utf8.count),
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && $0 != 0x5c && $0 != 0x23 })
    else { throw fail("is none") }
    guard api.owns(text) else {
      throw FetchError(.foreignHost("a link to \(PlainText.line(text, limit: 120))"))
    }
    let path = Self.path(of: text, on: api)
    guard path.hasPrefix(folder) else { throw fail("leads away from \(folder)") }
    let plain = path.prefix { $0 != "?" }
    guard !plain.split(separator: "/").contains(".."), !plain.lowercased().contains("%2e") else {
      throw fail("climbs up")
    }
    let tokens = path.dropFirst(plain.count).dropFirst().split(separator: "&")
      .filter { $0.hasPrefix("pageToken=") }.map { $0.dropFirst("pageToken=".count) }
    guard tokens.count < 2 else { throw fail("has two tokens") }
    target = String(path)
    guard let raw = tokens.first else {
      token = nil
      return
    }
    guard let decoded = Self.decoded(raw), !decoded.isEmpty else { throw fail("has no token") }
    token = decoded
  }

  /// The link without scheme and host, and without the path that the host has in front.
  private static func path(of link: String, on api: Endpoint) -> Substring {
    var path = link[...]
    if !link.hasPrefix("/"), let mark = link.firstRange(of: "://") {
      path = link[mark.upperBound...].drop { $0 != "/" && $0 != "?" }
    }
    let front = api.url(of: "").dropFirst(api.origin.count)
    return !front.isEmpty && path.hasPrefix(front + "/") ? path.dropFirst(front.count) : path
  }

  /// Takes `%7E` for what it stands for; `nil` when that is no text.
  private static func decoded(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == 0x25 else {
        bytes.append(byte)
        continue
      }
      let digits = rest.prefix(2)
      guard digits.count == 2, digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }),
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
