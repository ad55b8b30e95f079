package import Figures
import Glibc

/// Why a file could not be read or written.
package enum DiskError: Error, Hashable {
  case missing(String)
  case unreadable(String, code: Int32)
  case tooLarge(String, limit: Int)
  case notText(String)
  case cannotCreate(String, code: Int32)
  case failed(String, code: Int32)

  /// A failed creation; a full disk is told apart from a folder that may not be written.
  static func creating(_ path: String, _ code: Int32) -> DiskError {
    isDiskFault(code) ? .failed(path, code: code) : .cannotCreate(path, code: code)
  }

  private static func isDiskFault(_ code: Int32) -> Bool {
    code == ENOSPC || code == EDQUOT || code == EIO
  }
}

extension DiskError: Explained {
  package var explanation: Explanation {
    switch self {
    case .missing(let path):
      Explanation(.missingInput, what: "there is no file '\(path)'", place: path)
    case .unreadable(let path, let code):
      Explanation(
        .inputOutput, what: "'\(path)' cannot be read: \(Self.text(code))", place: path,
        remedy: "let the account that runs tallysheet read it")
    case .tooLarge(let path, let limit):
      Explanation(
        .badData, what: "'\(path)' has more than \(limit) bytes", place: path,
        remedy: "check that it is the file that was meant")
    case .notText(let path):
      Explanation(
        .badData, what: "'\(path)' is not UTF-8 text", place: path,
        remedy: "save it again with the encoding UTF-8")
    case .cannotCreate(let path, let code):
      Explanation(
        .cannotCreate, what: "'\(path)' cannot be created: \(Self.text(code))", place: path,
        remedy: "let the account that runs tallysheet write to its folder")
    case .failed(let path, let code):
      Explanation(
        .inputOutput, what: "'\(path)' cannot be written: \(Self.text(code))", place: path,
        remedy: code == ENOSPC || code == EDQUOT
          ? "make room on the disk and run the command again; nothing half-written was kept"
          : "check the disk and run the command again")
    }
  }

  private static func text(_ code: Int32) -> String { String(cString: strerror(code)) }
}
