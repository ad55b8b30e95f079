import ArgumentParser

/// `manual`: the manual page, made of the help texts; for `make install`.
struct Manual: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the manual page.",
    discussion: "Example: tallysheet manual > tallysheet.1", shouldDisplay: false)

  func run() { Terminal.result(Self.page) }

  static var page: String {
    var lines = [
      ".TH TALLYSHEET 1 \"\" \"tallysheet \(Tallysheet.version)\"", ".SH NAME",
      "tallysheet \\- " + plain(Tallysheet.configuration.abstract), ".SH DESCRIPTION", ".nf",
    ]
    lines += text(Tallysheet.helpMessage(columns: 78))
    lines += [".fi", ".SH COMMANDS"]
    for command in Tallysheet.configuration.subcommands
    where command.configuration.shouldDisplay {
      lines += [".SS \(plain(name(of: command)))", ".nf"]
      lines += text(Tallysheet.helpMessage(for: command, columns: 78))
      lines.append(".fi")
    }
    return lines.joined(separator: "\n")
  }

  private static func name(of command: any ParsableCommand.Type) -> String {
    command.configuration.commandName ?? command._commandName
  }

  private static func text(_ help: String) -> [String] {
    help.split(separator: "\n", omittingEmptySubsequences: false).map { plain(String($0)) }
  }

  /// Keeps the formatter from reading a line as a command and a hyphen as a dash.
  private static func plain(_ line: String) -> String {
    let escaped = line.replacing("\\", with: "\\e").replacing("-", with: "\\-")
    return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
  }
}
