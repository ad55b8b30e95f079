import ArgumentParser
import Figures
import Foundation
import Preview

/// `serve`: the sites as they will be, while somebody writes.
struct Serve: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the sites on loopback, and build them again when a source changes.",
    discussion: """
      Builds into a folder of its own: 'public' stays as it is. Commentary, contracts, templates and \
      configuration are watched; a window loads its page again by itself. With DIR, a finished folder \
      is shown as it is.

      Example: tallysheet serve --port 8090
      """)

  @Argument(help: ArgumentHelp("A finished folder to show instead.", valueName: "dir"))
  var finished: String?

  @Option(help: "The port; 0 takes a free one.")
  var port: UInt16 = 8090

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let folder = common.workspace
    if let finished {
      guard FileManager.default.fileExists(atPath: finished + "/index.html") else {
        throw NoSuchSite(folder: finished)
      }
      let shown = Shown(root: finished)
      let server = try start { shown.answer($0) }
      Self.say(server, quiet: common.quiet)
      await Interrupt.wait()
      return server.stop()
    }
    let output = FileManager.default.temporaryDirectory
      .appending(path: "tallysheet-preview-\(ProcessInfo.processInfo.processIdentifier)").path
    defer { try? FileManager.default.removeItem(atPath: output) }
    let quiet = common.quiet
    let stage = PreviewStage(folder: folder, output: output)
    let server = try start(stage.answer)
    defer { server.stop() }
    do {
      try await Interrupt.stoppable { try await stage.run { Self.say(server, quiet: quiet) } }
    } catch is CancellationError {
      // Ctrl-C is how it ends.
    }
  }

  private static func say(_ server: PreviewServer, quiet: Bool) {
    Terminal.result(server.address)
    if !quiet { Terminal.message("Open it in a browser. Ctrl-C stops it.") }
  }

  private func start(
    _ answer: @escaping @Sendable (PreviewRequest) -> PreviewAnswer
  ) throws -> PreviewServer {
    do { return try PreviewServer(port: port, answer: answer) } catch {
      throw NoPreview(error: error)
    }
  }
}

/// The preview's server did not start.
struct NoPreview: Explained {
  let error: PreviewError

  var explanation: Explanation {
    Explanation(
      .unavailable,
      what: error.isTaken
        ? "the port \(error.port) is taken" : "the preview cannot listen on port \(error.port)",
      remedy: "give another port, or --port 0 for any free one")
  }
}

/// There is nothing to show.
struct NoSuchSite: Explained {
  let folder: String

  var explanation: Explanation {
    Explanation(
      .missingInput, what: "the folder holds no index.html", place: folder,
      remedy: "name a finished folder, such as public, or leave it out to build one")
  }
}
