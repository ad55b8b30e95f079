import ArgumentParser
import DemoTenant
import Figures
import Foundation
import Logging
import Workspace

/// `demo`: the main job on the demo organization, with nothing to configure.
struct Demo: AsyncParsableCommand, Messaging {
  static let configuration = CommandConfiguration(
    abstract: "Serve, fetch and build the demo organization: real calls of 1999.",
    discussion: """
      Writes the demo workspace where there is none, serves the recorded organization on a free \
      loopback port, fetches seven months over HTTP, builds the sites of both partners and prints \
      what to open.

      Example: tallysheet demo
      """)

  @Option(help: "The folder of the demo workspace.")
  var workspace = "Site"

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var messages: MessageOptions

  private static let months = [
    "1999-01", "1999-02", "1999-03", "1999-04", "1999-05", "1999-07", "1999-10",
  ]

  /// The month that is fetched twice: late data came in between.
  private static let restated = "1999-10"

  /// Sunday 31 October 1999, 22:00 in Jerusalem: later calls of the month come with the second fetch.
  private static let lastEvening = 941_400_000_000

  func run() async throws {
    let folder = workspace
    let messages = messages
    let result = try await Interrupt.stoppable { try await Self.run(in: folder, messages) }
    if json { return try JSONReport.print(result) }
    if !messages.quiet { Terminal.result("Open in a browser:") }
    Terminal.result((messages.quiet ? "" : "  ") + result.page)
  }

  /// What there is to look at, and what it took.
  private struct Result: Encodable {
    let page: String
    let requests, files: Int
  }

  private static func run(in folder: String, _ messages: MessageOptions) async throws -> Result {
    let quiet = messages.quiet
    func say(_ text: String) { if !quiet { Terminal.message(text) } }

    if try DemoSite.write(to: folder) { say("Wrote the demo workspace to \(folder)") }
    let tenant = try serve(TenantOptions())
    defer { tenant.stop() }
    say("Serving the organization of 1999 at \(tenant.baseURL)")

    let workspace = try DemoSite.workspace(at: folder, servedAt: tenant.baseURL)
    try await DemoSite.makeKey(of: workspace)
    var months = months
    var requests = 0
    func fetch(_ months: [String], from workspace: WorkspaceFolder) async throws {
      let stage = FetchStage(
        workspace: workspace, now: { Instant.now }, logger: messages.logger, quiet: quiet,
        allowsOverPrivileged: false)
      let periods = try months.map { text throws(PeriodError) in try Period(text) }
      let results = try await stage.run(try stage.jobs(periods: periods, partners: [])).results
      requests += results.map(\.requests).reduce(0, +)
    }
    let build = try await BuildStage(workspace: workspace, output: nil, quiet: quiet)
    var files: [String: Int] = [:]
    func run(_ months: [String]) async throws {
      let periods = try months.map { text throws(PeriodError) in try Period(text) }
      for result in try await build.run(periods: periods, partners: []) {
        files[result.folder] = result.files
      }
    }
    if try !workspace.hasCaptures(of: restated) {
      // The last month is fetched and sealed while its last evening is not processed yet.
      let early = try serve(TenantOptions(processedUntil: lastEvening))
      defer { early.stop() }
      try await fetch([restated], from: workspace.asking(early.baseURL))
      months.removeAll { $0 == restated }
      try await fetch(months, from: workspace)
      try await run([])
      months = [restated]
    }
    try await fetch(months, from: workspace)
    say("Fetched \(Self.months.count) months of two partners in \(requests) requests")

    try await run(months)
    let count = files.values.reduce(0, +)
    say("Built and verified \(count) files")
    return Result(
      page: URL(filePath: build.output).appending(path: "index.html").standardizedFileURL.path,
      requests: requests, files: count)
  }

  private static func serve(_ options: TenantOptions) throws -> DemoTenant {
    do { return try DemoTenant.start(options) } catch { throw TenantFailure(error: error) }
  }
}

extension WorkspaceFolder {
  /// Whether any partner has a complete capture of a period.
  fileprivate func hasCaptures(of period: String) throws -> Bool {
    try configuration.partners.contains { settings in
      try existingArchive(of: settings.partner.id)?.latestComplete(period: period) != nil
    }
  }
}
