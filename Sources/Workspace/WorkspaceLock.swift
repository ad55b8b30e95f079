package import Figures
import Glibc

/// The right to change a workspace, held by one process at a time until it is dropped.
package struct WorkspaceLock: ~Copyable {
  private let descriptor: Int32

  /// Takes the lock, or throws when another process has it; it never waits.
  package init(path: String) throws {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw DiskError.creating(path, errno) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      close(descriptor)
      if code == EWOULDBLOCK { throw LockError.taken(path) }
      throw DiskError.failed(path, code: code)
    }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }
}

/// Why a workspace cannot be changed now.
package enum LockError: Error, Hashable {
  case taken(String)
}

extension LockError: Explained {
  package var explanation: Explanation {
    switch self {
    case .taken(let path):
      Explanation(
        .tryAgainLater, what: "another tallysheet is at work in this workspace", place: path,
        remedy: "wait until it has ended, then run the command again")
    }
  }
}
