import Foundation
import SavedWorkload

/// What one partner costs when there are 1, 10, 100 and 1,000 of them, as a drawing.
struct Growth {
  private struct Point {
    let partners: Int
    /// Processor milliseconds for each partner, from its answers to its sealed site.
    let milliseconds: Double
    let peak: Double
  }

  private let points: [Point]

  /// Partners have two queues and a day; more would only take longer.
  init(upTo last: Int) throws {
    let counts = [1, 3, 10, 30, 100, 300, 1000].filter { $0 <= last }
    points = try counts.map { count in
      let bench = try Bench(partners: count, queues: 2, days: 1)
      let cost = try bench.wholeWay(jobs: 1)
      let point = Point(
        partners: count, milliseconds: cost.processor * 1000 / Double(count), peak: cost.peak)
      print("\(count) partners: \(point.milliseconds.text) ms each, peak \(point.peak.text) MiB")
      return point
    }
  }

  func draw(to path: String) throws {
    let svg = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 300" font-family="sans-serif" \
      font-size="12" role="img" aria-label="Cost by number of partners">
      <rect width="720" height="300" fill="#fff"/>
      \(panel(x: 60, "Processor ms for each partner", points.map(\.milliseconds)))
      \(panel(x: 420, "Peak memory, MiB", points.map(\.peak)))
      <text x="360" y="292" text-anchor="middle">number of partners</text>
      </svg>

      """
    try svg.write(to: URL(filePath: path), atomically: true, encoding: .utf8)
    print("drawn: \(path)")
  }

  private func panel(x: Int, _ title: String, _ values: [Double]) -> String {
    let top = max(1, (values.max() ?? 1) * 1.15)
    func place(_ index: Int) -> (x: Int, y: Int) {
      (
        x + Int(log10(Double(points[index].partners)) / 3 * 260),
        250 - Int(values[index] / top * 200)
      )
    }
    let line = values.indices.map { "\(place($0).x),\(place($0).y)" }.joined(separator: " ")
    let marks = values.indices.map { index in
      let (x, y) = place(index)
      return """
        <circle cx="\(x)" cy="\(y)" r="3" fill="#06c"/>\
        <text x="\(x)" y="\(y - 8)" text-anchor="middle">\(Int(values[index].rounded()))</text>\
        <text x="\(x)" y="268" text-anchor="middle">\(points[index].partners)</text>
        """
    }
    return """
      <text x="\(x)" y="24" font-weight="bold">\(title)</text>
      <path d="M\(x) 50V250H\(x + 270)" fill="none" stroke="#888"/>
      <polyline points="\(line)" fill="none" stroke="#06c"/>
      \(marks.joined(separator: "\n"))
      """
  }
}
