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

  var logger: Logger { Logger(logLevel, quiet: quiet) }
}

extension Logger {
  /// Writes to standard error, errors only when the operator wants quiet.
  init(_ level: LogLevel, quiet: Bool) {
    self.init(label: "tallysheet", factory: { StreamLogHandler.standardError(label: $0) })
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
