import Figures
package import Foundation

/// A workspace and a folder of saved answers for as many partners as wanted: the work of benchmarks.
///
/// The same numbers give the same bytes. Sums are plain to see in the answers, which hold what
/// the service's do: milliseconds, UTC, and nothing where nothing happened.
package struct SavedWorkload {
  package let folder: URL
  /// Bytes of all answers.
  package private(set) var bytes = 0
  package private(set) var intervals = 0

  /// As `--period` takes it.
  package let period: String
  package let firstPartner = "p0001"
  /// The last day of the first partner.
  package private(set) var lastAnswer: URL?

  private static let zones = [
    "Europe/London", "Australia/Sydney", "America/New_York", "Asia/Manila", "Asia/Kolkata",
  ]

  package var workspace: URL { folder.appending(path: "workspace") }
  package var answers: URL { folder.appending(path: "answers") }

  /// Writes partners with so many queues each for all of October 2026, or for its first days.
  package init(in folder: URL, partners: Int, queues: Int, days: Int = 31) throws {
    self.folder = folder
    period = days >= 31 ? "2026-10" : "2026-10-01/2026-10-\((days + 1).digits(2))"
    let period = try Period(period)
    var tenant: [String] = []
    var configuration = [
      "organization:", "  name: Made up", "  loginURL: http://127.0.0.1:1",
      "  apiURL: http://127.0.0.1:1", "  timeZone: Europe/London", "  credentials:",
      "    clientID: {command: [\"false\"]}", "    clientSecret: {command: [\"false\"]}",
      "partners:",
    ]
    for number in 1...partners {
      let id = "p\(number.digits(4))"
      let name = Self.zones[(number - 1) % Self.zones.count]
      let zone = try Zone(
        name: name,
        bytes: Array(try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/\(name)"))))
      let ids = (1...queues).map { "00000000-0000-4000-8000-\((number * 1000 + $0).digits(12))" }
      configuration += [
        "  - id: \(id)", "    name: Partner \(number)", "    contract: contracts/\(id).yml",
        "    queues:",
      ]
      configuration += ids.enumerated().map { "      - {id: \($1), label: Queue \($0 + 1)}" }
      try write(Self.contract(zone: name), to: "workspace/contracts/\(id).yml")
      let list = ids.enumerated().map { #"{"id":"\#($1)","name":"Queue \#($0 + 1)"}"# }
      tenant.append(
        #"{"id":"\#(id)","name":"Partner \#(number)","timeZone":"\#(name)","serviceLevel":"#
          + #"{"target":0.8,"withinSeconds":20},"queues":[\#(list.joined(separator: ","))]}"#)
      for date in period.days {
        let day = Window(zone.start(of: date), zone.start(of: date.adding(days: 1)))
        try writeDay(ids, day, seed: number * 1000, to: "answers/pages/\(id)/\(date.text).json")
      }
    }
    if let last = period.days.last {
      lastAnswer = folder.appending(path: "answers/pages/\(firstPartner)/\(last.text).json")
    }
    try write(configuration.joined(separator: "\n") + "\n", to: "workspace/tallysheet.yml")
    try write(
      #"{"granularity":"PT5M","partners":[\#(tenant.joined(separator: ","))]}"#,
      to: "answers/tenant.json")
  }

  /// Adds one contact that came late to the last interval of an answer; says whether it did.
  package static func addLateContact(to file: URL) throws -> Bool {
    var text = try String(contentsOf: file, encoding: .utf8)
    guard
      let metric = text.range(of: #""metric":"nOffered","stats":{"count":"#, options: .backwards)
    else { return false }
    let end = text[metric.upperBound...].firstIndex { !$0.isNumber } ?? text.endIndex
    guard let count = Int(text[metric.upperBound..<end]) else { return false }
    text.replaceSubrange(metric.upperBound..<end, with: "\(count + 1)")
    try text.write(to: file, atomically: true, encoding: .utf8)
    return true
  }

  private func write(_ text: String, to name: String) throws {
    try write(Data(text.utf8), to: name)
  }

  private func write(_ bytes: Data, to name: String) throws {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: file)
  }

  private mutating func writeDay(
    _ queues: [String], _ day: Window, seed: Int, to name: String
  ) throws {
    var answer = SavedDay(day: day)
    for (place, queue) in queues.enumerated() { answer.add(queue, seed: seed + place) }
    let text = answer.finish()
    bytes += text.count
    intervals += answer.intervals
    try write(Data(text), to: name)
  }

  private static func contract(zone: String) -> String {
    """
    title: Services
    zone: \(zone)
    currency: EUR
    answeredWithin: 20 s
    shortAbandon: 5 s
    hours:
      monday to sunday: 00:00-24:00
    holidays: []
    coverage: 90 %
    terms:
      - from: 2026-01-01
        measures:
          - id: service-level
            clause: "1"
            title: Service level
            metric: service level
            formula: genesys
            target: at least 80 %
        fees:
          - {item: Answered, each: answered, rate: 2.50}

    """
  }
}
