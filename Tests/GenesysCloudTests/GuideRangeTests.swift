import Figures
import GenesysCloud
import Testing

@Suite struct GuideRangeTests {
  private let thresholds = Thresholds(
    answeredWithin: 20_000, shortAbandon: 5000,
    ranges: [WaitRange(.answered, within: 45_000), WaitRange(.abandoned, within: 20_500)])

  @Test func `further thresholds are asked for by their seconds, where they are defined`() throws {
    let names = ["queueId", "mediaType", "direction"].map {
      GuideDefinitions.Definition($0, aggregation: "none")
    }
    let definitions = try GuideDefinitions(
      names + [
        .init("answered", aggregation: "sum"), .init("answeredWithin45s", aggregation: "sum"),
      ])
    let wanted = CounterSet([.answered, .answeredInThreshold, .range1, .range2])
    let recording = try definitions.recording(of: wanted, thresholds: thresholds)
    #expect(recording.recorded == CounterSet([.answered, .range1]))
    #expect(
      recording.findings.map(\.text) == [
        "answered_in_threshold is not recorded: the source does not define 'answeredWithin20s'",
        "range_2 is not recorded: the threshold of 20500 ms is no whole number of seconds",
      ])
    let query = try Example.query(
      settings: try QuerySettings(
        granularitySeconds: 300, media: ["voice"], directions: ["inbound"],
        recorded: recording.recorded, thresholds: thresholds))
    let request = try GuideQuery.request(for: query, definitions, timeZoneID: "Europe/Berlin")
    let text = String(decoding: request.body, as: UTF8.self)
    #expect(text.contains(#""metrics":["answered","answeredWithin45s"]"#))
  }
}
