import Foundation
import Testing

/// A workspace whose service does not answer, and a folder of answers for 14 October 2026.
struct SavedDayWorkspace {
  static let queues = [
    "90e0e000-0000-4000-8000-000000000101", "90e0e000-0000-4000-8000-000000000102",
  ]

  let folder = try? TemporaryFolder()

  init(within: Int = 20) throws {
    try write(
      """
      organization:
        name: Saved
        loginURL: http://127.0.0.1:1
        apiURL: http://127.0.0.1:1
        timeZone: Europe/Berlin
        credentials:
          clientID: {command: ["false"]}
          clientSecret: {command: ["false"]}
      partners:
        - id: one
          name: Partner One
          contract: contracts/one.yml
          queues:
            - {id: \(Self.queues[0]), label: Billing}
            - {name: Second queue, label: Sales}

      """, to: "tallysheet.yml")
    try write(SyntheticWorkspace.contract, to: "contracts/one.yml")
    try write(
      """
      {"granularity": "PT5M", "partners": [{"id": "one", "name": "Partner One",
        "timeZone": "Europe/Berlin", "serviceLevel": {"target": 0.8, "withinSeconds": \(within)},
        "queues": [{"id": "\(Self.queues[0])", "name": "First queue"},
          {"id": "\(Self.queues[1])", "name": "Second queue"}]}]}
      """, to: "saved/tenant.json")
    try write(Self.day, to: "saved/pages/one/2026-10-14.json")
  }

  /// 10:00 and 10:05 of the first queue, 23:55 of the second, by the clock of Berlin.
  static let day = """
    {"results":[{"group":{"mediaType":"voice","queueId":"\(Self.queues[0])"},"data":[\
    {"interval":"2026-10-14T08:00:00.000Z/2026-10-14T08:05:00.000Z","metrics":[\
    {"metric":"nOffered","stats":{"count":4}},\
    {"metric":"tAbandon","stats":{"max":3000,"min":3000,"count":1,"sum":3000}},\
    {"metric":"tAnswered","stats":{"max":30000,"min":4000,"count":3,"sum":40000}},\
    {"metric":"tHandle","stats":{"max":200000,"min":100000,"count":3,"sum":400000}},\
    {"metric":"tShortAbandon","stats":{"max":3000,"min":3000,"count":1,"sum":3000}},\
    {"metric":"oServiceLevel","stats":{"ratio":0.6666666666666666,"numerator":2,"denominator":3}}]},\
    {"interval":"2026-10-14T08:05:00.000Z/2026-10-14T08:10:00.000Z","metrics":[\
    {"metric":"nOffered","stats":{"count":1}},\
    {"metric":"tAnswered","stats":{"max":8000,"min":8000,"count":1,"sum":8000}},\
    {"metric":"tHandle","stats":{"max":60000,"min":60000,"count":1,"sum":60000}},\
    {"metric":"oServiceLevel","stats":{"ratio":1.0,"numerator":1,"denominator":1}}]}]},\
    {"group":{"mediaType":"voice","queueId":"\(Self.queues[1])"},"data":[\
    {"interval":"2026-10-14T21:55:00.000Z/2026-10-14T22:00:00.000Z","metrics":[\
    {"metric":"nOffered","stats":{"count":2}},\
    {"metric":"tAbandon","stats":{"max":50000,"min":30000,"count":2,"sum":80000}},\
    {"metric":"oServiceLevel","stats":{"ratio":0.0,"numerator":0,"denominator":2}}]}]}]}
    """

  func write(_ text: String, to name: String) throws {
    let file = try #require(folder).url.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
  }

  func run(_ arguments: String...) async throws -> Program.Run {
    try await Program.run(
      [arguments[0], "--workspace", try #require(folder).url.path] + arguments.dropFirst())
  }

  /// What the organization's configuration says of columns.
  func configure(_ columns: String) throws {
    let file = try #require(folder).url.appending(path: "tallysheet.yml")
    let lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
      .filter { !$0.hasPrefix("  columns: ") }
    let place = try #require(lines.firstIndex(of: "  name: Saved"))
    try write(
      (lines[...place] + ["  columns: {\(columns)}"] + lines[(place + 1)...])
        .joined(separator: "\n"), to: "tallysheet.yml")
  }

  func fetch() async throws -> Program.Run {
    let saved = try #require(folder).url.appending(path: "saved").path
    return try await run("fetch", "--period", "2026-10-14", "--from", saved)
  }

  /// Cells of a table by its head, row by row.
  func rows(_ name: String) throws -> [[String: String]] {
    let file = try #require(folder).url
      .appending(path: "public/one/2026-10-14/data/\(name).csv")
    let lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\r\n")
    let head = lines[0].components(separatedBy: ",")
    return lines.dropFirst().filter { !$0.isEmpty }.map {
      Dictionary(uniqueKeysWithValues: zip(head, $0.components(separatedBy: ",")))
    }
  }
}
