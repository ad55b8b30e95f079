import ArgumentParser
import Figures
import Foundation
import Logging

/// How everything that is no result is written to standard error.
enum MessageFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  /// A JSON object on each line, for what collects logs.
  case json
}

/// One line of the log as JSON; keys without a value are left out.
struct MessageLine: Encodable {
  let time: String
  let level: String
  let message: String
  /// What the program was doing, such as `fetch northline 1999-10`.
  var stage: String?
  var place: String?
  var remedy: String?
  /// How the program is about to exit.
  var status: Int32?
  var progress: Extent?

  /// How far long work is.
  struct Extent: Encodable {
    let done, total: Int
    let unit: String
    let perSecond: Double
    let secondsLeft: Int
    let quotaLeft: Int?
  }

  init(_ message: String, level: LogLevel, at time: Instant = .now) {
    self.time = time.text
    self.level = level.rawValue
    self.message = message
  }

  var text: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let bytes = try? encoder.encode(self) else {
      preconditionFailure("a message holds texts and finite numbers only")
    }
    return String(decoding: bytes, as: UTF8.self) + "\n"
  }
}

/// The log as JSON lines.
struct JSONLogHandler: LogHandler {
  var logLevel = Logger.Level.notice
  var metadata: Logger.Metadata = [:]

  subscript(metadataKey key: String) -> Logger.MetadataValue? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let level = LogLevel(rawValue: event.level.rawValue) ?? .error
    Terminal.errorPart(MessageLine("\(event.message)", level: level).text)
  }
}
