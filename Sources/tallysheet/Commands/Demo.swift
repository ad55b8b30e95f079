import ArgumentParser
import DemoTenant
import Figures
import Foundation
import Logging
import Workspace

/// `demo`: the main job on the demo organization, with nothing to configure.
struct Demo: AsyncParsableCommand {
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

  @Flag(help: "Print the page to open and errors only.")
  var quiet = false

  private static let months = [
    "1999-01", "1999-02", "1999-03", "1999-04", "1999-05", "1999-07", "1999-10",
  ]

  func run() async throws {
    let folder = workspace
    let quiet = quiet
    let page = try await Interrupt.stoppable { try await Self.run(in: folder, quiet: quiet) }
    if !quiet { Terminal.result("Open in a browser:") }
    Terminal.result((quiet ? "" : "  ") + page)
  }

  private static func run(in folder: String, quiet: Bool) async throws -> String {
    func say(_ text: String) { if !quiet { Terminal.error(text) } }

    if try DemoSite.write(to: folder) { say("Wrote the demo workspace to \(folder)") }
    let tenant: DemoTenant
    do { tenant = try DemoTenant.start(TenantOptions()) } catch {
      throw TenantFailure(error: error)
    }
    defer { tenant.stop() }
    say("Serving the organization of 1999 at \(tenant.baseURL)")

    let workspace = try DemoSite.workspace(at: folder, servedAt: tenant.baseURL)
    try await DemoSite.makeKey(of: workspace)
    let fetch = FetchStage(
      workspace: workspace, now: { Instant.now }, logger: Logger(.notice, quiet: quiet),
      quiet: quiet,
      allowsOverPrivileged: false)
    let periods = try months.map { text throws(PeriodError) in try Period(text) }
    let captures = try await fetch.run(try fetch.jobs(periods: periods, partners: [])).results
    say(
      "Fetched \(captures.count) months of two partners in \(captures.map(\.requests).reduce(0, +)) requests"
    )

    let build = try await BuildStage(workspace: workspace, output: nil, quiet: quiet)
    let results = try await build.run(periods: [], partners: [])
    var files = 0
    for result in results {
      files += try SiteCheck.files(in: result.folder)
    }
    say("Built and verified \(files) files")
    return URL(filePath: build.output).appending(path: "index.html").standardizedFileURL.path
  }
}
