import Figures
import Foundation
import Pages
import Testing

@Suite struct AxisTests {
  @Test(arguments: [
    // From zero unless the values lie close together, far from it.
    (AxisUnit.share, [400_000, 900_000], 0, 1_000_000),
    (.share, [720_000, 960_000, 730_000], 600_000, 1_000_000),
    (.share, [33_000, 189_000], 0, 200_000), (.count, [21_203, 28_059], 15_000, 30_000),
    // Half minutes, as a clock counts.
    (.time, [158_000, 208_000, 200_000], 120_000, 210_000),
  ])
  func `ends on round values in the reader's units`(
    unit: AxisUnit, values: [Int], lower: Int, upper: Int
  ) {
    let axis = Axis(unit, holding: values)
    #expect(axis.lower <= values.min() ?? 0)
    #expect(axis.upper >= values.max() ?? 0)
    #expect(axis.ticks.first == axis.lower && axis.ticks.last == axis.upper)
    #expect((axis.lower, axis.upper) == (lower, upper))
  }

  @Test func `columns begin at zero`() {
    #expect(Axis(.count, holding: [21_203, 28_059], fromZero: true).lower == 0)
    #expect(Axis(.share, holding: [-50_000, 20_000], fromZero: true).lower == -60_000)
  }

  @Test(arguments: [
    (AxisUnit.share, 800_000, "80"), (.time, 200_000, "3:20"), (.count, 1500, "1,500"),
  ])
  func `writes ticks as the tables write numbers`(unit: AxisUnit, value: Int, text: String) {
    #expect(unit.label(value) == text)
  }
}

@Suite struct ThinningTests {
  @Test func `keeps a short series whole`() {
    #expect(Thinning.places([1, nil, 3]) == [0, 1, 2])
  }

  @Test func `keeps every peak, every end and the gaps of a long one`() {
    var values: [Int?] = (0..<20_000).map { $0 * 7919 % 1000 }
    values[12_345] = 5000
    values[777] = -5
    values.replaceSubrange(15_000..<16_000, with: repeatElement(nil, count: 1000))
    let places = Thinning.places(values)
    #expect(places.count <= 1000)
    #expect(places == places.sorted() && Set(places).count == places.count)
    #expect(places.contains(12_345) && places.contains(777))
    #expect(places.first == 0 && places.last == 19_999)
    #expect(places.contains { (15_000..<16_000).contains($0) })
    // No column of a hundred values lost its extremes.
    for column in 0..<200 where !(150..<160).contains(column) {
      let range = column * 100..<(column + 1) * 100
      let kept = places.filter(range.contains).compactMap { values[$0] }
      let all = range.compactMap { values[$0] }
      #expect(kept.min() == all.min() && kept.max() == all.max())
    }
  }
}

@Suite struct LabelTests {
  /// A bold character takes 7 units: boxes around the anchors must not meet.
  @Test func `puts no label on another or beyond the field`() {
    var labels = Labels(left: 0, top: 0, right: 4000, bottom: 2000)
    let texts = ["41.2% on 12 Feb", "43.0% on 13 Feb", "44.9% on 14 Feb"]
    var boxes: [(left: Int, top: Int, right: Int, bottom: Int)] = []
    for (index, text) in texts.enumerated() {
      guard let place = labels.place(text, at: Line.Point(1900 + index * 120, 1500), isLow: true)
      else { continue }
      let width = text.count * 70
      let left =
        place.anchor == .start
        ? place.x : place.anchor == .end ? place.x - width : place.x - width / 2
      boxes.append((left, place.y - 100, left + width, place.y + 30))
    }
    #expect(boxes.count == 3)
    for (index, box) in boxes.enumerated() {
      #expect(box.left >= 0 && box.right <= 4000 && box.top >= 0 && box.bottom <= 2000)
      for other in boxes.dropFirst(index + 1) {
        let meet =
          box.left < other.right && other.left < box.right && box.top < other.bottom
          && other.top < box.bottom
        #expect(!meet)
      }
    }
  }

  @Test func `leaves a label out rather than put it on another`() {
    var labels = Labels(left: 0, top: 0, right: 700, bottom: 300)
    #expect(labels.place("10.0%", at: Line.Point(350, 50), isLow: true) != nil)
    var places = 0
    for _ in 0..<20 where labels.place("10.0%", at: Line.Point(350, 50), isLow: true) != nil {
      places += 1
    }
    #expect(places < 5)
  }
}

/// The month whose sums ``ExampleMonth`` names, by weekday: 1 April 1999 was a Thursday.
@Suite struct StaffingFileTests {
  private func lines(_ name: String) throws -> [String] {
    try #require(try ExampleMonth.usual.get()["1999-04/data/\(name)"])
      .split(separator: "\r\n").map(String.init)
  }

  @Test func `adds up the half hours of the week`() throws {
    let lines = try lines("ratios-week.csv")
    #expect(lines.count == 1 + 7 * 48)
    // Thursdays 1, 8, 15, 22 and 29: a1 offers 10 each, in time 8, 8, 7, 5, 5; b2 offers 4 on 1, 15
    // and 29. Two queues, five days, six intervals.
    let thursday = try #require(lines.first { $0.hasPrefix("thursday,09:00,") })
    #expect(thursday == "thursday,09:00,60,60,62,52,45,10,45,57,0.789474,final")
    // Fridays 2, 9, 16, 23 and 30, of which the first has no record.
    let friday = try #require(lines.first { $0.hasPrefix("friday,09:00,") })
    #expect(friday.hasPrefix("friday,09:00,60,48,"))
    #expect(friday.hasSuffix(",partial"))
  }

  @Test func `a skipped half hour stands only where another week has it`() throws {
    let lines = try lines("ratios-week.csv")
    // 02:00 is skipped on Thursday 1 April: four weeks remain, of two queues and six intervals.
    #expect(lines.contains { $0.hasPrefix("thursday,02:00,48,48,") })
    // 01:00 comes twice on Saturday 3 April: five passes over four Saturdays.
    #expect(lines.contains { $0.hasPrefix("saturday,01:00,60,60,") })
  }

  @Test func `splits the handle time into what was recorded`() throws {
    let lines = try lines("handle-time.csv")
    #expect(lines[0] == "date,handled,talk_ms,hold_ms,acw_ms,talk,hold,acw,state")
    #expect(lines[1] == "*,292,29200000,,,100.000,,,partial")
    #expect(lines[3] == "1999-04-02,,,,,,,,missing")
  }

  @Test func `counts misses over six months`() throws {
    let statement = try ExampleMonth().statement()
    let before = try ["1999-02", "1999-03"].map {
      PeriodResult(
        period: try Period($0), total: statement.total, assessments: statement.assessments,
        invoice: statement.invoice, isFinal: true)
    }
    let files = try ExampleMonth(history: before).files()
    let lines = try #require(files["1999-04/data/failures.csv"]).split(separator: "\r\n")
    #expect(
      lines == [
        "measure,title,verdict,in_a_row,missed,judged,credits",
        "service-level,Service level,missed,3,3,3,54.30",
        "abandon-rate,Abandon rate,met,0,0,3,0.00",
        "talk-time,Talk time,missed,3,3,3,0.00", "*,All measures,,3,6,9,54.30",
      ])
  }
}

@Suite struct DrawingTests {
  private func page(_ markdown: String) throws -> String {
    try #require(try ExampleMonth(commentary: markdown).files()["1999-04/index.html"])
  }

  @Test func `commentary shows a chart and a table of the report once more`() throws {
    let page = try page("Look:\n\n![](chart:service-level)\n\n![](table:failures)\n\nDone.")
    let say = try #require(page.components(separatedBy: "<div class=\"say\">").last)
    #expect(say.contains("<figure id=\"say-level-by-day\">"))
    #expect(say.contains("aria-labelledby=\"say-level-by-day-t\""))
    #expect(!say.contains("<p><figure") && !say.contains("<img"))
    let ids = page.components(separatedBy: " id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
    #expect(Set(ids).count == ids.count)
  }

  @Test func `a drawing that is not there is refused with its place and the nearest name`() {
    #expect(
      throws: RemarkError.unknownDrawing(
        "chart:service", nearest: ["chart:service-level", "chart:week"],
        place: "commentary/april.md:3:5")
    ) { try page("One.\n\n![](chart:service)") }
    #expect(throws: RemarkError.notAlone("chart:trendless", place: "commentary/april.md:1:9")) {
      try Remarks(markdown: "See ![](chart:trendless) here.", file: "commentary/april.md").html(
        drawings: ["chart:trendless": "<figure></figure>"])
    }
  }

  @Test func `a condition keeps its text for its verdict alone`() throws {
    let markdown = """
      {{#missed service-level}}
      It was **missed**.
      {{/missed}}
      {{#met service-level}}
      It was met.
      {{/met}}
      Rate {{#met abandon-rate}}kept{{/met}}{{#missed abandon-rate}}broken{{/missed}}.
      """
    let page = try page(markdown)
    #expect(page.contains("It was <strong>missed</strong>."))
    #expect(!page.contains("It was met."))
    #expect(page.contains("Rate kept."))
  }

  @Test func `what a condition leaves out is checked all the same`() {
    #expect(
      throws: RemarkError.unknownName(
        "ofered", nearest: ["offered"], place: "commentary/april.md:3:5")
    ) { try page("One.\n{{#met service-level}}\nTwo {{ofered}}\n{{/met}}") }
    #expect(
      throws: RemarkError.condition("broken service-level", place: "commentary/april.md:2:1")
    ) { try page("One.\n{{#broken service-level}}x{{/broken}}") }
    #expect(
      throws: RemarkError.unknownName(
        "service", nearest: [], place: "commentary/april.md:1:1")
    ) { try page("{{#met service}}x{{/met}}") }
  }
}

@Suite struct ScriptTests {
  @Test func `the script is small, deferred, its own file and allowed by each page's policy`()
    throws
  {
    for (path, text) in try ExampleMonth.usual.get() where path.hasSuffix(".html") {
      let up = path.components(separatedBy: "/").count > 2 ? "../" : ""
      #expect(text.contains("<script src=\"\(up)assets/site.js\" defer></script>"), "\(path)")
      #expect(text.contains("script-src &#39;self&#39;"), "\(path)")
    }
    let script = try #require(try ExampleMonth.usual.get()["1999-04/assets/site.js"])
    #expect(script.utf8.count < 4096)
    #expect(!script.contains("innerHTML") && !script.contains("eval"))
  }
}
