/// What a reader gets of HTML, SVG or XML: texts across inline elements, and attributes.
///
/// It reads what browsers would, well-formed or not, and never fails.
struct MarkupText {
  private let source: UnsafeBufferPointer<UInt8>
  private var place = 0
  private var decoded: DecodedText

  /// The texts and attributes of a document, references resolved.
  static func decode(_ source: UnsafeBufferPointer<UInt8>) -> DecodedText {
    var reader = MarkupText(source)
    reader.run()
    return reader.decoded
  }

  private init(_ source: UnsafeBufferPointer<UInt8>) {
    self.source = source
    decoded = DecodedText(capacity: source.count / 3)
  }

  private mutating func run() {
    while place < source.count {
      let byte = source[place]
      if byte == UInt8(ascii: "<") {
        tag()
      } else {
        add(byte, .text)
      }
    }
    decoded.close()
    flush()
  }

  /// Adds the character that begins here, and goes on behind it.
  @inline(__always) private mutating func add(_ byte: UInt8, _ form: DecodedText.Form) {
    if byte >= 0x80 {
      place += decoded.addScalar(at: place, of: source, form)
    } else if byte == UInt8(ascii: "&") {
      reference(form)
    } else {
      decoded.add(byte, from: place, form)
      place += 1
    }
  }

  private mutating func reference(_ form: DecodedText.Form) {
    guard let (scalar, length) = CharacterReference.read(source, at: place) else {
      decoded.add(UInt8(ascii: "&"), from: place, form)
      place += 1
      return
    }
    decoded.add(scalar: scalar, from: place, form)
    place += length
  }

  private mutating func tag() {
    let start = place
    place += 1
    guard place < source.count else { return }
    for (start, end) in Self.enclosed where hasPrefix(start) {
      decoded.close()
      place += start.utf8CodeUnitCount
      return until(end)
    }
    let isEnd = source[place] == UInt8(ascii: "/")
    if isEnd { place += 1 }
    let name = word()
    guard !name.isEmpty || isEnd || hasPrefix("!") || hasPrefix("?") else {
      // A "<" that begins no tag is text.
      decoded.add(UInt8(ascii: "<"), from: start, .text)
      return
    }
    let isInline = MarkupNames.inline.contains(source, name)
    if !isInline { decoded.close() }
    // An attribute would end the text that an inline element stands in: those come afterwards.
    let attributes = self.attributes()
    if isInline { pending += attributes } else { addAttributes(attributes) }
    if !isInline, !pending.isEmpty { flush() }
    guard !isEnd else { return }
    if MarkupNames.style.contains(source, name) { skip() }
    if MarkupNames.script.contains(source, name) { until("</script") }
  }

  /// What stands between these is a text, whatever it looks like.
  private static let enclosed: [(StaticString, StaticString)] = [
    ("!--", "-->"), ("![CDATA[", "]]>"),
  ]

  /// Values inside tags of inline elements, until the text around them has ended.
  private var pending: [Range<Int>] = []

  private mutating func flush() {
    let values = pending
    pending = []
    addAttributes(values)
  }

  private mutating func addAttributes(_ values: [Range<Int>]) {
    guard !values.isEmpty else { return }
    let next = place
    decoded.close()
    for value in values {
      place = value.lowerBound
      while place < value.upperBound { add(source[place], .attribute) }
      decoded.close()
    }
    place = next
  }

  /// Reads to the end of the tag; the values that may hold a text.
  private mutating func attributes() -> [Range<Int>] {
    var values: [Range<Int>] = []
    while place < source.count {
      let byte = source[place]
      if byte == UInt8(ascii: ">") {
        place += 1
        return values
      }
      let name = word()
      if name.isEmpty {
        place += 1
        continue
      }
      space()
      guard place < source.count, source[place] == UInt8(ascii: "=") else { continue }
      place += 1
      space()
      let value = self.value()
      if !value.isEmpty, !MarkupNames.numeric.contains(source, name) { values.append(value) }
    }
    return values
  }

  private mutating func value() -> Range<Int> {
    guard place < source.count else { return place..<place }
    let quote = source[place]
    let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
    if isQuoted { place += 1 }
    let start = place
    while place < source.count {
      let byte = source[place]
      if isQuoted ? byte == quote : byte <= 0x20 || byte == UInt8(ascii: ">") { break }
      place += 1
    }
    let value = start..<place
    if isQuoted, place < source.count { place += 1 }
    return value
  }

  /// A name of a tag or an attribute.
  private mutating func word() -> Range<Int> {
    let start = place
    while place < source.count {
      switch source[place] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: ":"),
        UInt8(ascii: "_"), 0x80...:
        place += 1
      default: return start..<place
      }
    }
    return start..<place
  }

  private mutating func space() {
    while place < source.count, source[place] <= 0x20 { place += 1 }
  }

  private func hasPrefix(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { text in
      place + text.count <= source.count
        && text.indices.allSatisfy { source[place + $0] | 0x20 == text[$0] | 0x20 }
    }
  }

  /// Takes everything up to a mark as one text.
  private mutating func until(_ mark: StaticString) {
    while place < source.count, !hasPrefix(mark) { add(source[place], .text) }
    decoded.close()
    place = min(place + mark.utf8CodeUnitCount, source.count)
  }

  /// A style sheet holds no texts.
  private mutating func skip() {
    while place < source.count, !hasPrefix("</") { place += 1 }
  }
}

/// Names of elements or attributes, found by their bytes.
struct MarkupNames: Sendable {
  private let names: [UInt64: [[UInt8]]]

  private init(_ names: String) {
    self.names = Dictionary(
      grouping: names.split(separator: " ").map { Array($0.utf8) }, by: Self.digest)
  }

  func contains(_ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    let name = source[range].lazy.map { $0 | 0x20 }
    return names[Self.digest(name)]?.contains { $0.elementsEqual(name) } ?? false
  }

  private static func digest(_ name: some Sequence<UInt8>) -> UInt64 {
    name.reduce(0) { $0 &* 31 &+ UInt64($1 | 0x20) }
  }

  /// Elements that do not end the text around them.
  static let inline = MarkupNames(
    "a abbr b bdi bdo big cite code data del dfn em font i ins kbd mark q s samp small span strong "
      + "sub sup time tspan u var wbr")
  /// Attributes that hold numbers, names of the page's own or lists of them, and never a text.
  static let numeric = MarkupNames(
    "aria-controls aria-current aria-describedby aria-hidden aria-labelledby charset class colspan "
      + "cx cy d data-col data-page-type data-resource data-sign data-unit data-value dx dy focusable "
      + "for headers height http-equiv lang offset points r rel role rowspan rx ry scope style "
      + "stroke-width tabindex text-anchor transform type viewbox width x x1 x2 xmlns y y1 y2")
  static let style = MarkupNames("style")
  static let script = MarkupNames("script")
}
