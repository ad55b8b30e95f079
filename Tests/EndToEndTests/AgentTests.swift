import DemoTenant
import Foundation
import Testing

/// Agent time from the tenant's answers to the page.
@Suite struct AgentTests {
  private static let options = "partners=2,queues=3,agents=6,calls=4,from=2026-10-24,to=2026-10-27"

  /// What another program adds up from the tenant's answers about the day of 25 hours.
  private func sums(_ workspace: SyntheticWorkspace) async throws -> [String] {
    let run = try await Program.independent(
      "agents.py",
      [workspace.tenant.baseURL, "2026-10-24T22:00:00.000Z", "2026-10-25T23:00:00.000Z"]
        + workspace.queues.map(\.id))
    #expect(run.status == 0, "\(run.errors)")
    return run.output.split(separator: "\n").map(String.init)
  }

  @Test func `occupancy on the page is what the service's own answers add up to`() async throws {
    let workspace = try SyntheticWorkspace(
      Self.options, more: "agents: {of: queues}\n    privacy: {smallCell: 2}")
    let fetch = try await workspace.run("fetch", "--period", "2026-10-25", "--log-level", "trace")
    try #require(fetch.status == 0, "\(fetch.errors)")
    let build = try await workspace.run("build")
    try #require(build.status == 0, "\(build.errors)")

    let said = try await sums(workspace)
    let numbers = try #require(said.first).split(separator: " ").compactMap { Int($0) }
    try #require(numbers.count == 4)
    let (agents, interacting) = (numbers[0], numbers[1])
    let whole = numbers[1] + numbers[2] + numbers[3]
    #expect(agents > 1)
    #expect(interacting > 0)

    let day = "public/one/2026-10-25"
    let rows = try workspace.text(of: "\(day)/data/agents.csv")
      .components(separatedBy: "\r\n").map { $0.components(separatedBy: ",") }
    let columns = Dictionary(uniqueKeysWithValues: zip(rows[0], rows[0].indices))
    #expect(rows[1...2].map { $0[0] } == ["*", "2026-10-25"])
    for row in rows[1...2] {
      func cell(_ name: String) throws -> String { row[try #require(columns[name])] }
      #expect(try cell("agents") == "\(agents)")
      #expect(try cell("seconds") == "90000")
      #expect(try cell("received") == "50")
      #expect(try cell("occupancy_numerator") == "\(interacting)")
      #expect(try cell("occupancy_denominator") == "\(whole)")
    }
    let page = try workspace.text(of: "\(day)/index.html")
    #expect(page.contains("the time of \(agents) agents, all members of the partner’s queues"))

    // Nobody is named: neither in what the program says nor in what it publishes.
    let people = said.dropFirst()
    #expect(people.count == agents * 3)
    let files = try DemoWorkspace.files(in: workspace.url.appending(path: "public"))
    for person in people {
      let isSaid = (fetch.errors + fetch.output + build.errors).contains(person)
      #expect(!isSaid, "\(person) is in a message")
      for (name, bytes) in files {
        let isShown = String(decoding: bytes, as: UTF8.self).contains(person)
        #expect(!isShown, "\(name) shows \(person)")
      }
    }
    // Names, addresses and ids are not even kept.
    let archive = try Data(contentsOf: workspace.url.appending(path: "archive/one.sqlite"))
    for person in people {
      let isKept = archive.firstRange(of: Data(person.utf8)) != nil
      #expect(!isKept, "\(person) is in the archive")
    }

    let again = try await workspace.run("fetch", "--period", "2026-10-25", "--quiet")
    #expect(again.status == 0, "\(again.errors)")
    #expect(again.output.contains("unchanged since capture"), "\(again.output)")
  }

  @Test func `agents who serve others' queues too are refused unless accepted`() async throws {
    let refused = try SyntheticWorkspace(Self.options, queues: 1, more: "agents: {of: queues}")
    let run = try await refused.run("fetch", "--period", "2026-10-25")
    #expect(run.status == 78, "\(run.errors)")
    #expect(run.errors.contains("also serve queues that are not this partner's"), "\(run.errors)")
    #expect(run.errors.contains("shared: accepted"))
    #expect(!FileManager.default.fileExists(atPath: refused.url.appending(path: "archive").path))

    let accepted = try SyntheticWorkspace(
      Self.options, queues: 1, more: "agents: {of: queues, shared: accepted}")
    #expect(try await accepted.run("fetch", "--period", "2026-10-25").status == 0)
    #expect(try await accepted.run("build").status == 0)
    for page in ["index", "method"] {
      let text = try accepted.text(of: "public/one/2026-10-25/\(page).html")
      #expect(
        text.contains("also serve queues that are not the partner’s: time there is part of it"))
    }
    // What was accepted then may not be shown once it no longer is.
    let settings = accepted.url.appending(path: "tallysheet.yml")
    try accepted.text(of: "tallysheet.yml").replacing(", shared: accepted", with: "")
      .write(to: settings, atomically: true, encoding: .utf8)
    #expect(try await accepted.run("build").status == 78)
  }

  @Test func `the time of a handful of agents is the time of persons and is not shown`()
    async throws
  {
    let few = try SyntheticWorkspace(
      Self.options, more: "privacy: {smallCell: 7}\n    agents: {of: queues}")
    #expect(try await few.run("fetch", "--period", "2026-10-25").status == 0)
    #expect(try await few.run("build").status == 0)
    let day = few.url.appending(path: "public/one/2026-10-25")
    let files = try DemoWorkspace.files(in: day)
    #expect(files["data/agents.csv"] == nil)
    let report = String(decoding: try #require(files["index.html"]), as: UTF8.self)
    #expect(!report.contains("members of the partner’s queues"))
    let method = String(decoding: try #require(files["method.html"]), as: UTF8.self)
    #expect(method.contains("agents are fewer than 7"))
  }

  @Test func `a fetch that broke off at the agents goes on with them alone`() async throws {
    let fetch = ["fetch", "--period", "2026-10-25"]
    let calm = try SyntheticWorkspace(Self.options, more: "agents: {of: queues}")
    #expect(try await calm.run(fetch[0], fetch[1], fetch[2]).status == 0)
    #expect(try await calm.run("build").status == 0)
    func count(_ workspace: SyntheticWorkspace, _ part: String) -> Int {
      workspace.tenant.log.count { $0.path.contains(part) }
    }
    let requests = calm.tenant.log.filter { $0.path.hasPrefix("/api/") }
    let place = try #require(requests.firstIndex { $0.path.contains("users/aggregates") }) + 1

    let rough = try SyntheticWorkspace(
      Self.options, more: "agents: {of: queues}", faults: "unknown-metric@\(place)")
    let broken = try await rough.run(fetch[0], fetch[1], fetch[2])
    #expect(broken.status == 65, "\(broken.errors)")
    #expect(try await rough.run("build").status == 66)
    let again = try await rough.run(fetch[0], fetch[1], fetch[2], "--json")
    #expect(again.status == 0, "\(again.errors)")
    #expect(again.output.contains("\"resumed\" : true"), "\(again.output)")
    #expect(
      count(rough, "conversations/aggregates") == count(calm, "conversations/aggregates"))
    #expect(count(rough, "users/aggregates") == 2)
    #expect(try await rough.run("build").status == 0)
    let file = "public/one/2026-10-25/data/agents.csv"
    #expect(try rough.text(of: file) == (try calm.text(of: file)))
  }

  @Test func `a named agent whom the organization does not have is refused by its place`()
    async throws
  {
    let workspace = try SyntheticWorkspace(
      Self.options, more: "agents: {ids: [05e40000-0000-4000-8000-000000000201]}")
    let run = try await workspace.run("fetch", "--period", "2026-10-25")
    #expect(run.status == 78, "\(run.errors)")
    #expect(run.errors.contains("'agents.ids[1]' of the partner 'one'"), "\(run.errors)")
    #expect(!run.errors.contains("05e4"))
  }

  @Test func `nothing about agents is asked or shown where nobody wants it or is there`()
    async throws
  {
    let plain = try SyntheticWorkspace(Self.options)
    #expect(try await plain.run("fetch", "--period", "2026-10-25").status == 0)
    #expect(try await plain.run("build").status == 0)
    #expect(!plain.tenant.log.contains { $0.path.contains("users") || $0.path.contains("members") })

    // The organization of 1999 recorded no agents.
    let real = try DemoWorkspace(edits: [
      .init(
        "tallysheet.yml", "    name: Northline Contact\n",
        "    name: Northline Contact\n    agents: {of: queues}\n")
    ])
    let fetch = try await real.run("fetch", "--period", "1999-10-31")
    #expect(fetch.status == 0, "\(fetch.errors)")
    #expect(fetch.errors.contains("nothing about agents is asked"), "\(fetch.errors)")
    #expect(try await real.run("build").status == 0)
    for url in [
      plain.url.appending(path: "public/one/2026-10-25"),
      real.url.appending(path: "public/northline/1999-10-31"),
    ] {
      let files = try DemoWorkspace.files(in: url)
      #expect(files["data/agents.csv"] == nil)
      let page = String(decoding: try #require(files["index.html"]), as: UTF8.self)
      #expect(!page.contains("id=\"agents\""))
    }
  }
}
