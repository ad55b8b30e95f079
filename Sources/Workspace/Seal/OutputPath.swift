/// The rule for the names of published files: they work on every host and in every tool.
package enum OutputPath {
  /// Whether a path is relative and made of `a-z 0-9 . _ -` and single slashes, without a part
  /// that is `.` or `..` or that Windows reserves.
  package static func isSafe(_ path: String) -> Bool {
    // The one name in capitals: readers look for it first.
    if path == "VERIFY.txt" { return true }
    if path.hasSuffix("/VERIFY.txt") { return isSafe(String(path.dropLast(11))) }
    guard path.utf8.count <= 200 else { return false }
    return path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty && part != "." && part != ".." && part.utf8.allSatisfy(isAllowed)
        && !reserved.contains(String(part.prefix { $0 != "." }))
    }
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x7A, 0x30...0x39, 0x2E, 0x5F, 0x2D: true
    default: false
    }
  }

  private static let reserved: Set<String> = Set(
    ["con", "prn", "aux", "nul"] + (1...9).flatMap { ["com\($0)", "lpt\($0)"] })
}
