/// A host that requests may go to: scheme, host, port and a path in front of every request's own.
///
/// Plain http is for this machine only, because a token would cross the network in the open.
package struct Endpoint: Sendable, Hashable {
  package let scheme: String
  /// In lower case; an IPv6 address without its brackets.
  package let host: String
  package let port: Int
  private let path: String

  package init(_ url: String) throws(FetchError) {
    func fail(_ why: String) -> FetchError { FetchError(.badURL(Self.masked(url), why: why)) }
    guard url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && $0 != 0x5c }) else {
      throw fail("it holds characters that no URL has")
    }
    let isPlain = url.lowercased().hasPrefix("http://")
    guard isPlain || url.lowercased().hasPrefix("https://") else {
      throw fail("it does not begin with https://")
    }
    let rest = url.dropFirst(isPlain ? 7 : 8)
    guard !rest.contains("?"), !rest.contains("#") else { throw fail("it has a query or fragment") }
    let authority = rest.prefix { $0 != "/" }
    guard !authority.contains("@") else { throw fail("it holds a user name or password") }
    guard let (host, port) = Self.split(authority) else { throw fail("its host or port is wrong") }
    guard !isPlain || Self.isLoopback(host) else {
      throw fail("plain http is for this machine only")
    }
    scheme = isPlain ? "http" : "https"
    self.host = host
    self.port = port ?? (isPlain ? 80 : 443)
    var path = String(rest.dropFirst(authority.count))
    while path.hasSuffix("/") { path.removeLast() }
    guard !path.split(separator: "/").contains("..") else { throw fail("its path climbs up") }
    self.path = path
  }

  /// The URL of a request; `target` begins with a slash.
  package func url(of target: String) -> String { origin + path + target }

  /// Scheme, host and port, as a message names them.
  package var origin: String {
    let name = host.contains(":") ? "[\(host)]" : host
    return "\(scheme)://\(name)" + (port == (scheme == "http" ? 80 : 443) ? "" : ":\(port)")
  }

  package var isLoopback: Bool { Self.isLoopback(host) }

  /// Whether a link from an answer stays here; relative ones do.
  package func owns(_ link: String) -> Bool {
    if link.hasPrefix("/") { return !link.hasPrefix("//") && !link.hasPrefix("/\\") }
    guard let mark = link.firstRange(of: "://") else { return !link.contains(":") }
    let authority = link[mark.upperBound...].prefix { !"/?#\\".contains($0) }
    guard let other = try? Endpoint(String(link[..<mark.upperBound]) + String(authority))
    else { return false }
    return (other.scheme, other.host, other.port) == (scheme, host, port)
  }

  private static func split(_ authority: Substring) -> (host: String, port: Int?)? {
    var host = authority.lowercased()[...]
    var rest: Substring = ""
    if host.hasPrefix("[") {
      guard let end = host.firstIndex(of: "]") else { return nil }
      rest = host[host.index(after: end)...]
      host = host[host.index(after: host.startIndex)..<end]
      guard host.contains(":"), host.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." })
      else { return nil }
    } else {
      rest = host.drop { $0 != ":" }
      host = host.prefix { $0 != ":" }
      guard host.first != ".", host.first != "-",
        host.utf8.allSatisfy({
          (0x61...0x7a).contains($0) || (0x30...0x39).contains($0)
            || $0 == 0x2d || $0 == 0x2e || $0 == 0x5f
        })
      else { return nil }
    }
    guard !host.isEmpty else { return nil }
    if rest.isEmpty { return (String(host), nil) }
    let digits = rest.dropFirst()
    guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(digits),
      (1...65535).contains(port)
    else { return nil }
    return (String(host), port)
  }

  private static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host == "::1" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  /// The URL without what stands before an `@`, which may be a password.
  private static func masked(_ url: String) -> String {
    guard let at = url.lastIndex(of: "@") else { return url }
    return "…" + url[at...]
  }
}
