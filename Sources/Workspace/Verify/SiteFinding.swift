/// Something in a sealed site that is not what it should be.
package struct SiteFinding: Sendable, Hashable, Encodable {
  package enum Kind: String, Sendable, Hashable, Encodable {
    /// The list of files itself.
    case manifest
    case missing, extra, changed
    case signature, chain
    /// The description of the tables, or a table that is not as described.
    case package, table
    /// A figure that does not follow from the rows, or a page that shows another one.
    case figure, page
    /// A file that the archive does not give again.
    case rebuild
  }

  package let kind: Kind
  /// Below the folder that was checked.
  package let file: String
  /// A line, or a figure by the place of its cell.
  package let place: String?
  package let what: String
  package let found: String?
  package let expected: String?

  package init(
    _ kind: Kind, _ file: String, at place: String? = nil, _ what: String, found: String? = nil,
    expected: String? = nil
  ) {
    self.kind = kind
    self.file = file
    self.place = place
    self.what = what
    self.found = found
    self.expected = expected
  }

  /// One line: where, what, and both values.
  package var text: String {
    var text = file + (place.map { " (\($0))" } ?? "") + ": " + what
    if let found { text += "; it is \(Self.shown(found))" }
    if let expected {
      text += (found == nil ? "; " : ", ") + "it should be \(Self.shown(expected))"
    }
    return text
  }

  private static func shown(_ value: String) -> String { value.isEmpty ? "empty" : value }
}

/// The findings of one check, as many as a reader can use.
///
/// A damaged table can contradict ten thousand cells; the first of each file are kept and all are
/// counted.
package struct SiteFindings: Sendable {
  /// How many of one file are kept.
  private static let limit = 20

  package private(set) var kept: [SiteFinding] = []
  package private(set) var count = 0
  private var byFile: [String: Int] = [:]

  package init() {}

  package var isEmpty: Bool { count == 0 }

  package mutating func add(_ finding: SiteFinding) {
    count += 1
    byFile[finding.file, default: 0] += 1
    if byFile[finding.file, default: 0] <= Self.limit { kept.append(finding) }
  }
}
