import Figures
import Pages
import Testing

/// The day of 25 hours with twelve agents, one half hour of work and one of little.
@Suite struct AgentPageTests {
  private func files(
    basis: AgentScope.Basis = .queues, agents: Int = 12, shared: Int = 0,
    rows: [String: AgentTally] = [
      "2026-11-01T14:00:00Z": AgentTally([.interacting: 1_200_000, .idle: 300_000]),
      "2026-11-01T15:00:00Z": AgentTally([.communicating: 100_000, .notResponding: 60_500]),
      // Inside the gap: counted by nobody.
      "2026-11-01T10:30:00Z": AgentTally([.interacting: 1_800_000]),
    ]
  ) throws -> [String: String] {
    var day = ExampleDay()
    day.agents = AgentScope(
      basis: basis, agents: agents, shared: shared, takenAt: try Instant("2026-12-24T05:59:00Z"))
    day.agentRows = rows
    return try day.files()
  }

  @Test func `the file holds each day and the period, in seconds`() throws {
    // 1200 of 1200 + 100 + 300 seconds is three quarters; 4 of 50 half hours lie in the gap.
    let times = "12,50,46,1200.000,100.000,300.000,60.500,0.000,1200000,1600000,0.750000,partial"
    #expect(
      try files()["2026-11-01/data/agents.csv"]
        == "date,interval_start,seconds,agents,expected,received,interacting,communicating,idle,"
        + "not_responding,off_queue,occupancy_numerator,occupancy_denominator,occupancy,state\r\n"
        + "*,2026-11-01T04:00:00Z,90000,\(times)\r\n"
        + "2026-11-01,2026-11-01T04:00:00Z,90000,\(times)\r\n")
    #expect(try files()["2026-11-01/data/datapackage.json"]?.contains("\"agents.csv\"") == true)
  }

  @Test func `the report shows the share with its formula and the cells it comes from`() throws {
    let page = try #require(try files()["2026-11-01/index.html"])
    #expect(page.contains("<h3 id=\"agents\">Agents</h3>"))
    #expect(page.contains("interacting / (interacting + communicating + idle)"))
    #expect(
      page.contains(
        "<data value=\"0.750000\" data-key=\"agents/date=*/occupancy\" data-value=\"0.750000\" "
          + "data-unit=\"percent\"><a href=\"working/period.html#agents\">75.0%</a></data>: the time of 12 agents, all members of the "
          + "partner’s queues, none of whom serves a queue of another."))
    #expect(page.contains("<tr data-row=\"date=2026-11-01\">"))
    #expect(page.contains("data-value=\"1200.000\">20 min</td>"))
    #expect(page.contains("data-value=\"100.000\">2 min</td>"))
    #expect(page.contains("*: partial, a part was not received and is not counted."))
    #expect(page.contains("cannot be split by queue"))
  }

  @Test func `report and method say whose time it is and who is shared`() throws {
    let files = try files(basis: .named, agents: 1, shared: 1)
    for name in ["index", "method"] {
      let page = try #require(files["2026-11-01/\(name).html"])
      #expect(
        page.contains(
          "the time of 1 agent, named for this partner, who also serves queues that are not the "
            + "partner’s: time there is part of it, which was accepted."),
        "\(name)")
    }
    #expect(
      files["2026-11-01/method.html"]?.contains("was read at 24 December 2026, 05:59 UTC") == true)
  }

  @Test(arguments: [
    (0, "0 min"), (29_999, "0 min"), (30_000, "1 min"), (3_569_999, "59 min"),
    (3_570_000, "1 h 0 min"), (427_438_146, "118 h 44 min"), (4_000_000_000, "1111 h 7 min"),
  ])
  func `time of many people is told in hours and minutes`(milliseconds: Int, text: String) {
    #expect(Shown.hours(milliseconds: milliseconds) == text)
  }

  @Test func `without anybody's time there is no share and no zero`() throws {
    let page = try #require(try files(rows: [:])["2026-11-01/index.html"])
    #expect(page.contains("data-value=\"\">no data</td>"))
    #expect(
      try files(rows: [:])["2026-11-01/data/agents.csv"]?.contains(
        "*,2026-11-01T04:00:00Z,90000,12,50,0,,,,,,,,,missing\r\n") == true)
  }

  @Test func `where nobody asked, nothing is said of agents`() throws {
    let files = try ExampleDay().files()
    #expect(files["2026-11-01/data/agents.csv"] == nil)
    for (name, text) in files where name.hasSuffix(".html") {
      #expect(!text.lowercased().contains("occupancy"), "\(name)")
    }
  }
}
