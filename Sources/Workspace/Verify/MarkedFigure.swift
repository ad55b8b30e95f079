import Figures

/// A figure as a page marks it: the place of its cell, the cell, and what the reader sees.
struct MarkedFigure {
  /// The cell that the page names.
  struct Key {
    var resource: [UInt8]
    /// What picks the row: `COLUMN=VALUE[,COLUMN=VALUE]`.
    var row: [UInt8]
    var column: [UInt8]

    init(resource: [UInt8], row: [UInt8], column: [UInt8]) {
      self.resource = resource
      self.row = row
      self.column = column
    }

    /// Reads `RESOURCE/COLUMN=VALUE[,COLUMN=VALUE]/COLUMN`; `nil` for what names no cell.
    init?(_ text: [UInt8]) {
      guard let first = text.firstIndex(of: UInt8(ascii: "/")),
        let last = text.lastIndex(of: UInt8(ascii: "/")), first < last
      else { return nil }
      self.init(
        resource: Array(text[..<first]), row: Array(text[(first + 1)..<last]),
        column: Array(text[(last + 1)...]))
    }

    var text: String {
      [resource, row, column].map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
    }
  }

  /// `nil` for a mark that names no cell.
  var key: Key?
  /// The place as it is written where it names no cell.
  var badKey: String?
  var value: [UInt8]
  var unit: String
  /// `negated` or `absolute` where the page shows another sign.
  var sign: String
  /// The content of the `value` attribute of a `data` element, which repeats the cell.
  var machineValue: [UInt8]?
  var text: [UInt8] = []
  /// The language of its page, as the `lang` of the page says it.
  var language = PageLanguage("en")
}

/// The language of a page, and what it means for its numbers.
struct PageLanguage {
  let tag: String
  let hasDecimalComma: Bool

  init(_ tag: String) {
    self.tag = tag
    hasDecimalComma = NumberForm(tag: tag).decimal == ","
  }
}
