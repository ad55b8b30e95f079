package import Foundation

/// What a contract forgives when more contacts came than were forecast.
package struct ForecastRelief: Sendable, Hashable {
  package enum Mode: String, Sendable, Hashable, CaseIterable {
    /// The measure is excused.
    case void
    /// Only the volume up to the line counts; missed contacts are taken from the excess first.
    case excessFavourable = "excess_favourable"
    case none
  }

  package let forecast: Decimal
  /// Percent of the forecast where the line is drawn.
  package let upperPercent: Decimal
  package let mode: Mode

  package init(forecast: Decimal, upperPercent: Decimal, mode: Mode = .void) {
    self.forecast = forecast
    self.upperPercent = upperPercent
    self.mode = mode
  }

  /// The volume that must be passed for relief; exactly on it is not over it.
  package var line: Fraction { Fraction(forecast) * Fraction(upperPercent) / 100 }

  /// What is left to judge of a share at this volume.
  ///
  /// `wantsHigh` tells whether the numerator counts contacts that went well, or that went wrong.
  /// The excess is counted in whole contacts, the first one above the line included.
  package func judge(_ parts: Parts, volume: Int, wantsHigh: Bool) -> ReliefResult {
    let isOver = Fraction(volume) > line
    var judged = parts
    if isOver, mode == .excessFavourable, let whole = Int(line.text(0, .floor)) {
      let excess = min(volume - whole, parts.denominator)
      let missed = wantsHigh ? parts.denominator - parts.numerator : parts.numerator
      let missedInExcess = min(excess, max(missed, 0))
      let goodInExcess = excess - missedInExcess
      judged = Parts(
        parts.numerator - (wantsHigh ? goodInExcess : missedInExcess),
        over: parts.denominator - excess)
    }
    return ReliefResult(
      relief: self, volume: volume, isOver: isOver, isExcused: isOver && mode == .void,
      parts: judged)
  }
}

/// A month's volume against the line of its forecast.
package struct ReliefResult: Sendable, Hashable {
  package let relief: ForecastRelief
  package let volume: Int
  package let isOver: Bool
  package let isExcused: Bool
  /// What is judged, after relief.
  package let parts: Parts

  package init(
    relief: ForecastRelief, volume: Int, isOver: Bool, isExcused: Bool, parts: Parts
  ) {
    self.relief = relief
    self.volume = volume
    self.isOver = isOver
    self.isExcused = isExcused
    self.parts = parts
  }
}
