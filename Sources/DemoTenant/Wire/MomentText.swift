/// How instants are written, in JSON and in headers.
extension Moment {
  /// For example `1999-10-31T08:30:00.000Z`.
  var text: String {
    let parts = parts
    return String(unsafeUninitializedCapacity: 24) { buffer in
      var end = 0
      let write = { (value: Int, width: Int, mark: Unicode.Scalar) in
        var rest = value
        for index in (end..<end + width).reversed() {
          buffer[index] = UInt8(ascii: "0") + UInt8(rest % 10)
          rest /= 10
        }
        buffer[end + width] = UInt8(ascii: mark)
        end += width + 1
      }
      write(parts.year, 4, "-")
      write(parts.month, 2, "-")
      write(parts.day, 2, "T")
      write(parts.hour, 2, ":")
      write(parts.minute, 2, ":")
      write(parts.second, 2, ".")
      write(parts.millisecond, 3, "Z")
      return end
    }
  }

  /// For example `Sun, 31 Oct 1999 08:30:00 GMT`, as the `Date` header has it.
  var headerText: String {
    let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let parts = parts
    return "\(weekdays[((parts.days % 7) + 7) % 7]), \(Self.pad(parts.day)) "
      + "\(months[parts.month - 1]) \(Self.pad(parts.year, 4)) "
      + "\(Self.pad(parts.hour)):\(Self.pad(parts.minute)):\(Self.pad(parts.second)) GMT"
  }

  private struct Parts {
    var days: Int
    var year: Int
    var month: Int
    var day: Int
    var hour: Int
    var minute: Int
    var second: Int
    var millisecond: Int
  }

  private var parts: Parts {
    let dayLength = 86_400_000
    let days = (milliseconds >= 0 ? milliseconds : milliseconds - dayLength + 1) / dayLength
    let rest = milliseconds - days * dayLength
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return Parts(
      days: days,
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
      month: month,
      day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1,
      hour: rest / 3_600_000, minute: rest / 60_000 % 60, second: rest / 1000 % 60,
      millisecond: rest % 1000)
  }

  private static func pad(_ value: Int, _ width: Int = 2) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
