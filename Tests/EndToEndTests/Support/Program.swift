import Foundation
import Testing

/// The built program, run as an operator runs it.
enum Program {
  struct Run: Sendable {
    let status: Int32
    let output: String
    let errors: String
  }

  /// The program that `make test` names, which is the one that operators get; else the one that was
  /// built beside the tests.
  static let file =
    ProcessInfo.processInfo.environment["TALLYSHEET_PROGRAM"].map { URL(filePath: $0) }
    ?? URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    .appending(path: "tallysheet")

  static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Runs the program to its end.
  ///
  /// Its environment holds `PATH`, `HOME` and what is given, nothing else of ours. `prefix` is a
  /// command that starts it, such as `taskset -c 0`.
  static func run(
    _ arguments: [String], in folder: URL? = nil, environment: [String: String] = [:],
    prefix: [String] = []
  ) async throws -> Run {
    let process = try start(arguments, in: folder, environment: environment, prefix: prefix)
    return await process.wait()
  }

  /// Runs a command of the system to its end, to look at our files with other eyes than ours.
  static func system(_ command: [String], in folder: URL? = nil) async throws -> Run {
    try await start(
      URL(filePath: "/usr/bin/env"), command, in: folder, environment: [:]
    ).wait()
  }

  /// Runs a script of the folder `Independent`.
  static func independent(_ script: String, _ arguments: [String]) async throws -> Run {
    let folder = repository.appending(path: "Tests/EndToEndTests/Independent")
    return try await system(["python3", folder.appending(path: script).path] + arguments)
  }

  static func start(
    _ arguments: [String], in folder: URL? = nil, environment: [String: String] = [:],
    prefix: [String] = []
  ) throws -> Running {
    guard prefix.isEmpty else {
      return try start(
        URL(filePath: "/usr/bin/env"), prefix + [file.path] + arguments, in: folder,
        environment: environment)
    }
    return try start(file, arguments, in: folder, environment: environment)
  }

  private static func start(
    _ executable: URL, _ arguments: [String], in folder: URL?, environment: [String: String]
  ) throws -> Running {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = folder }
    var variables = ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/nonexistent"]
    variables.merge(environment) { $1 }
    process.environment = variables
    // Files, not pipes: a full pipe would stop the program.
    let files = try TemporaryFolder()
    for name in ["output", "errors"] {
      try Data().write(to: files.url.appending(path: name))
    }
    process.standardOutput = try FileHandle(forWritingTo: files.url.appending(path: "output"))
    process.standardError = try FileHandle(forWritingTo: files.url.appending(path: "errors"))
    process.standardInput = FileHandle.nullDevice
    // Told, not asked for: `waitUntilExit` turns a run loop without rest, and a dozen of them leave
    // no processor to the programs that they wait for.
    let (end, ended) = AsyncStream<Never>.makeStream()
    process.terminationHandler = { _ in ended.finish() }
    try process.run()
    return Running(process: process, files: files, end: end)
  }

  /// A program under way.
  struct Running {
    let process: Process
    let files: TemporaryFolder
    fileprivate let end: AsyncStream<Never>

    /// Kills the program, as `kill -9` does, as soon as its messages say so.
    ///
    /// A thread of its own watches, because other tests may keep Swift's own threads busy.
    func killed(when isTime: @escaping @Sendable (String) -> Bool) async -> Run {
      let process = self.process
      let errors = files.url.appending(path: "errors")
      Thread.detachNewThread {
        while process.isRunning {
          let text = (try? String(contentsOf: errors, encoding: .utf8)) ?? ""
          if isTime(text) { kill(process.processIdentifier, SIGKILL) }
          Thread.sleep(forTimeInterval: 0.02)
        }
      }
      return await wait()
    }

    func wait() async -> Run {
      for await _ in end {}
      func text(_ name: String) -> String {
        (try? String(contentsOf: files.url.appending(path: name), encoding: .utf8)) ?? ""
      }
      let status =
        process.terminationReason == .exit
        ? process.terminationStatus : -process.terminationStatus
      return Run(status: status, output: text("output"), errors: text("errors"))
    }
  }
}

/// A folder of its own, removed when the value goes away.
final class TemporaryFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "tallysheet-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }
}
