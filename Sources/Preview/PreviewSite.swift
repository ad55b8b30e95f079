/// What a browser asks for.
package struct PreviewRequest: Sendable, Hashable {
  package let method: String
  /// Path and query as they were sent.
  package let target: String
  package let host: String?
  /// What the browser wants it for: `document` when it is to stand alone in a window.
  package let destination: String?

  package init(method: String, target: String, host: String?, destination: String?) {
    self.method = method
    self.target = target
    self.host = host
    self.destination = destination
  }
}

package struct PreviewAnswer: Sendable {
  package var status = 200
  package var headers: [(name: String, value: String)]
  package var body: [UInt8]

  package init(status: Int = 200, type: String, body: [UInt8]) {
    self.status = status
    // What is built again a second later must not be kept.
    headers = [
      ("Content-Type", type), ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"),
    ]
    self.body = body
  }
}

/// The files that are shown, and how a request finds one.
///
/// A path is looked up in a list that was made beforehand; nothing is joined from a request. Pages
/// are given out byte for byte: a window gets a frame around them, which asks whether something is
/// new and loads the page again.
package struct PreviewSite: Sendable {
  /// Every file by its path below the root.
  package let paths: Set<String>
  /// Grows with each build.
  package let version: Int
  /// Why the last build failed; empty when it did not.
  package let fault: String
  private let read: @Sendable (String) -> [UInt8]?

  package init(
    paths: Set<String>, version: Int, fault: String,
    read: @escaping @Sendable (String) -> [UInt8]?
  ) {
    self.paths = paths
    self.version = version
    self.fault = fault
    self.read = read
  }

  package static let statePath = "/.preview/state"

  package func answer(_ request: PreviewRequest) -> PreviewAnswer {
    guard ["GET", "HEAD"].contains(request.method) else { return plain(405, "GET only") }
    // A page of another site could name this machine by a host of its own.
    guard Self.isLoopback(request.host) else {
      return plain(403, "this preview is for this machine")
    }
    let path = String(request.target.prefix { $0 != "?" })
    if path == Self.statePath { return state }
    guard path.hasPrefix("/"), let file = file(path) else { return missing(path) }
    if !path.hasSuffix("/"), path.dropFirst() != file {
      var answer = plain(301, "")
      answer.headers.append(("Location", path + "/"))
      return answer
    }
    if request.destination == "document", file.hasSuffix(".html") { return frame(of: path) }
    guard let body = read(file) else { return missing(path) }
    return PreviewAnswer(type: Self.type(of: file), body: body)
  }

  /// The file of a path; a folder's is its `index.html`.
  private func file(_ path: String) -> String? {
    let name = String(path.dropFirst())
    let candidates =
      name.isEmpty || name.hasSuffix("/") ? [name + "index.html"] : [name, name + "/index.html"]
    return candidates.first(where: paths.contains)
  }

  private func missing(_ path: String) -> PreviewAnswer {
    // The partner's own page for it, when the address is one of a partner.
    let partner = path.split(separator: "/").first.map { $0 + "/404.html" } ?? ""
    guard paths.contains(partner), let body = read(partner) else { return plain(404, "not found") }
    return PreviewAnswer(status: 404, type: "text/html; charset=utf-8", body: body)
  }

  private var state: PreviewAnswer {
    let text = fault.unicodeScalars.map { scalar in
      scalar.value < 0x20 || "\"\\<".unicodeScalars.contains(scalar)
        ? "\\u" + Self.hex(scalar.value) : String(scalar)
    }.joined()
    return PreviewAnswer(
      type: "application/json", body: Array("{\"version\":\(version),\"fault\":\"\(text)\"}".utf8))
  }

  private static func hex(_ value: UInt32) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private func plain(_ status: Int, _ text: String) -> PreviewAnswer {
    PreviewAnswer(
      status: status, type: "text/plain; charset=utf-8", body: Array((text + "\n").utf8))
  }

  private static func isLoopback(_ host: String?) -> Bool {
    let name = host.map { String($0.prefix { $0 != ":" }) }
    return name == "127.0.0.1" || name == "localhost"
  }

  static func type(of path: String) -> String {
    let ending = path.split(separator: ".").last.map(String.init) ?? ""
    return switch ending {
    case "html": "text/html; charset=utf-8"
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "json": "application/json"
    case "csv": "text/csv; charset=utf-8"
    case "svg": "image/svg+xml"
    case "png": "image/png"
    case "xml": "application/xml"
    default: "text/plain; charset=utf-8"
    }
  }

  /// The window around a page: an address is given to it by the script alone, never by the markup.
  private func frame(of path: String) -> PreviewAnswer {
    PreviewAnswer(type: "text/html; charset=utf-8", body: Array(Self.frameText.utf8))
  }

  private static let frameText = """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Preview</title>
    <style>
    html, body { margin: 0; height: 100% }
    body { display: flex; flex-direction: column }
    iframe { border: 0; flex: 1; width: 100% }
    pre { margin: 0; padding: .8rem 1rem; background: #7a1b1b; color: #fff; white-space: pre-wrap }
    pre:empty { display: none }
    </style>
    </head>
    <body>
    <pre id="fault" role="alert"></pre>
    <iframe id="page" title="The page"></iframe>
    <script>
    const page = document.getElementById("page"), fault = document.getElementById("fault")
    let version = -1
    const show = path => { page.contentWindow.location.replace(path + "?preview=" + version) }
    page.addEventListener("load", () => {
      const at = page.contentWindow.location
      if (!at.pathname || at.href === "about:blank") return
      document.title = page.contentDocument.title || "Preview"
      history.replaceState(null, "", at.pathname + at.hash)
    })
    const look = async () => {
      try {
        const state = await (await fetch("/.preview/state")).json()
        fault.textContent = state.fault
        if (state.version !== version) {
          version = state.version
          show(location.pathname)
        }
      } catch { fault.textContent = "The preview was stopped." }
      setTimeout(look, 300)
    }
    look()
    </script>
    </body>
    </html>

    """
}
