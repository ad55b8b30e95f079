/// Texts of a file as their reader gets them, with their places in the file.
struct DecodedText {
  /// How a text stands in the file.
  enum Form: String {
    case text = "as text"
    case attribute = "in an attribute"
    case cell = "in a cell"
    case string = "in a string"
    case percent = "percent-encoded"
    case raw = "as it is"
    case base64 = "in base64"
  }

  /// A text of its own; between two of them stands a NUL, which no pattern has.
  struct Piece {
    let start: Int
    /// Where it begins in the file.
    let origin: Int
    let form: Form
  }

  private(set) var bytes: [UInt8] = []
  private(set) var pieces: [Piece] = []
  /// Whether letters have come since the last piece ended.
  private var isOpen = false
  private var endsInSpace = false

  init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  /// The bytes of a piece.
  func range(of index: Int) -> Range<Int> {
    let end = index + 1 < pieces.count ? pieces[index + 1].start : bytes.count
    return pieces[index].start..<end
  }

  /// The piece that holds a place.
  func piece(at place: Int) -> Piece? {
    var (low, high) = (0, pieces.count)
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].start <= place { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? pieces[low - 1] : nil
  }

  /// Ends the piece, so that what follows is no part of its text.
  @inline(__always) mutating func close() {
    guard isOpen else { return }
    bytes.append(0)
    isOpen = false
  }

  /// Adds a byte; white space becomes one space, and none begins a piece.
  @inline(__always) mutating func add(_ byte: UInt8, from origin: Int, _ form: Form) {
    if byte <= 0x20 {
      guard isOpen, !endsInSpace else { return }
      bytes.append(0x20)
      endsInSpace = true
      return
    }
    if !isOpen {
      pieces.append(Piece(start: bytes.count, origin: origin, form: form))
      isOpen = true
    }
    bytes.append(byte)
    endsInSpace = false
  }

  /// Adds a character that was written as a number.
  mutating func add(scalar: UInt32, from origin: Int, _ form: Form) {
    guard let scalar = Unicode.Scalar(scalar), !Self.isInvisible(scalar) else { return }
    if Self.isSpace(scalar) { return add(0x20, from: origin, form) }
    for byte in UTF8.encode(scalar) ?? .init() { add(byte, from: origin, form) }
  }

  /// Adds a character of more than one byte, and returns how many it has.
  ///
  /// What nobody sees is left out: soft hyphens, joiners and marks of direction.
  mutating func addScalar(
    at place: Int, of source: UnsafeBufferPointer<UInt8>, _ form: Form
  ) -> Int {
    let lead = source[place]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
    let end = min(place + length, source.count)
    // Only these leads begin a space or something invisible: U+00A0, U+00AD, U+2000…, U+FEFF.
    if lead == 0xC2 || lead == 0xE2 || lead == 0xEF {
      var scalar = UInt32(lead) & (length == 2 ? 0x1F : 0x0F)
      for index in place + 1..<max(end, place + 1) {
        scalar = scalar << 6 | UInt32(source[index]) & 0x3F
      }
      if let scalar = Unicode.Scalar(scalar) {
        if Self.isInvisible(scalar) { return end - place }
        if Self.isSpace(scalar) {
          add(0x20, from: place, form)
          return end - place
        }
      }
    }
    for index in place..<end { add(source[index], from: place, form) }
    return end - place
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF: true
    default: false
    }
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xA0, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F: true
    default: false
    }
  }
}
