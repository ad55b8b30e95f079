/// What a partner's pages say about what they leave out and let through.
package struct Disclosure: Sendable, Hashable {
  /// What the scan would stop, and the operator allows.
  package let exceptions: [LeakException]
  /// Times of fewer agents than this would be those of a person, and are left out.
  package let smallestGroup: Int
  /// Whether they were left out.
  package let hidesAgents: Bool
  /// Labels of columns that are published beside the figures, by the source's names.
  package let columns: [String: String]

  package init(
    exceptions: [LeakException] = [], smallestGroup: Int = 5, hidesAgents: Bool = false,
    columns: [String: String] = [:]
  ) {
    self.exceptions = exceptions
    self.smallestGroup = smallestGroup
    self.hidesAgents = hidesAgents
    self.columns = columns
  }
}
