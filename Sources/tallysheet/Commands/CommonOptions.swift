import ArgumentParser
import Logging

/// What every command takes that works in a workspace.
struct CommonOptions: ParsableArguments {
  @Option(help: "The folder that holds tallysheet.yml.")
  var workspace = "."

  @OptionGroup var messages: MessageOptions

  var quiet: Bool { messages.quiet }
  var logger: Logger { messages.logger }
}

/// How much a command says.
struct MessageOptions: ParsableArguments {
  @Flag(help: "Print results and errors only, no progress.")
  var quiet = false

  @Option(help: "Messages on standard error: trace, debug, info, notice, warning or error.")
  var logLevel = LogLevel.notice

  @Option(help: "Messages as text, or as a JSON object on each line: text or json.")
  var logFormat = MessageFormat.text

  var logger: Logger { Logger(logLevel, quiet: quiet) }
}

/// A command with messages to be written as its options say.
protocol Messaging {
  var messages: MessageOptions { get }
}

/// A command that works in a workspace.
protocol WorkspaceCommand: AsyncParsableCommand, Messaging {
  var common: CommonOptions { get }
}

extension WorkspaceCommand {
  var messages: MessageOptions { common.messages }
}

extension Logger {
  /// Writes to standard error, errors only when the operator wants quiet.
  init(_ level: LogLevel, quiet: Bool) {
    let format = Terminal.format
    self.init(label: "tallysheet") { label in
      switch format {
      case .text: StreamLogHandler.standardError(label: label)
      case .json: JSONLogHandler()
      }
    }
    logLevel = quiet ? max(level.level, .error) : level.level
  }
}

/// The levels of the log, the chattiest first.
enum LogLevel: String, ExpressibleByArgument, CaseIterable {
  case trace, debug, info, notice, warning, error

  var level: Logger.Level {
    switch self {
    case .trace: .trace
    case .debug: .debug
    case .info: .info
    case .notice: .notice
    case .warning: .warning
    case .error: .error
    }
  }
}
