/// A figure as a page marks it: the place of its cell, the cell, and what the reader sees.
struct MarkedFigure {
  /// `RESOURCE/COLUMN=VALUE[,COLUMN=VALUE]/COLUMN`; `nil` for a mark that names no place.
  var key: String?
  var value: [UInt8]
  var unit: String
  /// `negated` or `absolute` where the page shows another sign.
  var sign: String
  /// The content of the `value` attribute of a `data` element, which repeats the cell.
  var machineValue: [UInt8]?
  var text: [UInt8] = []
  /// The language of its page, as the `lang` of the page says it.
  var language = "en"
}
