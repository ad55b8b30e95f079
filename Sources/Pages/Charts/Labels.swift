/// Finds places for labels beside points: none on another label or beyond the field, and as little
/// as possible on the marks.
///
/// Widths are reckoned from the count of characters, so a layout does not depend on a font.
package struct Labels {
  package struct Place: Sendable, Hashable {
    package let x: Int
    package let y: Int
    package let anchor: Canvas.Anchor
  }

  private struct Box {
    let left: Int
    let top: Int
    let right: Int
    let bottom: Int

    func overlaps(_ other: Box) -> Bool {
      left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }

    func holds(_ other: Box) -> Bool {
      left <= other.left && other.right <= right && top <= other.top && other.bottom <= bottom
    }
  }

  /// What a bold character takes at most in the fonts of the stylesheet, in tenths.
  private static let letter = 80

  private let field: Box
  private var labels: [Box] = []
  private var marks: [Box] = []

  package init(left: Int, top: Int, right: Int, bottom: Int) {
    field = Box(left: left, top: top, right: right, bottom: bottom)
  }

  /// Keeps labels off a mark and off the line from it to the next one, if there is a line.
  package mutating func avoid(_ point: Line.Point, to next: Line.Point? = nil) {
    func block(_ x: Int, _ y: Int, _ reach: Int) {
      marks.append(Box(left: x - reach, top: y - reach, right: x + reach, bottom: y + reach))
    }
    block(point.x, point.y, 40)
    guard let next else { return }
    for part in 1..<6 {
      block(
        point.x + (next.x - point.x) * part / 6, point.y + (next.y - point.y) * part / 6, 12)
    }
  }

  /// The place of a label beside a point; `nil` when every place would lie on another label, or
  /// hide more marks than it may.
  ///
  /// `isLow` puts it below the point when there is room on both sides.
  package mutating func place(
    _ text: String, at point: Line.Point, isLow: Bool, hiding: Int = .max
  ) -> Place? {
    let width = text.count * Self.letter
    let below = [(0, 190), (0, 320)]
    let above = [(0, -80), (0, -210)]
    let beside = [(90, 40), (-90, 40)]
    let offsets = isLow ? below + beside + above : above + beside + below
    var best: (place: Place, box: Box, cost: Int)?
    for (order, offset) in offsets.enumerated() {
      let anchors: [Canvas.Anchor] =
        offset.0 > 0 ? [.start] : offset.0 < 0 ? [.end] : [.middle, .start, .end]
      for (turn, anchor) in anchors.enumerated() {
        let shift =
          anchor == .start && offset.0 == 0 ? -60 : anchor == .end && offset.0 == 0 ? 60 : 0
        let x = point.x + offset.0 + shift
        let y = point.y + offset.1
        let left = anchor == .start ? x : anchor == .end ? x - width : x - width / 2
        let box = Box(left: left, top: y - 100, right: left + width, bottom: y + 30)
        guard field.holds(box), !labels.contains(where: box.overlaps) else { continue }
        let hidden = marks.count(where: box.overlaps)
        guard hidden <= hiding else { continue }
        let cost = hidden * 10 + order * 2 + turn
        if cost < best?.cost ?? .max {
          best = (Place(x: x, y: y, anchor: anchor), box, cost)
        }
      }
    }
    guard let best else { return nil }
    labels.append(best.box)
    return best.place
  }

  /// Keeps further labels off a text that already stands somewhere.
  package mutating func reserve(_ text: String, _ x: Int, _ y: Int, _ anchor: Canvas.Anchor) {
    let width = text.count * Self.letter
    let left = anchor == .start ? x : anchor == .end ? x - width : x - width / 2
    labels.append(Box(left: left, top: y - 100, right: left + width, bottom: y + 30))
  }
}
