import DemoTenant
import Foundation
import SyntheticSite

/// Lets months pass: `run` on a clock of its own, while the service fails, the program is killed and
/// the past is corrected.
///
/// After each attempt the published site must verify. In the end every month stands there with the
/// figures of a calm service, those whose last look came after the correction with the corrected
/// ones, and the archive has no capture that changed nothing.
struct RunSoak {
  let months: Int
  let seed: Int

  /// The month after the last one that is published.
  private static let first = (year: 2024, month: 10)
  private static let hour = 3600

  func run() throws {
    let scratch = try Scratch()
    let workspace = scratch.url.appending(path: "acme")
    guard try Run(["init", "acme", "--quiet"], in: scratch.url).status == 0 else {
      throw Broken(description: "init")
    }
    let other = try DemoTenant.start(TenantOptions())
    let port = other.port
    other.stop()
    try edit(workspace.appending(path: "tallysheet.yml"), ":8085", ":\(port)")
    try edit(workspace.appending(path: "contracts/northline.yml"), "2026-01-01", "2024-01-01")
    var generator = Steps(state: UInt64(seed))
    let looks = (0..<months).flatMap { month in
      [0, 1, 4, 35].map { Self.end(of: month) + $0 * 86_400 + Self.hour }
    }.sorted()
    let flip = Self.end(of: months / 2)
    var attempts = 0
    var kills = 0
    for (index, look) in looks.enumerated() {
      var isDone = false
      for attempt in 0..<20 where !isDone {
        attempts += 1
        let now = look + attempt * Self.hour
        // The last attempts are calm: a service that never answers publishes nothing.
        let isCalm = attempt > 15 || generator.next(3) == 0
        var faults = isCalm ? [] : FaultPlan.kinds.filter { $0 != "restated" }.map { "\($0)~1" }
        if !isCalm { faults.insert("seed=\(seed * 1000 + attempts)", at: 0) }
        if look >= flip { faults.append("restated@1") }
        let kill = isCalm ? nil : generator.next(3) == 0 ? 50 + generator.next(900) : nil
        if kill != nil { kills += 1 }
        let status = try step(
          at: now, faults: faults.joined(separator: ","), port, kill: kill, in: workspace)
        try verify(workspace)
        isDone = status == 0
      }
      guard isDone else { throw Broken(description: "look \(index) never ended well") }
      if (index + 1) % 8 == 0 { print("\(index + 1) of \(looks.count) looks") }
    }
    try compare(workspace, flip: flip, port, scratch)
    print("\(months) months in \(looks.count) looks, \(attempts) attempts, \(kills) kills")
  }

  /// One start of `run`; 75 and the like are what cron would start again.
  private func step(
    at now: Int, faults: String, _ port: UInt16, kill: Int?, in workspace: URL
  ) throws -> Int32 {
    let tenant = try DemoTenant.start(
      TenantOptions(
        port: port, recording: Self.recording(now), faults: faults.isEmpty ? nil : faults,
        tellsOwnTime: true))
    defer { tenant.stop() }
    let words = ["run", "--quiet", "--now", Self.text(now)]
    let result =
      try kill.map {
        try Run(["-s", "KILL", "\($0)e-3", Run.program] + words, in: workspace, program: "timeout")
      } ?? Run(words, in: workspace)
    guard [0, 65, 69, 75, 77, -9, 137].contains(result.status) else {
      throw Broken(description: "\(Self.text(now)): exit \(result.status)\n\(result.errors)")
    }
    return result.status
  }

  /// Every published period has exactly the files of its manifest.
  private func verify(_ workspace: URL) throws {
    let site = workspace.appending(path: "published/northline")
    for name in Self.periods(in: site) {
      let check = """
        cd "$1" && sha256sum -c --strict --quiet manifest-sha256.txt && { cut -c67- manifest-sha256.txt
        find . -type f | cut -c3- | grep -vxE \
        'manifest-sha256[.]txt([.](sig|ed25519))?|allowed_signers|signing-key[.]pem'; } \
        | LC_ALL=C sort | uniq -u | (! grep .)
        """
      let result = try Run(
        ["-c", check, "sh", site.appending(path: name).path], in: workspace, program: "sh")
      guard result.status == 0 else {
        throw Broken(description: "\(name) does not verify: \(result.output)\(result.errors)")
      }
    }
  }

  /// Holds each month against one that is fetched in peace.
  private func compare(_ workspace: URL, flip: Int, _ port: UInt16, _ scratch: Scratch) throws {
    let published = workspace.appending(path: "published/northline")
    for month in 0..<months {
      let end = Self.end(of: month)
      let now = end + 36 * 86_400
      let id = Self.id(month)
      let calm = scratch.url.appending(path: "calm-\(id)")
      try FileManager.default.createDirectory(at: calm, withIntermediateDirectories: true)
      for name in ["tallysheet.yml", "contracts", "keys"] {
        try FileManager.default.copyItem(
          at: workspace.appending(path: name), to: calm.appending(path: name))
      }
      let tenant = try DemoTenant.start(
        TenantOptions(
          port: port, recording: Self.recording(now),
          faults: end + 35 * 86_400 + Self.hour >= flip ? "restated@1" : nil, tellsOwnTime: true))
      defer { tenant.stop() }
      for words in [["fetch", "--period", id, "--quiet"], ["build", "--quiet"]] {
        let result = try Run(words, in: calm)
        guard result.status == 0 else { throw Broken(description: "\(id): \(result.errors)") }
      }
      for file in ["days.csv", "month.csv", "sla.csv"] {
        let ours = try? Data(contentsOf: published.appending(path: "\(id)/data/\(file)"))
        let theirs = try Data(
          contentsOf: calm.appending(path: "public/northline/\(id)/data/\(file)"))
        guard ours == theirs else { throw Broken(description: "\(id)/data/\(file) differs") }
      }
    }
    for month in 0..<months { try checkHistory(of: month, workspace, flip: flip, scratch) }
    // By the last look, the month after the last one has ended too.
    let wanted = (0...months).map(Self.id)
    guard Self.periods(in: published) == wanted else {
      throw Broken(description: "\(Self.periods(in: published)) are published, not \(wanted)")
    }
  }

  /// Restated are the months that were corrected between two looks, and no others; each capture tells
  /// something that the one before it did not.
  private func checkHistory(
    of month: Int, _ workspace: URL, flip: Int, _ scratch: Scratch
  ) throws {
    let id = Self.id(month)
    let changes =
      (try? String(
        contentsOf: workspace.appending(path: "published/northline/\(id)/data/changes.csv"),
        encoding: .utf8)) ?? ""
    let looks = [0, 1, 4, 35].map { Self.end(of: month) + $0 * 86_400 + Self.hour }
    let isCorrected = looks.contains { $0 < flip } && looks.contains { $0 >= flip }
    guard changes.contains(",late data,") == isCorrected else {
      throw Broken(
        description:
          "\(id) was \(isCorrected ? "" : "not ")corrected, and says: \(changes.prefix(2000))")
    }
    let rows = scratch.url.appending(path: "rows-\(id)")
    let export = try Run(
      [
        "archive", "export", "--partner", "northline", "--period", id, "--format", "jsonl",
        "--output", rows.path, "--quiet",
      ], in: workspace)
    guard export.status == 0 else { throw Broken(description: "\(id): \(export.errors)") }
    struct Row: Decodable {
      let state: String
      let digest: String?
    }
    let text = try String(contentsOf: rows.appending(path: "capture.jsonl"), encoding: .utf8)
    let digests = try text.split(separator: "\n")
      .map { try JSONDecoder().decode(Row.self, from: Data($0.utf8)) }
      .filter { $0.state == "complete" }.map(\.digest)
    guard !digests.isEmpty, zip(digests, digests.dropFirst()).allSatisfy({ $0 != $1 }) else {
      throw Broken(description: "\(id): captures \(digests)")
    }
  }

  // MARK: Names

  private static func periods(in site: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: site.path)) ?? [])
      .filter { $0.count == 7 && $0.hasPrefix("20") }.sorted()
  }

  private static func id(_ month: Int) -> String {
    let index = first.year * 12 + first.month - 1 + month
    return "\(index / 12)-" + String(101 + index % 12).dropFirst()
  }

  /// The end of a month, taken in UTC an hour after it is one in Berlin.
  private static func end(of month: Int) -> Int { start("\(id(month + 1))-01") }

  private static func start(_ day: String) -> Int {
    Int((try? Date("\(day)T00:00:00Z", strategy: .iso8601).timeIntervalSince1970) ?? 0)
  }

  private static func text(_ seconds: Int) -> String {
    Date(timeIntervalSince1970: TimeInterval(seconds)).ISO8601Format()
  }

  private static func recording(_ now: Int) -> String {
    // A call that closes in a month that is looked at can have begun 61 days before it.
    let from = text(now - 140 * 86_400).prefix(10)
    let to = text(now + 86_400).prefix(10)
    return "synthetic:partners=1,calls=20,media=voice,from=\(from),to=\(to),now=\(text(now))"
  }

  private func edit(_ file: URL, _ old: String, _ new: String) throws {
    let text = try String(contentsOf: file, encoding: .utf8)
    try text.replacing(old, with: new).write(to: file, atomically: true, encoding: .utf8)
  }
}

/// Numbers that a seed repeats.
private struct Steps {
  var state: UInt64

  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
}
