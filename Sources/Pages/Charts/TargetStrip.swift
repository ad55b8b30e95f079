package import Figures
import Foundation

/// One result beside its target, for a row of a table that holds both numbers.
///
/// The scale does not start at zero, so the result is a point and not a bar: a disc when the
/// target was reached, a triangle when it was missed.
package enum TargetStrip {
  /// Draws the strip; `nil` for a number beyond all scales.
  ///
  /// The strip of a share, unlike that of a time, never passes 0% or 100%. Strips of one column
  /// that are to be compared share a `range`, in thousandths of a point or second.
  package static func html(
    _ quotient: Quotient, factor: Int, target: Target, isShare: Bool,
    range: ClosedRange<Int>? = nil
  ) -> HTML? {
    // Thousandths of a point or second are finer than any screen.
    guard let bound = Int((target.bound.rounded(3) * 1000).description),
      let value = Int((quotient.rounded(3, times: factor) * 1000).description)
    else { return nil }
    let reach = isShare ? 20_000 : max(bound / 4, 1)
    let widest = max(reach, abs(value - bound) * 11 / 10)
    let lower = max(0, bound - widest)
    let upper = isShare ? min(100_000, bound + widest) : bound + widest
    let range = range ?? lower...max(lower, upper)
    let scale = Scale(range.lowerBound, range.upperBound, from: 70, to: 1630)
    var canvas = Canvas(width: 1700, height: 220)
    let tick = scale(bound)
    let point = min(max(scale(value), 70), 1630)
    canvas.box("track", x: 20, y: 30, width: 1660, height: 160)
    if target.comparison.wantsHigh {
      canvas.box("ok-side", x: tick, y: 30, width: 1680 - tick, height: 160)
    } else {
      canvas.box("ok-side", x: 20, y: 30, width: tick - 20, height: 160)
    }
    canvas.box("tick", x: tick - 10, y: 10, width: 20, height: 200)
    let isReached = Precision.reaches(target, quotient, factor: factor)
    canvas.box(
      isReached ? "ok" : "miss", x: min(tick, point), y: 95, width: abs(tick - point), height: 30)
    let place = Line.Point(point, 110)
    if isReached {
      Dots.reached(place, on: &canvas, radius: 50)
    } else {
      Dots.below(place, on: &canvas, size: 56)
    }
    return canvas.ornament("strip")
  }
}
