/// Finds the marked figures of a page, in the full form on any element and in the short form of
/// tables.
///
/// It reads the tags as they stand and builds no tree: a page of evidence may hold a hundred
/// thousand cells.
struct PageMarks {
  private struct Head {
    let column: [UInt8]?
    let unit: String?
  }

  private struct TableFrame {
    let resource: [UInt8]?
    var heads: [Head] = []
    var row: [UInt8]?
    var cell = -1
    var isHead = false
  }

  private struct Capture {
    let name: [UInt8]
    var depth: Int
    var figure: MarkedFigure
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var language = PageLanguage("en")
  private var tables: [TableFrame] = []
  private var captures: [Capture] = []
  private var figures: (MarkedFigure) -> Void

  /// Calls `body` for each figure, in the order in which their elements end.
  static func forEach(in page: [UInt8], _ body: (MarkedFigure) -> Void) {
    withoutActuallyEscaping(body) { body in
      page.withUnsafeBufferPointer { bytes in
        var marks = PageMarks(bytes: bytes, figures: body)
        marks.run()
      }
    }
  }

  private init(bytes: UnsafeBufferPointer<UInt8>, figures: @escaping (MarkedFigure) -> Void) {
    self.bytes = bytes
    self.figures = figures
  }

  private mutating func run() {
    var at = 0
    while at < bytes.count {
      guard bytes[at] == UInt8(ascii: "<") else {
        let start = at
        while at < bytes.count, bytes[at] != UInt8(ascii: "<") { at += 1 }
        if !captures.isEmpty {
          let text = Entities.resolved(bytes[start..<at])
          for index in captures.indices { captures[index].figure.text += text }
        }
        continue
      }
      if starts(with: "<!--", at: at) {
        at = end(of: "-->", from: at + 4)
        continue
      }
      let isEnd = at + 1 < bytes.count && bytes[at + 1] == UInt8(ascii: "/")
      let start = at + (isEnd ? 2 : 1)
      at = start
      while at < bytes.count, Self.isName(bytes[at]) { at += 1 }
      let name = start..<at
      let attributes = at
      var quote: UInt8?
      while at < bytes.count, quote != nil || bytes[at] != UInt8(ascii: ">") {
        if let open = quote {
          if bytes[at] == open { quote = nil }
        } else if bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'") {
          quote = bytes[at]
        }
        at += 1
      }
      if isEnd {
        close(name)
      } else {
        open(name, attributes..<at)
      }
      at += 1
      if !isEnd, isName(name, "style") {
        at = end(of: "</style>", from: at)
      } else if !isEnd, isName(name, "script") {
        at = end(of: "</script>", from: at)
      }
    }
  }

  private mutating func open(_ name: Range<Int>, _ attributes: Range<Int>) {
    for index in captures.indices where bytes[name].elementsEqual(captures[index].name) {
      captures[index].depth += 1
    }
    let tag = TagReader(bytes, attributes)
    var compact: (key: MarkedFigure.Key?, unit: String?)?
    switch name.count {
    case 4 where isName(name, "html"):
      if let tag = tag.language.map(tag.text) { language = PageLanguage(tag) }
    case 5 where isName(name, "table"):
      tables.append(TableFrame(resource: tag.resource.map(tag.bytes)))
    case 5 where isName(name, "thead"): change { $0.isHead = true }
    case 2 where isName(name, "tr"):
      let row = tag.row.map(tag.bytes)
      change {
        $0.row = row
        $0.cell = -1
      }
    case 2 where isName(name, "td") || isName(name, "th"):
      let column = tag.column.map(tag.bytes)
      let unit = tag.unit.map(tag.text)
      change {
        $0.cell += 1
        if $0.isHead { $0.heads.append(Head(column: column, unit: unit)) }
      }
      compact = tag.value == nil ? nil : place(column, unit)
    default: break
    }
    guard let value = tag.value else {
      if tag.key != nil { report(name) }
      return
    }
    var figure = MarkedFigure(
      key: compact?.key, value: tag.bytes(value),
      unit: tag.unit.map(tag.text) ?? compact?.unit ?? "", sign: tag.sign.map(tag.text) ?? "",
      machineValue: isName(name, "data") ? tag.ownValue.map(tag.bytes) : nil,
      language: language)
    if let key = tag.key {
      figure.key = MarkedFigure.Key(tag.bytes(key))
      figure.badKey = figure.key == nil ? tag.text(key) : nil
    }
    captures.append(Capture(name: Array(bytes[name]), depth: 1, figure: figure))
  }

  /// A mark with a place but no value is one that no cell can equal.
  private mutating func report(_ name: Range<Int>) {
    captures.append(
      Capture(
        name: Array(bytes[name]), depth: 1,
        figure: MarkedFigure(
          value: Array("without data-value".utf8), unit: "", sign: "", machineValue: nil))
    )
  }

  private mutating func close(_ name: Range<Int>) {
    if isName(name, "table") { _ = tables.popLast() }
    if isName(name, "thead") { change { $0.isHead = false } }
    for index in captures.indices where bytes[name].elementsEqual(captures[index].name) {
      captures[index].depth -= 1
    }
    while let last = captures.last, last.depth == 0 {
      figures(last.figure)
      captures.removeLast()
    }
  }

  private mutating func change(_ edit: (inout TableFrame) -> Void) {
    if !tables.isEmpty { edit(&tables[tables.count - 1]) }
  }

  /// What a cell without a place of its own has from its table, row and column.
  private func place(
    _ column: [UInt8]?, _ unit: String?
  ) -> (key: MarkedFigure.Key?, unit: String?) {
    guard let table = tables.last, let resource = table.resource, let row = table.row else {
      return (nil, unit)
    }
    let head =
      column.flatMap { name in table.heads.first { $0.column == name } }
      ?? (table.heads.indices.contains(table.cell) ? table.heads[table.cell] : nil)
    guard let name = column ?? head?.column else { return (nil, unit) }
    return (MarkedFigure.Key(resource: resource, row: row, column: name), unit ?? head?.unit)
  }

  private func isName(_ name: Range<Int>, _ text: StaticString) -> Bool {
    name.count == text.utf8CodeUnitCount && starts(with: text, at: name.lowerBound)
  }

  private func starts(with text: StaticString, at place: Int) -> Bool {
    guard place + text.utf8CodeUnitCount <= bytes.count else { return false }
    return text.withUTF8Buffer { text in
      text.indices.allSatisfy { bytes[place + $0] == text[$0] }
    }
  }

  private func end(of text: StaticString, from place: Int) -> Int {
    var at = place
    while at < bytes.count, !starts(with: text, at: at) { at += 1 }
    return min(bytes.count, at + text.utf8CodeUnitCount)
  }

  private static func isName(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "!")
  }
}
