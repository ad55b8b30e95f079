import Figures
import Foundation

/// One page on its way to a file: what differs from page to page around the body.
struct Page {
  struct Link {
    let title: HTML
    let address: String

    init(_ title: HTML, _ address: String) {
      self.title = title
      self.address = address
    }
  }

  let path: String
  let kind: PageKind
  let title: String
  let language: String
  let partner: String
  /// The navigation, the same on every page of a folder but for the depth.
  let navigation: [Link]
  /// From the outermost on; the page itself comes last and has no link.
  let crumbs: [Link]
  let here: HTML?
  let running: (left: String, right: String, foot: String)
  let footer: HTML
  let notice: HTML?
  /// Where numbers in sentences lead; `nil` on pages where they lead nowhere.
  let links: PassportLinks?
  let values: [String: Frames.Value]
  /// Whether the page may be shown at any address, so that a path from it to a file may lead nowhere.
  var isAnywhere = false
  /// Where the site is reached, for the links of such a page; `nil` leaves them as they are.
  var address: String?

  /// `../` for each folder between the page and the stylesheet.
  private var up: String {
    String(repeating: "../", count: path.split(separator: "/").count - 1)
  }

  func output(_ frames: Frames, sha256: ([UInt8]) -> [UInt8]) throws -> OutputFile {
    let style =
      ":root{--run-left:\"\(Escape.css(running.left))\";--run-right:\"\(Escape.css(running.right))\";"
      + "--run-foot:\"\(Escape.css(running.foot))\"}" + (isAnywhere ? frames.innerStyle : "")
    let digest = Data(sha256(Array(style.utf8))).base64EncodedString()
    let policy =
      "default-src 'none'; style-src 'self' 'sha256-\(digest)'; img-src 'self' data:; "
      + "\(frames.brand.fonts.isEmpty ? "" : "font-src 'self'; ")"
      + "script-src 'self'; base-uri 'none'; form-action 'none'"
    let text = try frames.fillOuter([
      "language": .text(language), "policy": .text(policy), "title": .text(title),
      "runningLines": .html(HTML(markup: style)), "stylesheet": .text(up + "assets/site.css"),
      "script": .text(up + "assets/site.js"),
      "pageType": .text(kind.rawValue), "brand": .text(frames.brand.title ?? "Tallysheet"),
      "hasLogo": .flag(frames.brand.logo != nil),
      "logo": .text(up + "assets/" + (frames.brand.logo?.name ?? "")),
      "home": .text(Escape.url(navigation.first?.address ?? "index.html")),
      "partner": .html(.outside(partner)), "navigation": .html(navigationHTML),
      "breadcrumb": .html(breadcrumb), "body": .html(try frames.fill(kind, values)),
      "footer": .html(footer), "hasNotice": .flag(notice != nil), "notice": .html(notice ?? ""),
    ])
    let painted = Paint.branded(text, frames.brand)
    let linked = links?.linked(painted, up: up) ?? painted
    return OutputFile(path: path, text: address.map { Self.absolute(linked, at: $0) } ?? linked)
  }

  /// The page with every path that begins at the top of the site as a whole address.
  private static func absolute(_ text: String, at address: String) -> String {
    var result = text
    for name in [" href=\"", " src=\""] {
      let parts = result.components(separatedBy: name)
      result = parts[0]
      for part in parts.dropFirst() {
        let path = part.prefix { $0 != "\"" }
        let isPath = !path.isEmpty && !path.hasPrefix("#") && !path.contains(":")
        result += name + (isPath ? Escape.attribute(address) : "") + part
      }
    }
    return result
  }

  private var navigationHTML: HTML {
    let own = path.split(separator: "/").last.map(String.init) ?? path
    return navigation.map { link in
      let isHere = link.address == own && !path.contains("/")
      let mark: HTML = isHere ? " aria-current=\"page\"" : ""
      return "<li><a href=\"\(url: link.address)\"\(mark)>\(link.title)</a></li>"
    }.joined()
  }

  private var breadcrumb: HTML {
    guard let here else { return "" }
    let links = crumbs.map { "<li><a href=\"\(url: $0.address)\">\($0.title)</a></li>" as HTML }
    return say(
      """
      <nav class="crumb" aria-label="Breadcrumb"><ol>\(links.joined())\
      <li aria-current="page">\(here)</li></ol></nav>
      """)
  }
}
