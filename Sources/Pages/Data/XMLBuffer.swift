/// XML under way: elements in order, indented, every text escaped.
struct XMLBuffer {
  private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  private var depth = 0

  /// An element with a text.
  mutating func element(
    _ name: String, _ value: String, _ attributes: KeyValuePairs<String, String> = [:]
  ) {
    indent()
    text += "<\(name)\(Self.text(of: attributes))>\(Escape.text(value))</\(name)>\n"
  }

  /// An element with a text, or nothing when there is none.
  mutating func element(_ name: String, ifAny value: String?) {
    if let value { element(name, value) }
  }

  /// An element with elements inside.
  mutating func element(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:],
    _ content: (inout XMLBuffer) -> Void
  ) {
    indent()
    text += "<\(name)\(Self.text(of: attributes))>\n"
    depth += 1
    content(&self)
    depth -= 1
    indent()
    text += "</\(name)>\n"
  }

  private mutating func indent() { text += String(repeating: "  ", count: depth) }

  private static func text(of attributes: KeyValuePairs<String, String>) -> String {
    attributes.map { " \($0.key)=\"\(Escape.attribute($0.value))\"" }.joined()
  }
}
