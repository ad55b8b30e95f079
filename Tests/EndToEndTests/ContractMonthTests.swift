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
