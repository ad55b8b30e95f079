import Figures

extension Brand {
  /// Rules that follow the stylesheet: own colours for both papers, and own fonts before the usual.
  var style: String {
    faces + fontRules + colourRules
  }

  private static func family(isForCode: Bool) -> String { isForCode ? "Brand Code" : "Brand Text" }

  private var faces: String {
    fonts.map { font in
      "@font-face{font-family:\"\(Self.family(isForCode: font.isForCode))\";"
        + "src:url(\(Escape.url(font.file.name))) format(\"woff2\");font-weight:\(font.weight);"
        + "font-style:\(font.isItalic ? "italic" : "normal");font-display:swap}\n"
    }.joined()
  }

  private var fontRules: String {
    func rule(_ isForCode: Bool, _ variable: String, _ usual: String) -> String {
      guard fonts.contains(where: { $0.isForCode == isForCode }) else { return "" }
      return ":root{--\(variable):\"\(Self.family(isForCode: isForCode))\",\(usual)}\n"
    }
    return rule(false, "sans", "system-ui,-apple-system,\"Segoe UI\",Roboto,Arial,sans-serif")
      + rule(true, "mono", "ui-monospace,Menlo,Consolas,\"DejaVu Sans Mono\",monospace")
  }

  /// The rules for its colours, which need no file.
  var colourRules: String {
    guard !colours.isEmpty else { return "" }
    func rules(_ shade: (Shades) -> Colour) -> String {
      colours.sorted { $0.key.rawValue < $1.key.rawValue }
        .map { "--\($0.key.rawValue):\(shade($0.value).text)" }.joined(separator: ";")
    }
    let dark = rules(\.dark)
    return ":root{\(rules(\.light))}\n"
      + "@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){\(dark)}}\n"
      + "@media screen{:root[data-theme=dark]{\(dark)}}\n"
  }

  /// What a digest of the templates also covers; empty without any brand.
  package var digested: [UInt8] {
    guard self != Brand() else { return [] }
    return Array("brand \(title ?? "")\n\(style)".utf8)
      + assets.flatMap { Array("\($0.name) \($0.bytes.count)\n".utf8) + $0.bytes }
  }
}
