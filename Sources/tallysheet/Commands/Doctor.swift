import ArgumentParser
import Figures
import Workspace

/// `doctor`: whether next month's run will go well.
struct Doctor: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check configuration, credentials, queues, clock, archive, key and targets.",
    discussion: """
      Each line is ok, a warning or a failure, with what to do. Exits with 1 on a failure. Nothing is \
      written, neither here nor there.

      Example: tallysheet doctor --probe
      """)

  @Flag(help: "Also find the finest intervals that are answered, by at most ten requests.")
  var probe = false

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let stage = DoctorStage(
      folder: common.workspace, now: { Instant.now }, logger: common.logger, probes: probe)
    let found = try await Interrupt.stoppable { try await stage.run() }
    if json { try JSONReport.print(found) } else { DoctorReport.print(found, quiet: common.quiet) }
    if found.contains(where: { $0.state == .failure }) {
      throw ExitCode(ExitStatus.finding.rawValue)
    }
  }
}

/// The table for people.
enum DoctorReport {
  /// Prints every line; with `quiet` those that ask for something alone.
  static func print(_ found: [DoctorLine], quiet: Bool) {
    let width = found.map(\.check.count).max() ?? 0
    for line in found where !quiet || line.state != .ok {
      let name = line.check + String(repeating: " ", count: width - line.check.count)
      let indent = String(repeating: " ", count: width + 11)
      Terminal.result("\(mark(line.state))  \(name)  \(line.what)")
      if let place = line.place { Terminal.result("\(indent)where: \(place)") }
      if let remedy = line.remedy { Terminal.result("\(indent)do:    \(remedy)") }
    }
    let counts = DoctorLine.State.allCases.map { state in
      let count = found.count { $0.state == state }
      return "\(count) \(state.rawValue)" + (state == .ok || count == 1 ? "" : "s")
    }
    Terminal.result(counts.joined(separator: ", "))
  }

  private static func mark(_ state: DoctorLine.State) -> String {
    let word = state.rawValue + String(repeating: " ", count: 7 - state.rawValue.count)
    let colour =
      switch state {
      case .ok: 32
      case .warning: 33
      case .failure: 31
      }
    return Terminal.hasColour ? "\u{1B}[\(colour)m\(word)\u{1B}[0m" : word
  }
}
