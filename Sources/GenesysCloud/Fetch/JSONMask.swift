/// Copies a JSON text without the members that nobody named.
///
/// What is kept stands in the copy byte by byte as it came. A service may add members to its answers
/// on any day, and what is in them is not ours to keep.
struct JSONMask: Sendable {
  /// What may stand in one place of a text.
  indirect enum Rule: Sendable {
    /// A number, text or other single value.
    case value
    case number
    /// A text that another takes the place of; `nil` takes the member out.
    case text(@Sendable (String) -> String?)
    case list(Rule)
    /// Entries of which `keeps` is asked by the text of their member `name`.
    case entries(Rule, name: String, keeps: @Sendable (String) -> Bool)
    /// Members by their names; all others are left out.
    case object([String: Rule])
    /// Members by a question about each name; `nil` leaves one out.
    case members(@Sendable (String) -> Rule?)
    /// Everything below.
    case anything
  }

  /// What came of a text.
  enum Outcome: Sendable, Hashable {
    /// Nothing had to be left out.
    case whole
    case cut([UInt8])
    /// It is no JSON.
    case unreadable
  }

  private let root: Rule
  private let keepsMisfits: Bool

  /// Where `keepsMisfits`, what is named but of another kind than its rule stays as it is.
  init(_ root: Rule, keepsMisfits: Bool = false) {
    self.root = root
    self.keepsMisfits = keepsMisfits
  }

  /// The text without what no rule names.
  func masked(_ bytes: [UInt8]) -> Outcome {
    bytes.withUnsafeBufferPointer { buffer in
      var copy = JSONCopy(bytes: buffer, keepsMisfits: keepsMisfits)
      guard copy.value(root), copy.hasEnded else { return .unreadable }
      return copy.isChanged ? .cut(copy.output) : .whole
    }
  }
}
