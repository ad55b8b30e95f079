import Foundation
import Testing

/// A contract whose months begin on the 15th, fetched and billed by the built program.
@Suite struct ContractMonthTests {
  @Test func `a month of the contract holds the same counts as the range of its days`() async throws
  {
    let fiscal = try DemoWorkspace(edits: [
      .init("contracts/northline.yml", "currency: ILS", "currency: ILS\nmonthBegins: 15"),
      .init("contracts/northline.yml", "- from: 1999-01-01", "- from: 1998-12-15"),
    ])
    let plain = try DemoWorkspace()
    for (workspace, period) in [(fiscal, "1999-02"), (plain, "1999-01-15/1999-02-15")] {
      for command in ["fetch", "build"] {
        let run = try await workspace.run(command, "--period", period, "--partner", "northline")
        try #require(run.status == 0, "\(run.errors)")
      }
    }
    func text(_ path: String, in workspace: DemoWorkspace? = nil) throws -> String {
      try String(
        contentsOf: (workspace ?? fiscal).url.appending(path: "public/northline/" + path),
        encoding: .utf8)
    }
    let range = "1999-01-15--1999-02-15"
    for name in ["intervals", "days", "month"] {
      #expect(
        try text("1999-02/data/\(name).csv") == text("\(range)/data/\(name).csv", in: plain),
        "\(name).csv")
    }
    // Both days are Israel's, two hours before UTC in winter.
    let days = try text("1999-02/data/days.csv")
    #expect(days.contains("1999-01-15T00:00:00+02:00"))
    #expect(days.contains("1999-02-14T00:00:00+02:00"))
    #expect(!days.contains("1999-02-15T00:00:00+02:00"))
    // The fee is 3.10 for each call answered, by the month's own row of all queues.
    let month = try text("1999-02/data/month.csv").components(separatedBy: "\r\n")
    let head = try #require(month.first).components(separatedBy: ",")
    let total = try #require(month.first { $0.hasPrefix("*,") }).components(separatedBy: ",")
    let column = try #require(head.firstIndex(of: "answered"))
    let answered = try #require(Decimal(string: total[column]))
    #expect(answered > 1000)
    let fee = try #require(Decimal(string: "3.10")) * answered
    #expect(try text("1999-02/data/invoice.csv").contains(",ILS,\(fee)"))
    #expect(try text("1999-02/index.html").contains("15 January to 14 February 1999"))
  }
}

/// Terms that the demo does not have, on the demo's months.
@Suite struct LawfulContractTests {
  private static let credit = """
            credit:                          # percent of the month's fees, by points below the target
              - {upTo: 5, percent: 2}
              - {upTo: 10, percent: 4}
              - {upTo: 15, percent: 6}
              - {upTo: 20, percent: 8}
              - {percent: 10}
    """

  private func build(
    _ edits: [(String, String)], _ months: [String], period: String
  ) async throws -> (DemoWorkspace, Program.Run) {
    let workspace = try DemoWorkspace(
      edits: edits.map { .init("contracts/northline.yml", $0.0, $0.1) })
    for month in months {
      let fetch = try await workspace.run("fetch", "--period", month, "--partner", "northline")
      try #require(fetch.status == 0, "\(fetch.errors)")
    }
    let run = try await workspace.run("build", "--period", period, "--partner", "northline")
    return (workspace, run)
  }

  private func rows(_ file: String, _ workspace: DemoWorkspace) throws -> [[String: String]] {
    try CSVText(workspace.url.appending(path: "public/northline/\(file).csv")).rows
  }

  @Test func `a month in grace shows what other formulas give, and turns nothing`() async throws {
    // February is met by the contract's formula and missed by two of the published ones.
    let (workspace, run) = try await build(
      [("target: at least 73 %", "target: at least 73 %\n        grace: 1999-12-01")],
      ["1999-02"], period: "1999-02")
    try #require(run.status == 0, "\(run.errors)")
    let table = try rows("1999-02/data/whatif", workspace)
    #expect(Set(table.compactMap { $0["result"] }).isSuperset(of: ["met", "missed"]))
    #expect(Set(table.compactMap { $0["flips"] }) == ["no"])
    #expect(try rows("1999-02/data/sla", workspace)[0]["verdict"] == "grace")
  }

  /// February: 15,439 of 21,099 in time are 73.176 %, and 7.906 % gave up; each page shows the number
  /// that was compared, and the build holds every page against the files.
  @Test func `a rounded comparison shows what was compared, and an item may hold a comma`()
    async throws
  {
    let workspace = try DemoWorkspace(edits: [
      .init(
        "contracts/northline.yml", "target: at least 73 %",
        "target: at least 73 %\n        compare: cut after 1 decimal"),
      .init(
        "contracts/northline.yml", "target: at most 10 %",
        "target: at most 10 %\n        compare: rounded to 0 decimals"),
      .init("contracts/northline.yml", "item: Answered calls", "item: \"Calls, answered\""),
    ])
    let theirs = workspace.url.appending(path: "theirs/northline/1999-02.csv")
    try FileManager.default.createDirectory(
      at: theirs.deletingLastPathComponent(), withIntermediateDirectories: true)
    try "Item;Amount\nCalls, answered;60304.30\n".write(
      to: theirs, atomically: true, encoding: .utf8)
    for command in ["fetch", "build"] {
      let run = try await workspace.run(command, "--period", "1999-02", "--partner", "northline")
      try #require(run.status == 0, "\(run.errors)")
    }
    let margins = try rows("1999-02/data/margins", workspace)
    #expect(margins.map { $0["compared"] } == ["73.1", "8", ""])
    let page = try String(
      contentsOf: workspace.url.appending(
        path: "public/northline/1999-02/measures/service-level.html"), encoding: .utf8)
    #expect(page.contains("the result, cut after 1 decimals, then compared"))
    #expect(!page.contains("by multiplication"))
    let undisputed = try rows("1999-02/data/undisputed", workspace)
    #expect(undisputed.first?["item"] == "Calls, answered")
    #expect(undisputed.first?["undisputed"] == "60304.30")
  }

  @Test func `a bonus is paid, and the month verifies`() async throws {
    let (workspace, run) = try await build(
      [(Self.credit, "        credit: {perPoint: 100, bonusFrom: 85 %}")], ["1999-10"],
      period: "1999-10")
    try #require(run.status == 0, "\(run.errors)")
    let measure = try rows("1999-10/data/sla", workspace)[0]
    let above = try #require(Decimal(string: measure["numerator"] ?? ""))
    let below = try #require(Decimal(string: measure["denominator"] ?? ""))
    var bonus = (above * 100 / below - 85) * 100
    var cents = Decimal()
    NSDecimalRound(&cents, &bonus, 2, .plain)
    #expect(cents > 100)
    let line = try #require(
      try rows("1999-10/data/invoice", workspace).first { $0["item"] == "Bonus: Service level" })
    #expect(Decimal(string: line["amount"] ?? "") == cents)
  }

  @Test func `minutes are charged exactly, and rounded once`() async throws {
    let (workspace, run) = try await build(
      [
        (
          "- {item: Answered calls, each: answered, rate: 3.10}",
          "- {item: Handling, each: handled minute, rate: 9999.99}"
        )
      ], ["1999-10"], period: "1999-10")
    try #require(run.status == 0, "\(run.errors)")
    let total = try #require(
      try rows("1999-10/data/month", workspace).first { $0["queue_id"] == "*" })
    let milliseconds = try #require(Decimal(string: total["handle_ms"] ?? ""))
    var exact = milliseconds / 60_000 * (Decimal(string: "9999.99") ?? 0)
    var cents = Decimal()
    NSDecimalRound(&cents, &exact, 2, .plain)
    let line = try rows("1999-10/data/invoice", workspace)[0]
    let amount = try #require(Decimal(string: line["amount"] ?? ""))
    // Six decimals of a minute are far below a cent for each ten thousand of the rate.
    #expect(abs(amount - cents) <= Decimal(string: "0.01") ?? 0, "\(amount) \(cents)")
  }

  @Test func `a contract that is younger than the archive bills its own months`() async throws {
    let (workspace, run) = try await build(
      [("- from: 1999-01-01", "- from: 1999-05-01")], ["1999-02", "1999-10"], period: "1999-10")
    try #require(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("build northline 1999-02: left out of the start page"))
    #expect(try rows("data/periods", workspace).compactMap { $0["period"] } == ["1999-10"])
  }

  @Test func `what cannot be put in place is no edition`() async throws {
    let (workspace, run) = try await build([], ["1999-10"], period: "1999-10")
    try #require(run.status == 0, "\(run.errors)")
    let editions = """
      import sqlite3, sys
      print(sqlite3.connect(sys.argv[1]).execute("SELECT count(*) FROM edition").fetchone()[0])
      """
    let archive = workspace.url.appending(path: "archive/northline.sqlite").path
    #expect(try await Program.system(["python3", "-c", editions, archive]).output == "1\n")
    try workspace.apply(.init("contracts/northline.yml", "rate: 3.10", "rate: 3.20"))
    let blocked = try await workspace.run(
      "build", "--period", "1999-10", "--partner", "northline", "--output", "/dev/null/site")
    #expect(blocked.status != 0)
    #expect(try await Program.system(["python3", "-c", editions, archive]).output == "1\n")
  }

  /// What is said of a month so far is in its files, and verifies like any other month.
  ///
  /// It is the month of the day on which the test runs, so on its first day there is nothing yet.
  @Test(.enabled(if: Self.day > 1))
  func `a month that is under way is built and verifies`() async throws {
    let today = Date.now.formatted(.iso8601.year().month().day())
    let month = String(today.prefix(7))
    let workspace = try SyntheticWorkspace(
      "seed=5,partners=1,queues=2,agents=3,calls=60,media=voice,from=\(month)-01,to=\(today),"
        + "zone=Europe/Berlin")
    let fetch = try await workspace.run("fetch", "--period", month, "--quiet")
    try #require(fetch.status == 0, "\(fetch.errors)")
    let build = try await workspace.run("build", "--quiet")
    #expect(build.status == 0, "\(build.errors)")
    let verify = try await Program.run([
      "verify", workspace.url.appending(path: "public/one/\(month)").path,
    ])
    #expect(verify.status == 0, "\(verify.output)")
  }

  private static var day: Int { Calendar(identifier: .gregorian).component(.day, from: .now) }
}
