import ArgumentParser
import Figures

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
    lines += section("EXIT STATUS", ExitStatus.allCases.map { ("\($0.rawValue)", $0.words) })
    lines += section("FILES", files) + section("ENVIRONMENT", environment)
    return lines.joined(separator: "\n")
  }

  /// Terms with what they mean.
  private static func section(
    _ title: String, _ terms: [(name: String, words: String)]
  ) -> [String] {
    [".SH " + title] + terms.flatMap { [".TP", ".B " + plain($0.name), plain($0.words)] }
  }

  /// Below the workspace.
  private static let files = [
    ("tallysheet.yml", "The configuration; 'tallysheet schema configuration' prints its schema."),
    ("contracts/", "The contracts that it names, one file each."),
    ("commentary/PARTNER/PERIOD.md", "What is said about a period, in Markdown."),
    ("theirs/PARTNER/PERIOD.csv", "What a partner counted itself, for 'compare'."),
    ("archive/PARTNER.sqlite", "Every answer of the service; sites are built from it alone."),
    ("keys/", "What sites are signed and ids are masked with; only the owner may read it."),
    ("public/PARTNER/", "The finished site."),
    ("runs/", "The reports of 'run', and its metrics."),
  ]

  private static let environment = [
    ("NO_COLOR", "When it is not empty, nothing is coloured."),
    ("TERM", "'dumb' takes the progress bars away."),
    ("Others", "Credentials, where the configuration names a variable for one."),
  ]

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

extension ExitStatus {
  /// What a script is told by it.
  fileprivate var words: String {
    switch self {
    case .done: "Done."
    case .finding: "A check found something."
    case .usage: "The command line is wrong."
    case .badData: "Bad data from the service, or in a file that was read."
    case .missingInput:
      "Something that is needed is not there, such as a period that was not fetched."
    case .unavailable: "The service is not available; the next run goes on."
    case .internalFault: "A fault of the program itself."
    case .cannotCreate: "A file or folder cannot be made."
    case .inputOutput: "Reading or writing failed."
    case .tryAgainLater: "The quota is used up; what was fetched is kept, and the next run goes on."
    case .permission: "The client may see too much or too little, or a host was refused."
    case .configuration: "The configuration, a contract or a key is wrong."
    }
  }
}
