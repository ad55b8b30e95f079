/// A line through values in order.
///
/// Where there is no value it breaks: nothing is bridged.
package enum Line {
  package struct Point: Sendable, Hashable {
    package let x: Int
    package let y: Int

    package init(_ x: Int, _ y: Int) {
      self.x = x
      self.y = y
    }
  }

  /// The commands of the line; a value alone between two gaps becomes a dot.
  package static func commands(_ points: [Point?]) -> String {
    var commands = ""
    for (index, point) in points.enumerated() {
      guard let point else { continue }
      let follows = index > 0 && points[index - 1] != nil
      commands += "\(follows ? "L" : "M")\(Tenths.text(point.x)) \(Tenths.text(point.y))"
      let isFollowed = index + 1 < points.count && points[index + 1] != nil
      if !follows && !isFollowed { commands += "h0" }
    }
    return commands
  }
}
