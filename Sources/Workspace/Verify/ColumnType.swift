import Figures

/// The types of the Table Schema that our tables use, as tests of a cell.
enum ColumnType: String {
  case string, integer, number, date, datetime, boolean

  /// Whether a cell that is not empty has the type.
  func accepts(_ cell: ArraySlice<UInt8>) -> Bool {
    switch self {
    case .string: true
    case .integer: Self.isNumber(cell, allowsPoint: false)
    case .number: Self.isNumber(cell, allowsPoint: true)
    case .date: LocalDate(String(decoding: cell, as: UTF8.self)) != nil
    case .datetime: cell.last == UInt8(ascii: "Z") && Instant(ascii: cell) != nil
    case .boolean: cell.elementsEqual("true".utf8) || cell.elementsEqual("false".utf8)
    }
  }

  private static func isNumber(_ cell: ArraySlice<UInt8>, allowsPoint: Bool) -> Bool {
    var hasPoint = false
    var isAfterDigit = false
    for (index, byte) in cell.enumerated() {
      switch byte {
      case 0x30...0x39: isAfterDigit = true
      case UInt8(ascii: "-") where index == 0: continue
      case UInt8(ascii: ".") where allowsPoint && isAfterDigit && !hasPoint:
        hasPoint = true
        isAfterDigit = false
      default: return false
      }
    }
    return isAfterDigit
  }
}
