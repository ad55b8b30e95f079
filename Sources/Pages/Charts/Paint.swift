import Figures

/// What the stylesheet says of drawn shapes in its light theme, as attributes of the shapes.
///
/// A browser lets the stylesheet win. A program that draws without it, as some that print do, would
/// fill every shape with black.
enum Paint {
  /// The attributes for a list of classes, each with a space before it.
  static func attributes(_ style: String) -> String {
    var chosen: [(name: String, value: String)] = []
    for word in style.split(separator: " ") {
      for (name, value) in classes[String(word)] ?? [] {
        chosen.removeAll { $0.name == name }
        chosen.append((name, value))
      }
    }
    return chosen.map { " \($0.name)=\"\($0.value)\"" }.joined()
  }

  /// A drawn page in the colours of a brand, for programs that draw without the stylesheet.
  static func branded(_ text: String, _ brand: Brand) -> String {
    let own: [(Brand.Role, String)] = [(.series, series), (.column, column)]
    return own.reduce(text) { text, colour in
      guard let shades = brand.colours[colour.0] else { return text }
      return text.replacing("=\"\(colour.1)\"", with: "=\"\(shades.light.text)\"")
    }
  }

  private static let ink = "#15181c"
  private static let axis = "#8b887f"
  private static let series = "#1c5583"
  private static let missed = "#ae3213"

  private static let classes: [String: [(String, String)]] = [
    "t": [("fill", "#43474d")], "t3": [("fill", "#62666c"), ("font-size", "11")],
    "tb": [("fill", ink), ("font-weight", "600")],
    "tm": [("fill", missed), ("font-weight", "600")],
    "ts": [("fill", series), ("font-weight", "600")],
    "grid": [("fill", "none"), ("stroke", "#dddad3")],
    "axis": [("fill", "none"), ("stroke", axis)], "tick": [("fill", ink), ("stroke", axis)],
    "target": [("fill", "none"), ("stroke", ink), ("stroke-width", "1.25")],
    "thick": [("stroke-width", "2.5")], "wk": [("fill", ink), ("opacity", ".035")],
    "zone": [("fill", "#eaf2f4")], "gap": [("fill", "#e7e5df")], "track": [("fill", "#f5f4f0")],
    "ok-side": [("fill", "#c6ddeb"), ("opacity", ".5")],
    "ln": [("fill", "none"), ("stroke", series), ("stroke-width", "2")],
    "thin": [("stroke-width", "1.4")], "dashed": [("stroke-dasharray", "4 3")],
    "ok": [("fill", series)], "miss": [("fill", missed)],
    "open": [("fill", "#fff"), ("stroke", series), ("stroke-width", "1.5")],
    "pts": [("fill", "none"), ("stroke", "#7f848a"), ("stroke-width", "3"), round],
    "bars": [("fill", "none"), ("stroke", column)], "colb": [("fill", column)],
    "colw": [("fill", "#c6ddeb")], "tot": [("fill", ink)], "cola": [("fill", missed)],
    "h1b": [("fill", missed), ("stroke", missed)], "h2b": [("fill", pale), ("stroke", pale)],
    "h3a": [("fill", "#c6ddeb"), ("stroke", "#c6ddeb")],
    "h4a": [("fill", "#4f8fbd"), ("stroke", "#4f8fbd")],
    "hx": [("fill", "#e7e5df"), ("stroke", "#e7e5df")],
    "hxl": [("fill", "none"), ("stroke", axis)],
    "hd": [("fill", "none"), ("stroke", "#fff"), ("stroke-width", "3.2"), round],
    "hb": [("fill", "none"), ("stroke", missed), ("stroke-width", "3.2"), round],
    "base": [("stroke", axis), ("stroke-dasharray", "2 2")],
    "through": [("fill", "none"), ("stroke", "#7f848a"), ("stroke-width", "1.5")],
  ]

  private static let column = "#5a8db3"
  private static let pale = "#f2bfa4"
  private static let round = ("stroke-linecap", "round")
}
