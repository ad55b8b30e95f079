import Figures

/// How their times are written, such as `dd/MM/yyyy HH:mm`.
package struct TimePattern: Sendable, Hashable {
  private enum Part: Hashable {
    case field(Character, width: Int)
    case sign(Character)
  }

  private let parts: [Part]

  /// `nil` unless it holds a year and a month.
  init?(_ text: String) {
    var parts: [Part] = []
    for character in text {
      guard "yMdHms".contains(character) else {
        parts.append(.sign(character))
        continue
      }
      if case .field(character, let width) = parts.last {
        parts[parts.count - 1] = .field(character, width: width + 1)
      } else {
        parts.append(.field(character, width: 1))
      }
    }
    let fields = parts.compactMap { part -> Character? in
      if case .field(let name, _) = part { name } else { nil }
    }
    guard Set(fields).isSuperset(of: ["y", "M"]), Set(fields).count == fields.count else {
      return nil
    }
    self.parts = parts
  }

  /// The patterns that can mean one thing only.
  static let guesses: [TimePattern] = [
    "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm",
    "yyyy-MM-dd", "yyyy-MM", "dd.MM.yyyy HH:mm:ss", "dd.MM.yyyy HH:mm", "dd.MM.yyyy",
  ].compactMap(TimePattern.init)

  /// Seconds since 1970 on a clock that would stand at UTC; `nil` when the text is another.
  func localSecond(_ text: String) -> Int? {
    var rest = text[...]
    var values: [Character: Int] = [:]
    for part in parts {
      switch part {
      case .sign(let sign):
        guard rest.first == sign else { return nil }
        rest = rest.dropFirst()
      case .field(let name, let width):
        let digits = rest.prefix(max(width, 2)).prefix { $0.isASCII && $0.isNumber }
        // A field of one letter takes one or two digits.
        guard digits.count == width || (width == 1 && digits.count == 2),
          let value = Int(digits)
        else { return nil }
        values[name] = value
        rest = rest.dropFirst(digits.count)
      }
    }
    let (hour, minute, second) = (values["H"] ?? 0, values["m"] ?? 0, values["s"] ?? 0)
    guard rest.isEmpty, let year = values["y"], let month = values["M"],
      let date = LocalDate(year: year, month: month, day: values["d"] ?? 1),
      hour < 24, minute < 60, second < 60
    else { return nil }
    return date.dayNumber * 86_400 + hour * 3600 + minute * 60 + second
  }
}
