/// A piece of a page that is safe to put between tags.
///
/// Only literals in this program and other `HTML` go in as they are; a `String` that is
/// interpolated is escaped, so a name from outside stays a name.
package struct HTML: Sendable, Hashable, ExpressibleByStringInterpolation {
  package private(set) var text: String

  package init(stringLiteral text: String) { self.text = text }

  package init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

  /// Takes what is known to be markup: the answer of libcmark, a finished drawing.
  package init(markup: String) { text = markup }

  /// A text of outside origin: escaped, and isolated so that its direction stays its own.
  package static func outside(_ name: String) -> HTML { "<bdi>\(name)</bdi>" }

  package var isEmpty: Bool { text.isEmpty }

  package static func + (left: HTML, right: HTML) -> HTML {
    HTML(markup: left.text + right.text)
  }

  package static func += (left: inout HTML, right: HTML) { left.text += right.text }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    package init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    package mutating func appendLiteral(_ literal: String) { text += literal }
    package mutating func appendInterpolation(_ html: HTML) { text += html.text }
    package mutating func appendInterpolation(_ plain: String) { text += Escape.text(plain) }
    package mutating func appendInterpolation(_ number: Int) { text += String(number) }
    package mutating func appendInterpolation(attribute: String) {
      text += Escape.attribute(attribute)
    }
    package mutating func appendInterpolation(url: String) { text += Escape.url(url) }
  }
}

extension Sequence where Element == HTML {
  /// The pieces one after another.
  func joined(separator: HTML = "") -> HTML {
    var result: HTML = ""
    for (index, piece) in enumerated() {
      if index > 0 { result += separator }
      result += piece
    }
    return result
  }
}
