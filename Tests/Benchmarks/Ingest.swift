import Figures
import Foundation
import GenesysCloud

/// Our own way from answers to hourly and daily tallies, without the archive that `fetch` writes: the
/// decoder, its checks and the sums alone.
struct Ingest {
  private struct Tenant: Decodable {
    struct Partner: Decodable {
      let id, timeZone: String
      let queues: [Queue]
    }
    struct Queue: Decodable { let id: String }

    let partners: [Partner]
  }

  private let answers: URL
  private let tenant: Tenant

  init(answers: String) throws {
    self.answers = URL(filePath: answers)
    tenant = try JSONDecoder().decode(
      Tenant.self, from: Data(contentsOf: self.answers.appending(path: "tenant.json")))
  }

  /// Reads October 2026, as far as there are answers, and writes two files for each partner.
  func write(to folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for partner in tenant.partners {
      let file = URL(filePath: "/usr/share/zoneinfo/\(partner.timeZone)")
      let zone = try Zone(name: partner.timeZone, bytes: Array(Data(contentsOf: file)))
      var (hours, days) = ([UInt8](), [UInt8]())
      for date in try Period("2026-10").days {
        let path = answers.appending(path: "pages/\(partner.id)/\(date.text).json").path
        guard let bytes = try? Self.bytes(path) else { continue }
        let window = Window(zone.start(of: date), zone.start(of: date.adding(days: 1)))
        let rows = try SavedAnswer(
          bytes, for: try query(partner, window), ColumnPolicy(), direction: "inbound"
        ).rows
        add(rows, of: window, by: 3600, to: &hours)
        add(rows, of: window, by: window.seconds, to: &days)
      }
      try Data(hours).write(to: URL(filePath: "\(folder)/\(partner.id)-hours.csv"))
      try Data(days).write(to: URL(filePath: "\(folder)/\(partner.id)-days.csv"))
    }
  }

  private func query(_ partner: Tenant.Partner, _ window: Window) throws -> TallyQuery {
    .saved(
      window, queues: partner.queues.map { QueueID($0.id) },
      settings: try QuerySettings(
        granularitySeconds: 300, media: ["voice"], directions: ["inbound"], recorded: .all,
        thresholds: Thresholds(answeredWithin: 20_000, shortAbandon: 5000)))
  }

  /// Adds a line for each series and stretch of a length from the window's start.
  private func add(
    _ rows: [TallyRow], of window: Window, by length: Int, to text: inout [UInt8]
  ) {
    var first = 0
    while first < rows.count {
      let series = rows[first].series
      let place = (rows[first].start.seconds - window.start.seconds) / length
      let end = window.start + (place + 1) * length
      var sum = rows[first].tally
      var next = first + 1
      while next < rows.count, rows[next].start < end, rows[next].series == series {
        sum.add(rows[next].tally)
        next += 1
      }
      text += "\(series.queue.text),\((window.start + place * length).text)".utf8
      for counter in Counter.columns { text += ",\(sum[counter] ?? 0)".utf8 }
      text.append(0x0A)
      first = next
    }
  }

  private static func bytes(_ path: String) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw CocoaError(.fileNoSuchFile) }
    defer { close(descriptor) }
    var status = stat()
    fstat(descriptor, &status)
    return [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, filled in
      filled = max(0, read(descriptor, buffer.baseAddress, buffer.count))
    }
  }
}
