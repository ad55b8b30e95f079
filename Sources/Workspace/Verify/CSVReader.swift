import Glibc

/// A row of a table: its cells without their quotes.
struct CSVRow {
  /// All cells, one after another, each with a comma before the next.
  fileprivate(set) var bytes: [UInt8] = []
  /// Where each cell ends in `bytes`.
  fileprivate(set) var ends: [Int] = []
  /// The line of the file on which the row begins; the head is line 1.
  fileprivate(set) var line = 0

  var count: Int { ends.count }

  /// Hands over all bytes, and where each cell ends in them.
  func withCells(_ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<Int>) -> Void) {
    bytes.withUnsafeBufferPointer { bytes in
      ends.withUnsafeBufferPointer { ends in body(bytes, ends) }
    }
  }

  func range(_ place: Int) -> Range<Int> { (place == 0 ? 0 : ends[place - 1] + 1)..<ends[place] }

  func cell(_ place: Int) -> ArraySlice<UInt8> { bytes[range(place)] }

  func text(_ place: Int) -> String { String(decoding: cell(place), as: UTF8.self) }

  func isEmpty(_ place: Int) -> Bool { range(place).isEmpty }

  /// A whole number; `nil` for an empty cell, and for what is none.
  ///
  /// Nearly every cell of our tables is asked for its number; at most 18 digits, as ``Fixed`` reads.
  func integer(_ place: Int) -> Int? {
    let range = range(place)
    return bytes.withUnsafeBufferPointer { bytes in
      var at = range.lowerBound
      let isNegative = at < range.upperBound && bytes[at] == UInt8(ascii: "-")
      if isNegative { at += 1 }
      guard at < range.upperBound, range.upperBound - at <= 18 else { return nil }
      var number = 0
      while at < range.upperBound {
        guard case let digit = bytes[at] &- 0x30, digit < 10 else { return nil }
        number = number * 10 + Int(digit)
        at += 1
      }
      return isNegative ? -number : number
    }
  }
}

/// Reads a table after RFC 4180 row by row, strictly: what a lenient reader would guess at is an
/// error with its line.
struct CSVReader: ~Copyable {
  private let descriptor: Int32
  private let path: String
  private var chunk = [UInt8](repeating: 0, count: 131_072)
  private var position = 0
  private var filled = 0
  private var line = 1
  private(set) var head: [String] = []
  private(set) var row = CSVRow()

  /// Opens a file and reads its head.
  init(_ path: String) throws {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw errno == ENOENT ? DiskError.missing(path) : .unreadable(path, code: errno)
    }
    guard try next() else { throw CSVError(line: 1, what: "the file is empty") }
    let first = row
    head = (0..<first.count).map { first.text($0) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  func place(of column: String) -> Int? { head.firstIndex(of: column) }

  private mutating func byte() throws -> UInt8? {
    if position == filled {
      repeat { filled = read(descriptor, &chunk, chunk.count) } while filled < 0 && errno == EINTR
      guard filled >= 0 else {
        filled = 0
        throw DiskError.unreadable(path, code: errno)
      }
      position = 0
      if filled == 0 { return nil }
    }
    position += 1
    return chunk[position - 1]
  }

  /// Reads the next row into ``row``; `false` at the end of the file.
  mutating func next() throws -> Bool {
    row.bytes.removeAll(keepingCapacity: true)
    row.ends.removeAll(keepingCapacity: true)
    row.line = line
    if !takePlainRow() {
      guard try takeRow() else { return false }
    }
    if !head.isEmpty, row.count != head.count {
      throw CSVError(line: line, what: "\(row.count) cells under \(head.count) heads")
    }
    line += 1
    return true
  }

  /// Takes at once a row that the chunk holds whole and that has no quotes; says whether it did.
  ///
  /// Nearly every row of our tables is one; what is none is left to ``takeRow()``.
  private mutating func takePlainRow() -> Bool {
    let start = position
    let filled = filled
    var ends: [Int] = []
    swap(&ends, &row.ends)
    let end = chunk.withUnsafeBufferPointer { chunk -> Int? in
      var at = start
      while at < filled {
        let byte = chunk[at]
        if byte <= 0x2C {
          switch byte {
          case UInt8(ascii: ","): ends.append(at - start)
          case 0x0D:
            guard at + 1 < filled, chunk[at + 1] == 0x0A else { return nil }
            ends.append(at - start)
            return at
          case UInt8(ascii: "\""), 0x0A, 0: return nil
          default: break
          }
        }
        at += 1
      }
      return nil
    }
    if end == nil { ends.removeAll(keepingCapacity: true) }
    swap(&ends, &row.ends)
    guard let end else { return false }
    row.bytes.append(contentsOf: chunk[start..<end])
    position = end + 2
    return true
  }

  /// Takes a row byte by byte, whatever it holds; `false` at the end of the file.
  private mutating func takeRow() throws -> Bool {
    guard var byte = try byte() else { return false }
    while true {
      if byte == UInt8(ascii: "\"") {
        byte = try quoted()
      } else {
        while byte != UInt8(ascii: ","), byte != 0x0D {
          guard byte != UInt8(ascii: "\""), byte != 0x0A, byte != 0 else {
            throw CSVError(line: line, what: "a quote, line feed or NUL inside a plain cell")
          }
          row.bytes.append(byte)
          byte = try following()
        }
      }
      row.ends.append(row.bytes.count)
      guard byte == UInt8(ascii: ",") else { break }
      row.bytes.append(byte)
      byte = try following()
    }
    guard byte == 0x0D, try following() == 0x0A else {
      throw CSVError(line: line, what: "the line does not end with CR LF")
    }
    return true
  }

  /// Reads a quoted cell and gives the byte after it.
  private mutating func quoted() throws -> UInt8 {
    while true {
      let byte = try following()
      if byte == UInt8(ascii: "\"") {
        let after = try following()
        if after != UInt8(ascii: "\"") {
          guard after == UInt8(ascii: ",") || after == 0x0D else {
            throw CSVError(line: line, what: "text after a closing quote")
          }
          return after
        }
      } else if byte == 0x0A {
        line += 1
      }
      row.bytes.append(byte)
    }
  }

  private mutating func following() throws -> UInt8 {
    guard let byte = try byte() else {
      throw CSVError(line: line, what: "the file ends inside a row")
    }
    return byte
  }
}

/// Why a file is no table.
struct CSVError: Error {
  let line: Int
  let what: String
}
