/// What the operator decided about columns of the source that no figure is made of.
///
/// One that nobody decided about stops the run: what is in it may be anything.
package struct ColumnPolicy: Sendable, Hashable {
  /// What pages call them, by the source's names.
  package let published: [String: String]
  /// Names of what is neither read nor kept.
  package let withheld: Set<String>

  package init(published: [String: String] = [:], withheld: Set<String> = []) {
    self.published = published
    self.withheld = withheld
  }

  package var isEmpty: Bool { published.isEmpty && withheld.isEmpty }

  package func decides(about name: String) -> Bool {
    withheld.contains(name) || published[name] != nil
  }
}
