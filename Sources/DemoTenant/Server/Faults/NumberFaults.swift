/// Figures that are written in another way, or that cannot be.
enum NumberFaults {
  /// Changes the numbers of an answer with figures; false when nothing was there to change.
  static func apply(_ kind: FaultKind, to answer: inout JSONNode) -> Bool {
    switch kind {
    case .decimal: return answer.editFigures { (digits($0).map { .number("\($0).0") }, true) }
    case .exponent: return answer.editFigures { (digits($0).map { .number(exponent($0)) }, true) }
    case .textNumber:
      return answer.editFigures { value in
        guard let digits = positive(value) else { return (nil, true) }
        return (.text(digits), false)
      }
    case .negative:
      return answer.editFigures { value in
        guard let digits = positive(value) else { return (nil, true) }
        return (.number("-\(digits)"), false)
      }
    case .overflow:
      var count = 0
      return answer.editFigures { value in
        guard positive(value) != nil else { return (nil, true) }
        count += 1
        return (.number(count == 1 ? "9223372036854775808" : "9000000000000000000"), count < 2)
      }
    default: return false
    }
  }

  /// The digits of a whole number.
  private static func digits(_ value: JSONNode) -> String? {
    guard case .number(let text) = value, text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) else {
      return nil
    }
    return text
  }

  private static func positive(_ value: JSONNode) -> String? {
    digits(value).flatMap { $0 == "0" ? nil : $0 }
  }

  /// For example `5.2E4` for 52000.
  private static func exponent(_ digits: String) -> String {
    var rest = String(digits.dropFirst())
    while rest.hasSuffix("0") { rest.removeLast() }
    return "\(digits.prefix(1))\(rest.isEmpty ? "" : ".\(rest)")E\(digits.utf8.count - 1)"
  }
}
