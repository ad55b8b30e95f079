/// Finds the marked figures of a page, in the full form on any element and in the short form of
/// tables.
///
/// It reads the tags as they stand and builds no tree: a page of evidence may hold a hundred
/// thousand cells.
struct PageMarks {
  private struct TableFrame {
    let resource: String?
    var heads: [(column: String?, unit: String?)] = []
    var row: String?
    var cell = -1
    var isHead = false
  }

  private struct Capture {
    let name: [UInt8]
    var depth: Int
    var figure: MarkedFigure
  }

  private let bytes: [UInt8]
  private var language = "en"
  private var tables: [TableFrame] = []
  private var captures: [Capture] = []
  private var figures: (MarkedFigure) -> Void

  /// Calls `body` for each figure, in the order in which their elements end.
  static func forEach(in page: [UInt8], _ body: (MarkedFigure) -> Void) {
    withoutActuallyEscaping(body) { body in
      var marks = PageMarks(bytes: page, figures: body)
      marks.run()
    }
  }

  private init(bytes: [UInt8], figures: @escaping (MarkedFigure) -> Void) {
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
      let name = bytes[start..<at]
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
        open(name, TagReader(bytes: bytes, range: attributes..<at))
      }
      at += 1
      if !isEnd, name.elementsEqual("style".utf8) {
        at = end(of: "</style>", from: at)
      } else if !isEnd, name.elementsEqual("script".utf8) {
        at = end(of: "</script>", from: at)
      }
    }
  }

  private mutating func open(_ name: ArraySlice<UInt8>, _ tag: TagReader) {
    for index in captures.indices where captures[index].name.elementsEqual(name) {
      captures[index].depth += 1
    }
    var compact: (key: String?, unit: String?)?
    switch name.count {
    case 4 where name.elementsEqual("html".utf8): language = tag.text("lang") ?? language
    case 5 where name.elementsEqual("table".utf8):
      tables.append(TableFrame(resource: tag.text("data-resource")))
    case 5 where name.elementsEqual("thead".utf8): change { $0.isHead = true }
    case 2 where name.elementsEqual("tr".utf8):
      let row = tag.text("data-row")
      change {
        $0.row = row
        $0.cell = -1
      }
    case 2 where name.elementsEqual("td".utf8) || name.elementsEqual("th".utf8):
      let column = tag.text("data-col")
      let unit = tag.text("data-unit")
      change {
        $0.cell += 1
        if $0.isHead { $0.heads.append((column, unit)) }
      }
      compact = place(column, unit)
    default: break
    }
    guard let value = tag.value("data-value") else {
      if tag.value("data-key") != nil { report(tag, name) }
      return
    }
    captures.append(
      Capture(
        name: Array(name), depth: 1,
        figure: MarkedFigure(
          key: tag.text("data-key") ?? compact?.key, value: value,
          unit: tag.text("data-unit") ?? compact?.unit ?? "", sign: tag.text("data-sign") ?? "",
          machineValue: name.elementsEqual("data".utf8) ? tag.value("value") : nil,
          language: language)))
  }

  /// A mark with a place but no value is one that no cell can equal.
  private mutating func report(_ tag: TagReader, _ name: ArraySlice<UInt8>) {
    captures.append(
      Capture(
        name: Array(name), depth: 1,
        figure: MarkedFigure(
          key: nil, value: Array("without data-value".utf8), unit: "", sign: "", machineValue: nil))
    )
  }

  private mutating func close(_ name: ArraySlice<UInt8>) {
    if name.elementsEqual("table".utf8) { _ = tables.popLast() }
    if name.elementsEqual("thead".utf8) { change { $0.isHead = false } }
    for index in captures.indices where captures[index].name.elementsEqual(name) {
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
  private func place(_ column: String?, _ unit: String?) -> (key: String?, unit: String?) {
    guard let table = tables.last, let resource = table.resource, let row = table.row else {
      return (nil, unit)
    }
    let head =
      column.flatMap { name in table.heads.first { $0.column == name } }
      ?? (table.heads.indices.contains(table.cell) ? table.heads[table.cell] : nil)
    guard let name = column ?? head?.column else { return (nil, unit) }
    return ("\(resource)/\(row)/\(name)", unit ?? head?.unit)
  }

  private func starts(with text: StaticString, at place: Int) -> Bool {
    guard place + text.utf8CodeUnitCount <= bytes.count else { return false }
    return text.withUTF8Buffer { bytes[place..<place + $0.count].elementsEqual($0) }
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
