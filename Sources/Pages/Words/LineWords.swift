import Figures

/// The lines of an invoice as a page prints them.
///
/// What the contract names stays as it is written there; only the program's own words are said in the
/// language of the page. Files and structured invoices hold the English.
enum LineWords {
  static func item(_ line: InvoiceLine) -> String { item(line.item) }

  static func item(_ item: String) -> String {
    guard Voice.current != nil else { return item }
    for (prefix, say) in items where item.hasPrefix(prefix) {
      return say(String(item.dropFirst(prefix.count)))
    }
    return sayKnown(item)
  }

  /// The line of an invoice of theirs, which may end with their own name for it.
  static func item(_ item: String, theirs: String?) -> String {
    guard Voice.current != nil, let theirs else { return Self.item(item) }
    let own = String(item.dropLast(" (theirs: \(theirs))".count))
    return sayPlain("\(Self.item(own)) (theirs: \(theirs))")
  }

  private static var items: [(String, (String) -> String)] {
    [
      ("Credit: ", { sayPlain("Credit: \($0)") }), ("Bonus: ", { sayPlain("Bonus: \($0)") }),
      ("Earned back: ", { sayPlain("Earned back: \($0)") }),
    ]
  }

  static func unit(_ line: InvoiceLine) -> String {
    sayKnown(line.unit)
  }

  /// `clause 4.2, missed`, `month.csv answered`.
  static func source(_ line: InvoiceLine) -> String {
    guard Voice.current != nil else { return line.source }
    return line.source.split(separator: ", ").map { part in
      let minutes = " in minutes of six decimals"
      if part.hasPrefix("clause ") { return sayPlain("clause \(String(part.dropFirst(7)))") }
      if part.hasSuffix(minutes) {
        return sayPlain("\(String(part.dropLast(minutes.count))) in minutes of six decimals")
      }
      return sayKnown(String(part))
    }.joined(separator: ", ")
  }
}
