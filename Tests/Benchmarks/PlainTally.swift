import Foundation

/// What an engineer would write in an afternoon: a scan over the bytes of each answer, straight to
/// hourly and daily sums as CSV, with no archive, no masks and no questions asked.
struct PlainTally {
  private let answers: URL
  private var sums: [String: [Int: [Int]]] = [:]

  /// How many numbers each hour of a queue has.
  static var width: Int { names.count * 2 }

  static let columns = names.flatMap { name in
    ["count", "sum"].map { String(decoding: name, as: UTF8.self) + " " + $0 }
  }

  private static let names: [[UInt8]] = [
    "nOffered", "tAnswered", "tAbandon", "tHandle", "tTalkComplete", "tAcw", "tWait",
    "oServiceLevel",
  ].map { Array($0.utf8) }

  init(answers: String) { self.answers = URL(filePath: answers) }

  /// Reads every answer and writes a file of sums for each partner.
  func write(to folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (partner, tally) in try read() {
      try Data(tally.text(by: 3600)).write(to: URL(filePath: "\(folder)/\(partner)-hours.csv"))
      try Data(tally.text(by: 86_400)).write(to: URL(filePath: "\(folder)/\(partner)-days.csv"))
    }
  }

  /// The sums of each partner's queues by hours since 1970.
  func byPartner() throws -> [(String, [String: [Int: [Int]]])] {
    try read().map { ($0, $1.sums) }
  }

  private func read() throws -> [(partner: String, PlainTally)] {
    let pages = answers.appending(path: "pages")
    return try FileManager.default.contentsOfDirectory(atPath: pages.path).sorted().map { partner in
      var tally = self
      let files = try FileManager.default.contentsOfDirectory(
        atPath: pages.appending(path: partner).path)
      for file in files.sorted() {
        tally.add([UInt8](try Data(contentsOf: pages.appending(path: "\(partner)/\(file)"))))
      }
      return (partner, tally)
    }
  }

  private mutating func add(_ bytes: [UInt8]) {
    var queue = ""
    var hour = 0
    var metric = -1
    bytes.withUnsafeBufferPointer { bytes in
      var at = 0
      /// The text between the quotation marks that begin here.
      func text() -> Range<Int> {
        let start = at + 1
        at = start
        while at < bytes.count, bytes[at] != UInt8(ascii: "\"") { at += 1 }
        at += 1
        return start..<at - 1
      }
      while at < bytes.count {
        guard bytes[at] == UInt8(ascii: "\"") else {
          at += 1
          continue
        }
        let key = text()
        guard at < bytes.count, bytes[at] == UInt8(ascii: ":") else { continue }
        at += 1
        switch (key.count, bytes[key.lowerBound]) {
        case (7, UInt8(ascii: "q")): queue = String(decoding: bytes[text()], as: UTF8.self)
        case (8, UInt8(ascii: "i")): hour = Self.hour(bytes, text().lowerBound)
        case (6, UInt8(ascii: "m")):
          let name = text()
          metric = Self.names.firstIndex { $0.elementsEqual(bytes[name]) } ?? -1
        case (5, UInt8(ascii: "c")), (3, UInt8(ascii: "s")), (9, UInt8(ascii: "n")):
          var value = 0
          while at < bytes.count, case let digit = bytes[at] &- 0x30, digit < 10 {
            value = value * 10 + Int(digit)
            at += 1
          }
          guard metric >= 0 else { continue }
          sums[queue, default: [:]][
            hour, default: [Int](repeating: 0, count: Self.names.count * 2)][
              metric * 2 + (key.count == 3 ? 1 : 0)] += value
        default: break
        }
      }
    }
  }

  /// Hours since 1970 of `2026-10-14T08:05`, years from 2001 to 2099.
  private static func hour(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> Int {
    func number(_ from: Int, _ count: Int) -> Int {
      (from..<from + count).reduce(0) { $0 * 10 + Int(bytes[place + $1] &- 0x30) }
    }
    let (year, month) = (number(0, 4), number(5, 2))
    let before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334][month - 1]
    let leap = (year - 1969) / 4 + (year % 4 == 0 && month > 2 ? 1 : 0)
    return ((year - 1970) * 365 + leap + before + number(8, 2) - 1) * 24 + number(11, 2)
  }

  private func text(by length: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for (queue, hours) in sums.sorted(by: { $0.key < $1.key }) {
      var groups: [Int: [Int]] = [:]
      for (hour, values) in hours {
        let place = hour * 3600 / length
        groups[place] = zip(groups[place] ?? values.map { _ in 0 }, values).map(+)
      }
      for (place, values) in groups.sorted(by: { $0.key < $1.key }) {
        bytes += "\(queue),\(place * length)".utf8
        for value in values { bytes += ",\(value)".utf8 }
        bytes.append(0x0A)
      }
    }
    return bytes
  }
}
