import ArgumentParser
import DemoTenant
import Figures

/// `demo-tenant`: the demo organization as a server.
struct DemoTenantCommand: AsyncParsableCommand, Messaging {
  static let configuration = CommandConfiguration(
    commandName: "demo-tenant",
    abstract: "Serve the demo organization on loopback until Ctrl-C, for trying out and for tests.",
    discussion: """
      Login and API answer on one port; the client id is 'demo' and so is the secret.

      Example: tallysheet demo-tenant --port 8085
      """)

  @Option(help: "The port; 0 takes a free one.")
  var port: UInt16 = 8085

  @Option(help: "The recording to serve.")
  var recording = "anonymous-bank-1999"

  @Option(
    help: ArgumentHelp(
      "Misbehave on purpose, for example 429@3,cut@5+10: the kind, the request, then every so many.",
      valueName: "spec"))
  var faults: String?

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var messages: MessageOptions

  func run() async throws {
    let options = TenantOptions(port: port, recording: recording, faults: faults)
    let tenant: DemoTenant
    do { tenant = try DemoTenant.start(options) } catch { throw TenantFailure(error: error) }
    if json {
      try JSONReport.print(["address": tenant.baseURL, "recording": recording])
    } else {
      Terminal.result(tenant.baseURL)
    }
    if !messages.quiet {
      Terminal.message("Serving \(recording). Client id demo, secret demo. Ctrl-C stops it.")
    }
    await Interrupt.wait()
    tenant.stop()
  }
}

/// A tenant's refusal to start, in the shape of our own errors.
struct TenantFailure: Explained {
  let error: TenantError

  var explanation: Explanation {
    let status: ExitStatus =
      switch error {
      case .unknownRecording, .badFault: .usage
      case .portInUse, .notListening: .unavailable
      case .cannotLog: .cannotCreate
      }
    return Explanation(status, what: "\(error)")
  }
}
