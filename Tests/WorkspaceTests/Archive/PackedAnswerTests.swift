import Foundation
import Testing
import Workspace

/// Answers are packed so that the stock tool unpacks them, byte for byte.
@Suite struct PackedAnswerTests {
  private let example: ArchiveExample

  init() throws { example = try ArchiveExample() }

  /// Stores texts as answers and unpacks each with the program `zstd`.
  private func unpacked(_ texts: [String]) throws -> (texts: [String], sizes: [Int]) {
    let archive = try example.open()
    let open = try archive.beginOrResume(example.header(), zone: example.zone, now: example.now)
    for (place, text) in texts.enumerated() {
      try open.store(example.answer("\(place)", text), covering: nil, rows: [])
    }
    let kept = try archive.answers(of: open.capture).map(\.key)
    #expect(kept.count == texts.count)
    try archive.close()
    let script = """
      import sqlite3, subprocess, sys, json
      found = sqlite3.connect(sys.argv[1]).execute(
          "SELECT response_zstd FROM answer ORDER BY CAST(key AS INTEGER)").fetchall()
      print(json.dumps([[len(packed), subprocess.run(["zstd", "-dcq"], input=packed,
          stdout=subprocess.PIPE, check=True).stdout.decode()] for (packed,) in found]))
      """
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script, example.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let list = try #require(try JSONSerialization.jsonObject(with: output) as? [[Any]])
    return (list.compactMap { $0.last as? String }, list.compactMap { $0.first as? Int })
  }

  /// A day of one queue with a number for chance.
  private func day(_ seed: Int) -> String {
    var state = UInt64(seed)
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let buckets = (0..<288).map { index in
      let start = "2026-10-14T\(100 + index / 12):\(100 + index % 12 * 5)"
        .replacing(/T1/, with: "T").replacing(/:1/, with: ":")
      let metrics = ["tAcw", "tAnswered", "tHandle", "tWait"].map { name in
        #"{"metric":"\#(name)","stats":{"max":\#(next(400_000)),"min":\#(next(9000)),"#
          + #""count":\#(1 + next(30)),"sum":\#(next(9_000_000))}}"#
      }
      return #"{"interval":"\#(start):00.000Z/P","metrics":[\#(metrics.joined(separator: ","))]}"#
    }
    return #"{"results":[{"data":[\#(buckets.joined(separator: ","))]}]}"#
  }

  @Test func `the stock tool unpacks every answer`() throws {
    var texts = [
      "{}", "", String(repeating: "7", count: 70_000), String(repeating: "x", count: 300),
    ]
    texts += [255, 256, 257, 320, 1000].map { String(day(9).prefix($0)) }
    texts += (1...8).map(day)
    // A text that comes again farther back than is looked for, and one that is nothing but chance.
    texts.append(day(1) + String(repeating: "ab1", count: 1_500_000) + day(1))
    texts.append(
      String(
        String(
          (0..<9000).map { _ in
            Character(UnicodeScalar(UInt8.random(in: 32..<127)))
          })))
    #expect(try unpacked(texts).texts == texts)
  }

  @Test func `a day's answer leaves less than a fifth of itself`() throws {
    // Half of these bytes are digits by chance, far more than of a real answer.
    let text = day(3)
    let size = try #require(try unpacked([text]).sizes.first)
    #expect(size * 5 < text.utf8.count)
  }
}
