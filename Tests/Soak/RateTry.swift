import DemoTenant
import Foundation
import SyntheticSite

/// Fetches a month of 20 partners as fast as the rate lets it, and reads the service's own log.
struct RateTry {
  func run() throws {
    let scratch = try Scratch()
    let recording =
      "synthetic:partners=20,queues=10,agents=2,calls=60,media=voice,now=2026-12-01T00:00:00Z"
    let tenant = try DemoTenant.start(TenantOptions(recording: recording))
    defer { tenant.stop() }
    let site = try SyntheticSite(in: scratch.url, recording: recording, servedAt: tenant.baseURL)
    let arguments = ["fetch", "--workspace", site.folder.path, "--period", "2026-10"]

    let plan = try Run(arguments + ["--dry-run", "--json"], in: scratch.url)
    guard plan.status == 0, let least = Self.number("leastSeconds", in: plan.output),
      let planned = Self.number("requests", in: plan.output)
    else { throw Broken(description: "no plan: \(plan.errors)") }
    // What the first run makes up on the way is made up before the second.
    let fetch = try Run(arguments + ["--quiet"], in: scratch.url)
    guard fetch.status == 0 else { throw Broken(description: fetch.errors) }

    let times = tenant.log.filter { $0.path.hasPrefix("/api/") }.map(\.time).sorted()
    let second = Self.most(times, within: .seconds(1))
    let minute = Self.most(times, within: .seconds(60))
    print(
      """
      \(planned) requests planned, \(times.count) sent in \(Self.text(fetch.seconds)) s; \
      the rate alone dictates \(least) s: ratio \(Self.text(fetch.seconds / Double(least)))
      peak memory \(Self.text(fetch.memory)) MiB
      at most \(second) requests in a second and \(minute) in a minute
      """)
    guard second <= 10, minute <= 300 else { throw Broken(description: "too fast") }
  }

  /// The most moments that lie within a stretch of time.
  private static func most(_ times: [Duration], within length: Duration) -> Int {
    var first = 0
    var most = 0
    for (index, time) in times.enumerated() {
      while time - times[first] >= length { first += 1 }
      most = max(most, index - first + 1)
    }
    return most
  }

  private static func number(_ name: String, in json: String) -> Int? {
    guard let place = json.range(of: "\"\(name)\" : ", options: .backwards) else { return nil }
    return Int(json[place.upperBound...].prefix { $0.isNumber })
  }

  private static func text(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    return "\(hundredths / 100)." + String(String(100 + hundredths % 100).dropFirst())
  }
}
