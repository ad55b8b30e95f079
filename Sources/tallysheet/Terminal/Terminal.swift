import Figures
import Foundation
import Glibc

/// Standard output for results, standard error for progress and errors.
enum Terminal {
  /// How messages are written by all that the command does: its `--log-format`.
  @TaskLocal static var format = MessageFormat.text

  /// Prints a result line.
  static func result(_ text: String) {
    FileHandle.standardOutput.write(Data((text + "\n").utf8))
  }

  /// Prints a line that is no result.
  static func message(_ text: String) {
    switch format {
    case .text: errorPart(text + "\n")
    case .json: errorPart(MessageLine(text, level: .notice).text)
    }
  }

  /// Prints what failed, and what to do.
  static func failure(
    _ what: String, stage: String?, place: String?, remedy: String?, status: Int32?
  ) {
    switch format {
    case .text:
      errorPart(Failure.text(what, stage: stage, place: place, remedy: remedy) + "\n")
    case .json:
      var line = MessageLine(what, level: .error)
      (line.stage, line.place, line.remedy, line.status) = (stage, place, remedy, status)
      errorPart(line.text)
    }
  }

  static func errorPart(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }

  /// Whether a line can be drawn again, as a bar is.
  static var errorIsTerminal: Bool {
    isatty(2) == 1 && getenv("TERM").map { String(cString: $0) } != "dumb"
  }

  /// Whether results may be coloured: on a terminal, unless NO_COLOR is set.
  static var hasColour: Bool {
    isatty(1) == 1 && (getenv("NO_COLOR").map { String(cString: $0) } ?? "").isEmpty
  }
}
