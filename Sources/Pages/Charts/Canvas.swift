/// A drawing under way: shapes in tenths, classes from the stylesheet, no style of its own.
package struct Canvas: Sendable {
  package enum Anchor: String, Sendable { case start, middle, end }

  package let width: Int
  package let height: Int
  /// Shapes of the same classes, one after another.
  private struct Run {
    let style: String
    var shapes: [String]
  }

  private var runs: [Run] = []
  /// Labels by their classes; they lie over all shapes.
  private var labels: [Run] = []
  /// Which rows of which table on the page stand behind the drawing, for a read-out.
  private var reading = ""

  package init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  package mutating func line(_ style: String, _ x1: Int, _ y1: Int, _ x2: Int, _ y2: Int) {
    draw(
      style,
      "<line x1=\"\(Tenths.text(x1))\" y1=\"\(Tenths.text(y1))\""
        + " x2=\"\(Tenths.text(x2))\" y2=\"\(Tenths.text(y2))\"/>")
  }

  /// A box; one without an extent is not drawn.
  package mutating func box(_ style: String, x: Int, y: Int, width: Int, height: Int) {
    guard width > 0, height > 0 else { return }
    draw(
      style,
      "<rect x=\"\(Tenths.text(x))\" y=\"\(Tenths.text(y))\""
        + " width=\"\(Tenths.text(width))\" height=\"\(Tenths.text(height))\"/>")
  }

  /// A path; an empty one is not drawn.
  package mutating func path(_ style: String, _ commands: String, strokeWidth: Int? = nil) {
    guard !commands.isEmpty else { return }
    let width = strokeWidth.map { " stroke-width=\"\(Tenths.text($0))\"" } ?? ""
    draw(style, "<path\(width) d=\"\(commands)\"/>")
  }

  package mutating func disc(_ style: String, _ x: Int, _ y: Int, radius: Int) {
    draw(
      style,
      "<circle cx=\"\(Tenths.text(x))\" cy=\"\(Tenths.text(y))\" r=\"\(Tenths.text(radius))\"/>")
  }

  /// A label; texts of any origin are escaped here.
  package mutating func label(
    _ style: String, _ x: Int, _ y: Int, _ text: String, _ anchor: Anchor = .start
  ) {
    let side = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
    let label =
      "<text x=\"\(Tenths.text(x))\" y=\"\(Tenths.text(y))\"\(side)>"
      + Self.isolated(text) + "</text>"
    if let place = labels.firstIndex(where: { $0.style == style }) {
      labels[place].shapes.append(label)
    } else {
      labels.append(Run(style: style, shapes: [label]))
    }
  }

  private mutating func draw(_ style: String, _ shape: String) {
    if runs.last?.style == style {
      runs[runs.count - 1].shapes.append(shape)
    } else {
      runs.append(Run(style: style, shapes: [shape]))
    }
  }

  /// Everything drawn so far; what shares its classes with its neighbours has them from a group.
  package var shapes: String {
    (runs + labels).map { run in
      let paint = " class=\"\(run.style)\"" + Paint.attributes(run.style)
      guard run.shapes.count == 1, let shape = run.shapes.first,
        let end = shape.firstIndex(where: { $0 == " " })
      else { return "<g\(paint)>\(run.shapes.joined())</g>" }
      // A width of its own stands after that of the class, which it replaces.
      guard shape.contains(" stroke-width=") else {
        return "\(shape[..<end])\(paint)\(shape[end...])"
      }
      return "<g\(paint)>\(shape)</g>"
    }.joined()
  }

  /// A text, escaped, that keeps its direction to itself.
  ///
  /// Drawings know no `bdi`: what may run to the left is isolated by characters instead, after its own
  /// directions were taken out.
  private static func isolated(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.value >= 0x590 }) else {
      return Escape.text(text)
    }
    let marks: Set<UInt32> = [0x61c, 0x200e, 0x200f]
    let plain = text.unicodeScalars.filter {
      !Escape.isDirection($0) && !marks.contains($0.value)
    }
    let isRightToLeft = plain.contains { (0x590...0x8ff).contains($0.value) }
    let name = Escape.text(String(String.UnicodeScalarView(plain)))
    return isRightToLeft ? "\u{2068}" + name + "\u{2069}" : name
  }

  /// Says that the rows of a table from `first` on lie side by side between two places.
  ///
  /// The page's script can then read the row under the pointer; nothing depends on it.
  package mutating func read(_ table: String, from: Int, to: Int, first: Int, count: Int) {
    let places = "\(Tenths.text(from)) \(Tenths.text(to))"
    reading = " data-read=\"\(Escape.attribute(table)) \(places) \(first) \(count)\""
  }

  /// The drawing as a named picture; its headline and its sentence carry these ids.
  package func picture(_ style: String, title: String, description: String) -> HTML {
    svg(
      style,
      reading + " role=\"img\" aria-labelledby=\"\(title)\" aria-describedby=\"\(description)\""
        + " font-family=\"sans-serif\" font-size=\"12\"")
  }

  /// The drawing as an ornament beside numbers that say the same.
  package func ornament(_ style: String) -> HTML { svg(style, " aria-hidden=\"true\"") }

  private func svg(_ style: String, _ role: String) -> HTML {
    let box = "0 0 \(Tenths.text(width)) \(Tenths.text(height))"
    let head = "<svg class=\"\(style)\" viewBox=\"\(box)\"\(role) focusable=\"false\">"
    return HTML(markup: head + shapes + "</svg>")
  }
}
