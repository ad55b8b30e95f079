/// How far volumes were from their forecast.
package struct ForecastError: Sendable, Hashable {
  /// Volume minus forecast, over the forecast; days too high and too low cancel out in it.
  package let signed: Outcome
  /// The sizes of the differences added up, over the volume (WAPE).
  package let weightedAbsolute: Outcome

  /// Compares stretch by stretch.
  package init(_ stretches: [(forecast: Int, actual: Int)]) {
    let forecast = stretches.reduce(0) { $0 + $1.forecast }
    let actual = stretches.reduce(0) { $0 + $1.actual }
    let absolute = stretches.reduce(0) { $0 + abs($1.actual - $1.forecast) }
    signed = Outcome(actual - forecast, over: forecast, traffic: actual != 0)
    weightedAbsolute = Outcome(absolute, over: actual, traffic: forecast != 0)
  }
}
