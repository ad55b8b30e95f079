import Foundation
import Glibc

/// Standard output for results, standard error for progress and errors.
enum Terminal {
  /// Prints a result line.
  static func result(_ text: String) {
    FileHandle.standardOutput.write(Data((text + "\n").utf8))
  }

  /// Prints a line that is no result.
  static func error(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  static func errorPart(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }

  static var errorIsTerminal: Bool { isatty(2) == 1 }

  /// Whether results may be coloured: on a terminal, unless NO_COLOR is set.
  static var hasColour: Bool {
    isatty(1) == 1 && (getenv("NO_COLOR").map { String(cString: $0) } ?? "").isEmpty
  }
}
