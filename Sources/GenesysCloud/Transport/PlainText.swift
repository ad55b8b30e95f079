/// Texts from a server, made fit for a message.
package enum PlainText {
  /// One line without control characters, cut to `limit` characters.
  package static func line(_ text: String, limit: Int = 240) -> String {
    var clean = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: clean.append(" ")
      default: clean.append(scalar)
      }
    }
    let line = String(clean).split(separator: " ").joined(separator: " ")
    return line.count > limit ? line.prefix(limit) + "…" : line
  }
}
