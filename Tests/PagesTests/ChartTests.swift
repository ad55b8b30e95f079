import Figures
import Foundation
import Pages
import Testing

@Suite struct ScaleTests {
  @Test(arguments: [(0, 380), (50, 4630), (100, 8880), (33, 3185), (-10, -470)])
  func `places a value to the tenth`(value: Int, place: Int) {
    #expect(Scale(0, 100, from: 380, to: 8880)(value) == place)
  }

  @Test func `runs backwards for heights`() {
    let scale = Scale(500_000, 1_000_000, from: 2680, to: 160)
    #expect(scale(500_000) == 2680)
    #expect(scale(1_000_000) == 160)
    #expect(scale(750_000) == 1420)
  }

  @Test(arguments: [(0, "0"), (575, "57.5"), (580, "58"), (-5, "-0.5")])
  func `writes tenths without an idle zero`(value: Int, text: String) {
    #expect(Tenths.text(value) == text)
  }

  @Test(arguments: [
    (0, 100, [0, 20, 40, 60, 80, 100]), (50, 100, [50, 60, 70, 80, 90, 100]),
    (0, 2013, [0, 500, 1000, 1500, 2000]), (0, 4, [0, 1, 2, 3, 4]), (73, 97, [75, 80, 85, 90, 95]),
  ])
  func `steps by one, two or five`(lower: Int, upper: Int, ticks: [Int]) {
    #expect(Ticks.values(lower, upper) == ticks)
  }

  @Test(arguments: [(1213, 1500), (2013, 2500), (7, 8), (0, 1), (100, 100), (10, 10)])
  func `ends an axis on a round number`(value: Int, top: Int) {
    #expect(Ticks.top(value) == top)
  }
}

@Suite struct GapTests {
  @Test func `breaks a line where there is no value`() {
    let points = [Line.Point(0, 10), Line.Point(10, 20), nil, Line.Point(30, 40), nil]
    #expect(Line.commands(points) == "M0 1L1 2M3 4h0")
  }

  @Test func `draws no column for no record`() {
    var canvas = Canvas(width: 100, height: 100)
    Columns.draw(
      [[4, 1], nil, [2, 0]], styles: ["a", "b"], places: [10, 20, 30], width: 4,
      scale: Scale(0, 10, from: 100, to: 0), on: &canvas)
    #expect(
      canvas.shapes == "<path class=\"a\" d=\"M0.8 10V6h0.4V10zM2.8 10V8h0.4V10z\"/>"
        + "<path class=\"b\" d=\"M0.8 6V5h0.4V6z\"/>")
  }

  @Test func `tells a missing cell from a quiet and a closed one`() {
    var canvas = Canvas(width: 100, height: 100)
    HeatMap.draw(
      [
        HeatMap.Place(.missing, x: 0, y: 0, width: 100, height: 80),
        HeatMap.Place(.quiet, x: 100, y: 0, width: 100, height: 80),
        HeatMap.Place(.closed, x: 200, y: 0, width: 100, height: 80),
      ], on: &canvas)
    #expect(
      canvas.shapes
        == """
        <g class="hx" fill="#e7e5df" stroke="#e7e5df"><path stroke-width="8" d="M0 4h10"/></g>\
        <g class="hxl" fill="none" stroke="#8b887f"><path d="M2 6L8 2"/><path d="M13.5 4h3"/></g>
        """)
  }

  @Test func `joins neighbouring gaps`() {
    #expect(Gaps.runs([true, true, false, true]) == [0..<2, 3..<4])
    #expect(Gaps.runs([false]).isEmpty)
  }
}

@Suite struct TargetStripTests {
  /// On one scale from 40% to 90% the middle of the tick of 80% stands at 7 + 40 × 156 / 50 = 131.8.
  @Test(arguments: [(60, "M63.8"), (50, "M32.6")])
  func `places results of one column on one scale`(percent: Int, point: String) throws {
    let strip = try #require(
      TargetStrip.html(
        Quotient(percent, 100), factor: 100, target: Target(.atLeast, 80), isShare: true,
        range: 40_000...90_000))
    #expect(
      strip.text.contains("<rect class=\"tick\" fill=\"#15181c\" stroke=\"#8b887f\" x=\"130.8\""))
    #expect(strip.text.contains(point))
  }
}

@Suite struct TakeawayTests {
  private static let basis = Takeaway.Basis(
    target: Target(.atLeast, 73), below: "below 73%", reached: "reached 73%")

  private func headline(_ values: [Outcome], _ basis: Takeaway.Basis?) -> String {
    Takeaway.level(
      values, basis, unit: "day", lowest: { "on day \($0 + 1)" }, otherwise: "Service level by day")
  }

  private static func share(_ part: Int) -> Outcome { .value(Quotient(part, 100)) }

  @Test(arguments: [
    ([80, 60, 70], "Service level was below 73% on 2 of 3 days and lowest on day 2"),
    ([60, 60, 80], "Service level was below 73% on 2 of 3 days"),
    ([60, 70], "Service level was below 73% on all 2 days and lowest on day 1"),
    ([73, 90], "Service level reached 73% on all 2 days"),
  ])
  func `states what the values support`(parts: [Int], words: String) {
    #expect(headline(parts.map(Self.share), Self.basis) == words)
  }

  @Test func `does not count what has no value`() {
    #expect(
      headline([Self.share(60), .missing, Self.share(80), .empty], Self.basis)
        == "Service level was below 73% on 1 of 2 days with contacts and lowest on day 1")
    #expect(headline([.missing, .empty], Self.basis) == "Service level by day")
  }

  @Test func `claims nothing about a target that is not there`() {
    #expect(headline([Self.share(60), Self.share(80)], nil) == "Service level was lowest on day 1")
    #expect(headline([Self.share(60), Self.share(60)], nil) == "Service level by day")
  }

  @Test func `compares shares beyond the reach of a fraction`() {
    let less = Quotient(333_333_333_333, 1_000_000_000_000)
    #expect(Takeaway.isLess(less, Quotient(1, 3)))
    #expect(!Takeaway.isLess(Quotient(1, 3), less))
  }
}
