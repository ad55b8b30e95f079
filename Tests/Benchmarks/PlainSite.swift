import Foundation

/// What an engineer would write the next morning: pages with tables and lines, straight from the sums of
/// ``PlainTally``, with no rounding rule, no passport, no seal and no second look.
struct PlainSite {
  private let sums: [String: [Int: [Int]]]
  private let folder: URL

  /// Writes a folder of pages for each partner, hours and days in UTC.
  static func write(_ answers: String, to folder: String) throws {
    for (partner, sums) in try PlainTally(answers: answers).byPartner() {
      let folder = URL(filePath: folder).appending(path: partner)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try PlainSite(sums: sums, folder: folder).write()
    }
  }

  private var queues: [String] { sums.keys.sorted() }

  private var days: [Int] {
    Set(sums.values.flatMap(\.keys).map { $0 / 24 }).sorted()
  }

  private func write() throws {
    let all = days.map { day in (Self.date(day), total(queues, hours: day * 24..<day * 24 + 24)) }
    let links = days.map { "<li><a href=\"day-\(Self.date($0)).html\">\(Self.date($0))</a></li>" }
    try page(
      "index", "Overview", chart(all) + table("Day", all) + "<ul>\(links.joined())</ul>")
    for (number, queue) in queues.enumerated() {
      let own = days.map { day in (Self.date(day), total([queue], hours: day * 24..<day * 24 + 24))
      }
      try page("queue-\(number + 1)", queue, chart(own) + table("Day", own))
    }
    for day in days {
      let hours = (day * 24..<day * 24 + 24).map { hour in
        ("\(hour % 24):00", total(queues, hours: hour..<hour + 1))
      }
      let charts = queues.map { queue in
        "<h2>\(queue)</h2>"
          + chart((day * 24..<day * 24 + 24).map { ("", total([queue], hours: $0..<$0 + 1)) })
      }
      try page(
        "day-\(Self.date(day))", Self.date(day),
        chart(hours) + table("Hour", hours) + charts.joined())
    }
  }

  private func total(_ queues: [String], hours: Range<Int>) -> [Int] {
    var total = [Int](repeating: 0, count: PlainTally.width)
    for queue in queues {
      for hour in hours {
        guard let values = sums[queue]?[hour] else { continue }
        for place in total.indices { total[place] += values[place] }
      }
    }
    return total
  }

  private func table(_ head: String, _ rows: [(String, [Int])]) -> String {
    var text = "<table><tr><th>\(head)</th>"
    for name in PlainTally.columns { text += "<th>\(name)</th>" }
    text += "</tr>\n"
    for (name, values) in rows {
      text += "<tr><td>\(name)</td>"
      for value in values { text += "<td>\(value)</td>" }
      text += "</tr>\n"
    }
    return text + "</table>"
  }

  /// Offered contacts as a line.
  private func chart(_ rows: [(String, [Int])]) -> String {
    let values = rows.map { $0.1[0] }
    let top = Double(max(1, values.max() ?? 1))
    let points = values.enumerated().map { place, value in
      let x = 40 + 860 * Double(place) / Double(max(1, values.count - 1))
      return "\((x * 10).rounded() / 10),\((2200 - 2000 * Double(value) / top).rounded() / 10)"
    }
    return
      "<svg viewBox=\"0 0 920 250\"><polyline points=\"\(points.joined(separator: " "))\"/></svg>\n"
  }

  private func page(_ name: String, _ title: String, _ body: String) throws {
    let text = """
      <!doctype html><html lang="en"><meta charset="utf-8"><title>\(title)</title>
      <style>td,th{border:1px solid #ccc;padding:2px 6px}polyline{fill:none;stroke:#06c}</style>
      <h1>\(title)</h1>\(body)</html>

      """
    try Data(text.utf8).write(to: folder.appending(path: name + ".html"))
  }

  /// Of a day since 1970.
  private static func date(_ day: Int) -> String {
    Date(timeIntervalSince1970: Double(day) * 86_400)
      .formatted(.iso8601.year().month().day())
  }
}
