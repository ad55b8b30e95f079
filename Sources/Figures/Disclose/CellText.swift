/// The cells of a CSV table that are worth a look as texts.
///
/// Nearly all cells of our tables are numbers, times and names as plain as they stand in the file, and
/// the search of the file itself has seen those: here come the others, quotes taken off, and what may
/// be personal.
struct CellText {
  private let source: UnsafeBufferPointer<UInt8>
  private var place = 0
  private var decoded = DecodedText()

  /// Reads a table; `isNumeric` tells by the names in the first row which columns are numeric.
  ///
  /// A number in such a column is never a text; anything else in it is.
  static func decode(
    _ source: UnsafeBufferPointer<UInt8>, isNumeric: (String) -> Bool
  ) -> DecodedText {
    var reader = CellText(source: source)
    reader.run(isNumeric)
    return reader.decoded
  }

  private init(source: UnsafeBufferPointer<UInt8>) { self.source = source }

  private mutating func run(_ isNumeric: (String) -> Bool) {
    var numeric: [Bool] = []
    var isHead = true
    var column = 0
    while place < source.count {
      let cell = self.cell()
      let mayBeNumber = !isHead && column < numeric.count && numeric[column]
      if isHead {
        let name = String(decoding: source[cell.range], as: UTF8.self)
        numeric.append(isNumeric(name.filter { !$0.isNewline && $0 != "\"" }))
      }
      if !(mayBeNumber && cell.isNumber),
        !cell.isPlain || PersonalDataHint.isNeeded(source, cell.range)
      {
        add(cell.range)
      }
      guard place < source.count else { break }
      if source[place] == 0x0A {
        isHead = false
        column = 0
      } else {
        column += 1
      }
      place += 1
    }
    decoded.close()
  }

  private struct Cell {
    let range: Range<Int>
    let isNumber: Bool
    /// Whether its bytes are its text.
    let isPlain: Bool
  }

  /// Reads up to the comma or the end of the line behind the cell.
  private mutating func cell() -> Cell {
    let start = place
    if source[place] == UInt8(ascii: "\"") {
      closingQuote()
      while place < source.count, source[place] != UInt8(ascii: ","), source[place] != 0x0A {
        place += 1
      }
      return Cell(range: start..<place, isNumber: false, isPlain: false)
    }
    var isNumber = true
    var isPlain = true
    while place < source.count {
      let byte = source[place]
      switch byte {
      case 0x2C, 0x0A: return Cell(range: start..<place, isNumber: isNumber, isPlain: isPlain)
      case 0x30...0x39, 0x2E, 0x0D: break
      case 0x2D where place == start: break
      default:
        isNumber = false
        if byte <= 0x20 || byte >= 0x7F { isPlain = isPlain && byte == 0x20 && !isSpace(place - 1) }
      }
      place += 1
    }
    return Cell(range: start..<place, isNumber: isNumber, isPlain: isPlain)
  }

  private func isSpace(_ place: Int) -> Bool { place >= 0 && source[place] <= 0x20 }

  private mutating func closingQuote() {
    place += 1
    while place < source.count {
      if source[place] == UInt8(ascii: "\"") {
        guard place + 1 < source.count, source[place + 1] == UInt8(ascii: "\"") else { return }
        place += 1
      }
      place += 1
    }
  }

  private mutating func add(_ cell: Range<Int>) {
    let isQuoted = source[cell.lowerBound] == UInt8(ascii: "\"")
    var place = cell.lowerBound + (isQuoted ? 1 : 0)
    while place < cell.upperBound {
      let byte = source[place]
      if byte >= 0x80 {
        place += decoded.addScalar(at: place, of: source, .cell)
        continue
      }
      // Of two quotes the first stands for both, and the one at the end for none.
      if isQuoted, byte == UInt8(ascii: "\"") {
        place += 1
        guard place < cell.upperBound, source[place] == byte else { continue }
      }
      decoded.add(byte, from: place, .cell)
      place += 1
    }
    decoded.close()
  }
}
