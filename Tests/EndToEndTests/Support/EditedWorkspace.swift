import Foundation
import Testing

/// A workspace of two partners that is edited at random: what an operator, a service, a disk or a
/// careless hand may change between two builds.
struct EditedWorkspace {
  /// Numbers that follow from a seed: a failure can be run again.
  struct Chance: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  private static let queues = [
    "northline": "90e0e000-0000-4000-8000-000000000101",
    "southgate": "90e0e000-0000-4000-8000-000000000201",
  ]
  private static let days = ["2026-10-14", "2026-10-15"]
  /// A month has measures, money and a chapter in each day's history; days are quickly built.
  private static let periods = [
    "northline": days + ["2026-10"], "southgate": [days[0]],
  ]

  let folder = try? TemporaryFolder()
  private var chance: Chance
  /// What is written into the files, so that each edit gives something new.
  private var number = 0
  private var settings: [String: String] = [:]
  /// Calls of a partner's day at 10:00, in Berlin.
  private var calls: [String: Int] = [:]

  var url: URL { folder?.url ?? URL(filePath: "/nonexistent") }

  init(seed: UInt64) async throws {
    chance = Chance(seed)
    _ = try #require(folder)
    try write("site.css", from: Program.repository.appending(path: "Templates/site.css"))
    for partner in ["northline", "southgate"] { try writeContract(of: partner) }
    try writeConfiguration()
    try makeKey()
    for partner in ["northline", "southgate"] {
      for day in 1...31 { try writeAnswer(of: partner, date(day)) }
    }
    let tenant = Self.queues.sorted { $0.key < $1.key }.map { partner, queue in
      """
      {"id": "\(partner)", "name": "Partner", "timeZone": "Europe/Berlin", "serviceLevel":
        {"target": 0.8, "withinSeconds": 20}, "queues": [{"id": "\(queue)", "name": "Q \(partner)"}]}
      """
    }
    try write(
      "{\"granularity\": \"PT30M\", \"partners\": [\(tenant.joined(separator: ","))]}",
      to: "saved/tenant.json")
    for (partner, periods) in Self.periods {
      for period in periods { try await fetch(partner, period) }
    }
  }

  private func date(_ day: Int) -> String { "2026-10-\(day < 10 ? "0" : "")\(day)" }

  // MARK: Files

  private func write(_ text: String, to name: String) throws {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  private func write(_ name: String, from file: URL) throws {
    try write(try String(contentsOf: file, encoding: .utf8), to: name)
  }

  private func remove(_ name: String) {
    try? FileManager.default.removeItem(at: url.appending(path: name))
  }

  private func writeConfiguration() throws {
    var lines = [
      "organization:", "  name: Edited", "  loginURL: http://127.0.0.1:1",
      "  apiURL: http://127.0.0.1:1", "  timeZone: Europe/Berlin", "  granularity: PT30M",
      "  credentials:",
      "    clientID: {env: NOBODY}", "    clientSecret: {file: secret}",
    ]
    if let notice = settings["notice"] { lines.append("  notice: \"\(notice)\"") }
    lines.append("signing: {key: {file: keys/evidence_ed25519}, identity: evidence@example.org}")
    if let title = settings["brand"] { lines.append("brand: {title: \"\(title)\"}") }
    if settings["templates"] != nil { lines.append("paths: {templates: templates}") }
    lines.append("partners:")
    for (partner, queue) in Self.queues.sorted(by: { $0.key < $1.key }) {
      lines += [
        "  - id: \(partner)", "    name: \(settings["name-" + partner] ?? "House of \(partner)")",
        "    contract: contracts/\(partner).yml", "    queues:",
        "      - {id: \(queue), label: \(settings["label-" + partner] ?? "Desk of \(partner)")}",
      ]
    }
    try write(lines.joined(separator: "\n") + "\n", to: "tallysheet.yml")
    if !FileManager.default.fileExists(atPath: url.appending(path: "secret").path) {
      try write("a secret that nobody knows\n", to: "secret")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o600], ofItemAtPath: url.appending(path: "secret").path)
    }
  }

  private func writeContract(of partner: String) throws {
    try write(
      SyntheticWorkspace.contract
        .replacing("rate: 1.00", with: "rate: \(1 + number % 7).00")
        .replacing("at least 80 %", with: "at least \(80 + number % 3) %"),
      to: "contracts/\(partner).yml")
  }

  private func makeKey() throws {
    remove("keys")
    let place = url.appending(path: "keys")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "evidence@example.org", "-f",
      place.appending(path: "evidence_ed25519").path,
    ]
    try process.run()
    process.waitUntilExit()
  }

  private func writeAnswer(of partner: String, _ day: String) throws {
    let count = calls["\(partner) \(day)"] ?? 2
    let waits = "{\"max\":9000,\"min\":4000,\"count\":\(count),\"sum\":\(count * 5000)}"
    try write(
      """
      {"results":[{"group":{"mediaType":"voice","queueId":"\(Self.queues[partner] ?? "")"},"data":[\
      {"interval":"\(day)T08:00:00.000Z/\(day)T08:30:00.000Z","metrics":[\
      {"metric":"nOffered","stats":{"count":\(count)}},{"metric":"tAnswered","stats":\(waits)},\
      {"metric":"tHandle","stats":\(waits)},{"metric":"oServiceLevel","stats":{"ratio":1.0,\
      "numerator":\(count),"denominator":\(count)}}]}]}]}
      """, to: "saved/pages/\(partner)/\(day).json")
  }

  // MARK: The program

  func fetch(_ partner: String, _ period: String) async throws {
    let run = try await Program.run([
      "fetch", "--workspace", url.path, "--partner", partner, "--period", period, "--from",
      url.appending(path: "saved").path, "--quiet",
    ])
    try #require(run.status == 0, "\(run.errors)")
  }

  func build(_ arguments: [String] = []) async throws -> Program.Run {
    try await Program.run(["build", "--workspace", url.path, "--quiet"] + arguments)
  }

  /// The same workspace without anything that was built.
  func copy() async throws -> TemporaryFolder {
    let copy = try TemporaryFolder()
    for name in try FileManager.default.contentsOfDirectory(atPath: url.path)
    where !["public", "runs", "saved"].contains(name) {
      try FileManager.default.copyItem(
        at: url.appending(path: name), to: copy.url.appending(path: name))
    }
    return copy
  }

  // MARK: Edits

  private mutating func pick<Element>(_ items: [Element]) throws -> Element {
    try #require(items.randomElement(using: &chance))
  }

  /// One edit; what it was, for messages.
  mutating func edit() async throws -> String {
    number += 1
    let partner = try pick(["northline", "northline", "southgate"])
    let period = try pick(Self.periods[partner] ?? [])
    switch Int.random(in: 0..<20, using: &chance) {
    case 0, 1, 2:
      let day = try pick(Self.days)
      calls["\(partner) \(day)", default: 2] += 1
      try writeAnswer(of: partner, day)
      try await fetch(partner, period)
      return "late calls of \(partner) \(day), fetched with \(period)"
    case 3:
      try await fetch(partner, period)
      return "\(partner) \(period) fetched again"
    case 4:
      try writeContract(of: partner)
      return "contract of \(partner)"
    case 5, 6:
      try write("Remark *\(number)*.\n", to: "commentary/\(partner)/\(period).md")
      return "remark on \(partner) \(period)"
    case 7:
      remove("commentary/\(partner)/\(period).md")
      return "no remark on \(partner) \(period)"
    case 8:
      settings["templates"] = settings["templates"] == nil ? "yes" : nil
      remove("templates")
      if settings["templates"] != nil {
        let style = url.appending(path: "site.css")
        try write(
          try String(contentsOf: style, encoding: .utf8) + "/* \(number) */\n",
          to: "templates/site.css")
      }
      try writeConfiguration()
      return "templates"
    case 9:
      let key = try pick(["notice", "brand", "name-southgate", "name-northline", "label-northline"])
      settings[key] = settings[key] == nil || Bool.random(using: &chance) ? "Text \(number)" : nil
      // The figures of theirs name the queue by its old label, and would be refused.
      if key == "label-northline" { remove("theirs") }
      try writeConfiguration()
      return "configuration: \(key)"
    case 10:
      try makeKey()
      return "another key"
    case 11:
      try write(
        "Date,Queue,Offered\n2026-10-14,\(settings["label-northline"] ?? "Desk of northline"),\(number)\n",
        to: "theirs/northline/2026-10-14.csv")
      return "their figures"
    case 12:
      remove("theirs")
      return "no figures of theirs"
    case 13:
      remove(
        try pick([
          "runs", "runs/built", "public", "public/northline", "public/northline/2026-10-15",
        ]))
      return "something generated is gone"
    case 14:
      let run = try await build(["--partner", partner, "--period", period])
      return "build of \(partner) \(period) alone: \(run.status)"
    case 15:
      for record in generated(below: "runs/built") {
        try write(Bool.random(using: &chance) ? "{}" : "", to: "runs/built/" + record)
      }
      return "records are no records"
    default: return try tamper()
    }
  }

  private func generated(below folder: String) -> [String] {
    let place = url.appending(path: folder)
    return ((try? FileManager.default.subpathsOfDirectory(atPath: place.path)) ?? []).sorted()
      .filter { name in
        var isFolder: ObjCBool = false
        let path = place.appending(path: name).path
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
          && !isFolder.boolValue
      }
  }

  /// Changes, adds or takes away a file of the finished sites.
  private mutating func tamper() throws -> String {
    let files = generated(below: "public")
    guard !files.isEmpty else { return "nothing to tamper with" }
    let name = "public/" + (try pick(files))
    let file = url.appending(path: name)
    switch Int.random(in: 0..<4, using: &chance) {
    case 0:
      remove(name)
      return "\(name) is gone"
    case 1:
      // Beside the periods nobody looks: what lies there may be the operator's.
      let parts = name.split(separator: "/")
      guard parts.count > 3, parts[2].first?.isNumber == true else { return "nothing" }
      try write("stranger", to: name + ".stranger")
      return "a stranger beside \(name)"
    case 2:
      let target = file.path + ".moved"
      try FileManager.default.moveItem(atPath: file.path, toPath: target)
      try FileManager.default.copyItem(atPath: target, toPath: file.path)
      try FileManager.default.removeItem(atPath: target)
      return "\(name) is a copy of itself"
    default:
      // As many bytes, and the time of the old ones: only the file system knows.
      let date = try FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate]
      var bytes = try Data(contentsOf: file)
      guard !bytes.isEmpty else { return "nothing" }
      bytes[bytes.count / 2] ^= 1
      let handle = try FileHandle(forWritingTo: file)
      try handle.write(contentsOf: bytes)
      try handle.close()
      try FileManager.default.setAttributes(
        [.modificationDate: try #require(date)], ofItemAtPath: file.path)
      return "one bit of \(name)"
    }
  }
}
