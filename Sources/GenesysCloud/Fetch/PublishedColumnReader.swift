import CSimdjson
package import Figures
import Foundation

/// Reads published columns from answers as an archive keeps them.
package struct PublishedColumnReader: Sendable {
  private let names: [String]
  private let isGuide: Bool
  private let direction: String?

  /// `names` are the source's; `isGuide` says which dialect the answers are in.
  ///
  /// What names no direction has `direction`, and is left out where that is `nil`.
  package init(_ names: [String], isGuide: Bool, direction: String? = nil) {
    self.names = names.sorted()
    self.direction = direction
    self.isGuide = isGuide
  }

  /// The values of an answer by queue, medium and direction, to be added up.
  package func values(in bytes: [UInt8]) throws(FetchError) -> [PublishedColumn] {
    PublishedColumn.total(isGuide ? try rows(bytes) : try aggregates(bytes))
  }

  private func aggregates(_ bytes: [UInt8]) throws(FetchError) -> [PublishedColumn] {
    let scan = try AggregateScan(bytes, names: names)
    var groups = Array(repeating: [String: String](), count: Int(scan.reading.group_count))
    for dimension in scan.dimensions {
      groups[Int(dimension.group)][dimension.dimension.exact] = dimension.value.exact
    }
    var values: [PublishedColumn] = []
    for bucket in scan.buckets {
      guard let series = series(groups[Int(bucket.group)]) else { continue }
      let first = Int(bucket.first_value)
      for value in scan.values[first..<first + Int(bucket.value_count)] where value.metric >= 0 {
        let name = names[Int(value.metric)]
        for (part, number) in [
          (PublishedColumn.Part.count, value.count), (.sum, value.sum), (.max, value.max),
        ] where number >= 0 {
          values.append(
            PublishedColumn(series: series, name: name, part: part, value: Int(number)))
        }
      }
    }
    return values
  }

  private func rows(_ bytes: [UInt8]) throws(FetchError) -> [PublishedColumn] {
    let shape = try SmallJSON.read(Report.self, from: Response(status: 200, body: bytes))
    return shape.rows.flatMap { row in
      guard let series = series(row.texts) else { return [PublishedColumn]() }
      return names.compactMap { name in
        row.numbers[name].map {
          PublishedColumn(series: series, name: name, part: .sum, value: $0)
        }
      }
    }
  }

  private func series(_ members: [String: String]) -> Series? {
    guard let queue = members["queueId"], let media = members["mediaType"],
      let direction = members["direction"] ?? direction
    else { return nil }
    return Series(queue: QueueID(queue), media: media, direction: direction)
  }

  private struct Report: Decodable {
    var rows: [Row]
  }

  private struct Row: Decodable {
    var texts: [String: String] = [:]
    var numbers: [String: Int] = [:]

    init(from decoder: any Decoder) throws {
      let members = try decoder.container(keyedBy: Name.self)
      for key in members.allKeys {
        if let text = try? members.decode(String.self, forKey: key) {
          texts[key.stringValue] = text
        } else if let number = try? members.decode(Int.self, forKey: key), number >= 0 {
          numbers[key.stringValue] = number
        }
      }
    }
  }

  private struct Name: CodingKey {
    let stringValue: String
    let intValue: Int? = nil

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
