import Figures

/// The types of the Table Schema that our tables use, as tests of a cell.
enum ColumnType: String {
  case string, integer, number, date, datetime, boolean

  /// Whether a cell that is not empty, a part of a row's bytes, has the type.
  func accepts(_ bytes: UnsafeBufferPointer<UInt8>, _ cell: Range<Int>) -> Bool {
    switch self {
    case .string: true
    case .integer: Self.isNumber(bytes, cell, allowsPoint: false)
    case .number: Self.isNumber(bytes, cell, allowsPoint: true)
    case .date: LocalDate(String(decoding: bytes[cell], as: UTF8.self)) != nil
    case .datetime:
      bytes[cell.upperBound - 1] == UInt8(ascii: "Z")
        && Instant(ascii: UnsafeBufferPointer(rebasing: bytes[cell])) != nil
    case .boolean:
      bytes[cell].elementsEqual("true".utf8) || bytes[cell].elementsEqual("false".utf8)
    }
  }

  private static func isNumber(
    _ bytes: UnsafeBufferPointer<UInt8>, _ cell: Range<Int>, allowsPoint: Bool
  ) -> Bool {
    var hasPoint = false
    var isAfterDigit = false
    for index in cell {
      switch bytes[index] {
      case 0x30...0x39: isAfterDigit = true
      case UInt8(ascii: "-") where index == cell.lowerBound: continue
      case UInt8(ascii: ".") where allowsPoint && isAfterDigit && !hasPoint:
        hasPoint = true
        isAfterDigit = false
      default: return false
      }
    }
    return isAfterDigit
  }
}
