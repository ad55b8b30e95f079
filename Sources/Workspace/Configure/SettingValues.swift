import Figures
import Foundation

/// The kinds of values that stand in configurations and contracts, each read from its text.
extension Setting {
  func integer(in range: ClosedRange<Int>) throws(SettingError) -> Int {
    let text = try line()
    guard text.allSatisfy({ $0.isASCII && $0.isNumber }), text.count <= 12, let value = Int(text),
      range.contains(value)
    else {
      throw refusal(
        "'\(name)' is '\(text)', not a whole number from \(range.lowerBound) to "
          + "\(range.upperBound)")
    }
    return value
  }

  func decimal() throws(SettingError) -> Decimal {
    let text = try line()
    guard let value = Decimal(exactly: text) else {
      throw refusal("'\(name)' is '\(text)', not a number", remedy: "write it like 12 or 12.50")
    }
    return value
  }

  /// A percentage from 0 to 100, written with or without `%`.
  func percent() throws(SettingError) -> Decimal {
    let text = try line()
    let number = text.hasSuffix("%") ? text.dropLast().trimmingSpaces : text
    guard let value = Decimal(exactly: number), value >= 0, value <= 100 else {
      throw refusal("'\(name)' is '\(text)', not a percentage from 0 to 100")
    }
    return value
  }

  /// Milliseconds from `500 ms`, `60 s` or `2 min`, at most an hour.
  func duration() throws(SettingError) -> Int { try duration(of: Substring(try line())) }

  private func duration(of text: Substring) throws(SettingError) -> Int {
    let parts = text.split(separator: " ")
    let units = ["ms": 1, "s": 1000, "min": 60_000]
    guard parts.count == 2, let unit = units[String(parts[1])], parts[0].count <= 9,
      parts[0].allSatisfy({ $0.isASCII && $0.isNumber }), let count = Int(parts[0]),
      count * unit <= 3_600_000
    else {
      throw refusal(
        "'\(name)' is '\(text)', not a time up to an hour",
        remedy: "write a whole number with its unit: 500 ms, 60 s or 2 min")
    }
    return count * unit
  }

  /// The longest wait that counts, in milliseconds: `20 s` with its bound, `less than 20 s` without.
  ///
  /// The source counts whole milliseconds, so the last one before 20 s is exactly the other reading.
  func longestWait() throws(SettingError) -> Int {
    guard try line().hasPrefix("less than ") else { return try duration() }
    let bound = try duration(of: try line().dropFirst("less than ".count))
    guard bound > 0 else { throw refusal("no wait is '\(try line())'") }
    return bound - 1
  }

  /// A number of days from `4 days`, at most a year.
  func days() throws(SettingError) -> Int {
    let text = try line()
    let parts = text.split(separator: " ")
    guard parts.count == 2, ["day", "days"].contains(parts[1]), parts[0].count <= 3,
      parts[0].allSatisfy({ $0.isASCII && $0.isNumber }), let count = Int(parts[0])
    else {
      throw refusal(
        "'\(name)' is '\(text)', not a number of days", remedy: "write it like '4 days'")
    }
    guard count <= 366 else {
      throw refusal("'\(name)' is '\(text)', more than the 366 days of a leap year")
    }
    return count
  }

  func date() throws(SettingError) -> LocalDate {
    let text = try line()
    guard let date = LocalDate(text) else {
      throw refusal("'\(name)' is '\(text)', not a date", remedy: "write it like 2026-10-14")
    }
    return date
  }

  /// One of several words.
  func word(of words: [String]) throws(SettingError) -> String {
    let text = try line()
    guard words.contains(text) else {
      throw refusal(
        "'\(name)' is '\(text)', which is unknown",
        remedy: words.nearest(to: text).map { "did you mean '\($0)'?" }
          ?? "it can be: \(words.joined(separator: ", "))")
    }
    return text
  }

  /// A name of lower-case letters, digits and hyphens, as folders and commentary use it.
  func identifier() throws(SettingError) -> String {
    let text = try line()
    guard (1...40).contains(text.utf8.count),
      text.utf8.allSatisfy({
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
      })
    else {
      throw refusal(
        "'\(name)' is '\(text)', which cannot be a name here",
        remedy: "use 1 to 40 lower-case letters, digits and hyphens")
    }
    return text
  }
}

extension Substring {
  var trimmingSpaces: String {
    var text = self
    while text.last == " " { text.removeLast() }
    while text.first == " " { text.removeFirst() }
    return String(text)
  }
}
