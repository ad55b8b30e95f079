import DemoTenant
import Foundation
import SyntheticSite

/// Fetches from a service that answers late and refuses some requests, against what its rate alone
/// dictates.
struct PaceTry {
  func run() throws {
    for (latency, faults) in [(300, ""), (800, ""), (300, "429~5"), (800, "429~5")] {
      try run(latency: latency, faults: faults)
    }
  }

  private func run(latency: Int, faults: String) throws {
    let scratch = try Scratch()
    let recording =
      "synthetic:partners=31,queues=2,agents=2,calls=60,media=voice,now=2026-12-01T00:00:00Z"
    let tenant = try DemoTenant.start(
      TenantOptions(
        recording: recording, faults: faults.isEmpty ? nil : faults,
        latency: .milliseconds(latency)))
    defer { tenant.stop() }
    let site = try SyntheticSite(
      in: scratch.url, recording: recording, servedAt: tenant.baseURL,
      options: ["limits: {perSecond: 10, concurrency: 12}"])
    let fetch = try Run(
      ["fetch", "--workspace", site.folder.path, "--period", "2026-10-05", "--quiet"],
      in: scratch.url)
    guard fetch.status == 0 else { throw Broken(description: fetch.errors) }
    let requests = tenant.log.filter { $0.path.hasPrefix("/api/") }
    let refused = requests.count { $0.status == 429 }
    // The first leaves at once, and every further one takes its tenth of a second.
    let least = Double(requests.count - refused - 1) / 10 + Double(latency) / 1000
    print(
      """
      \(requests.count) requests, latency \(latency) ms, \(refused) refused: \
      \(Self.text(fetch.seconds)) s, the rate alone dictates \(Self.text(least)) s: \
      ratio \(Self.text(fetch.seconds / least))
      """)
  }

  private static func text(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    return "\(hundredths / 100)." + String(String(100 + hundredths % 100).dropFirst())
  }
}
