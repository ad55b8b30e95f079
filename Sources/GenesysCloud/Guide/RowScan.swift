import CSimdjson
import Figures
import Glibc

/// The flat form of one page; its buffers end with it.
struct RowScan: ~Copyable {
  private let rows: OpaquePointer
  private let reading: CSRowReading
  private let memberCount: Int

  /// Scans a page for rows with exactly these members, and throws what is wrong with its form.
  ///
  /// `page` is its name in messages.
  init(_ bytes: [UInt8], _ members: [GuideMembers.Member], page: String) throws(FetchError) {
    let asked = members.map { CSMember(name: UnsafePointer(strdup($0.name)), kind: $0.kind) }
    defer { for member in asked { free(UnsafeMutablePointer(mutating: member.name)) } }
    guard
      let rows = bytes.withUnsafeBufferPointer({ bytes in
        asked.withUnsafeBufferPointer { asked in
          csimdjson_read_rows(
            bytes.baseAddress, bytes.count, asked.baseAddress, asked.count, Int64(Tally.limit))
        }
      })
    else { throw FetchError(.unreadable("memory is out")) }
    let reading = csimdjson_row_reading(rows)
    if let reason = Self.fault(in: reading, page) {
      csimdjson_close_rows(rows)
      throw FetchError(reason)
    }
    self.rows = rows
    self.reading = reading
    memberCount = members.count
  }

  deinit { csimdjson_close_rows(rows) }

  var count: Int { reading.row_count }
  var groupCount: Int { reading.group_count }
  var total: Int? { reading.total < 0 ? nil : Int(reading.total) }

  /// The link as it came.
  var next: String? { reading.next.bytes == nil ? nil : reading.next.exact }

  func group(of row: Int) -> Int { Int(reading.groups[row]) }

  /// The texts of a group, in the order of the members.
  func texts(of group: Int) -> [String] {
    let first = group * reading.text_count
    return (first..<first + reading.text_count).map { reading.texts[$0].exact }
  }

  /// The numbers of a row, in the order of the members.
  func numbers(of row: Int) -> UnsafeBufferPointer<Int64>.SubSequence {
    UnsafeBufferPointer(start: reading.numbers, count: count * memberCount)[
      row * memberCount..<(row + 1) * memberCount]
  }

  private static func fault(in reading: CSRowReading, _ page: String) -> FetchError.Reason? {
    let name = reading.detail.string
    let place = reading.row > 0 ? "\(page), row \(reading.row)" : page
    switch reading.fault {
    case CS_OK: return nil
    case CS_NOT_JSON: return .unreadable("it is no JSON: \(name)")
    case CS_NOT_AN_ANSWER: return .unreadable(name)
    case CS_UNASKED: return .unasked(kind: "the column", name: name)
    case CS_DUPLICATE: return .contradiction("\(place): member '\(name)' comes twice")
    case CS_TEXT_NUMBER: return .contradiction("\(place): '\(name)' is a text, not a number")
    case CS_NEGATIVE: return .contradiction("\(place): '\(name)' is negative")
    case CS_FRACTION: return .contradiction("\(place): '\(name)' is no whole number")
    case CS_TOO_LARGE: return .contradiction("\(place): '\(name)' is too large")
    default: return .contradiction("\(place): '\(name)' is missing or of the wrong kind")
    }
  }
}
