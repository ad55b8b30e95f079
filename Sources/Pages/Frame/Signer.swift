/// Who signs the list of a period's files; pages print it so that a reader can compare it with what
/// came by another road.
package struct Signer: Sendable, Hashable {
  package let identity: String
  /// `SHA256:…`, as `ssh-keygen -l` prints it.
  package let fingerprint: String

  package init(identity: String, fingerprint: String) {
    self.identity = identity
    self.fingerprint = fingerprint
  }
}
