/// A duration as a clock shows it.
package enum DurationText {
  /// `2:00` or `1:00:00`, rounded to whole seconds before it is split, so that nothing reads 1:60.
  package static func clock(milliseconds: Int) -> String {
    let seconds = (milliseconds.magnitude + 500) / 1000
    let (hours, minutes) = (Int(seconds / 3600), Int(seconds / 60 % 60))
    let sign = milliseconds < 0 && seconds > 0 ? "-" : ""
    let rest = Int(seconds % 60).digits(2)
    return hours > 0
      ? "\(sign)\(hours):\(minutes.digits(2)):\(rest)" : "\(sign)\(minutes):\(rest)"
  }
}
