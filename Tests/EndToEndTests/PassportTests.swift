import Foundation
import Testing

/// What pages print, worked out again by a program in another language that knows only the files.
@Suite struct PassportTests {
  /// A month with credits and one without a record on two of its days.
  @Test(arguments: [("southquay", "1999-03"), ("northline", "1999-01")])
  func `a stranger recomputes a thousand random figures of a month from the CSV files`(
    partner: String, month: String
  ) async throws {
    let workspace = try DemoWorkspace()
    try FileManager.default.removeItem(at: workspace.url.appending(path: "commentary"))
    let fetch = try await workspace.run(
      "fetch", "--period", month, "--partner", partner, "--quiet")
    try #require(fetch.status == 0, "\(fetch.errors)")
    let build = try await workspace.run("build", "--partner", partner, "--quiet")
    try #require(build.status == 0, "\(build.errors)")

    for (name, bytes) in try DemoWorkspace.files(in: workspace.url.appending(path: "public"))
    where name.hasSuffix(".html") && (name.contains("/working") || name.contains("/evidence")) {
      let page = String(decoding: bytes, as: UTF8.self)
      #expect(bytes.count < 150_000, "\(name)")
      #expect(page.components(separatedBy: "<tr").count <= 1500, "\(name)")
      #expect(page.components(separatedBy: "</").count < 5000, "\(name)")
    }

    let check = try await Program.independent(
      "passports.py",
      [workspace.url.appending(path: "public/\(partner)/\(month)").path, "1000", "1"])
    #expect(check.status == 0, "\(check.output)\(check.errors)")
    #expect(check.output.hasPrefix("1000 of "), "\(check.output)")
  }

  /// Hours, queues, thresholds and exclusions of a measure's own, and months judged by their parts.
  @Test func `a stranger recomputes every measure that counts rows of its own`() async throws {
    let workspace = try DemoWorkspace()
    try FileManager.default.removeItem(at: workspace.url.appending(path: "commentary"))
    try Self.contract.write(
      to: workspace.url.appending(path: "contracts/southquay.yml"), atomically: true,
      encoding: .utf8)
    let fetch = try await workspace.run(
      "fetch", "--period", "1999-02", "--partner", "southquay", "--quiet")
    try #require(fetch.status == 0, "\(fetch.errors)")
    let build = try await workspace.run("build", "--partner", "southquay", "--quiet")
    try #require(build.status == 0, "\(build.errors)")

    let folder = workspace.url.appending(path: "public/southquay/1999-02")
    let check = try await Program.independent(
      "passports.py",
      [folder.path, "0", "", "sla,margins,working,whatif,measure-days,settlement,invoice"])
    #expect(check.status == 0, "\(check.output)\(check.errors)")
    // Nothing that a measure counts is given: its parts, days and other formulas are formulas.
    let passports = try String(
      contentsOf: folder.appending(path: "data/passports.csv"), encoding: .utf8)
    for line in passports.split(separator: "\r\n") {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      guard ["numerator", "denominator", "value"].contains(cells[2]),
        ["sla", "measure-days", "measure-stretches", "whatif"].contains(cells[0])
      else { continue }
      #expect(!cells[4].isEmpty, "\(line)")
    }
    let verify = try await Program.run(["verify", folder.path])
    #expect(verify.status == 0, "\(verify.output)\(verify.errors)")

    // Whoever moves a window, a queue or a wait finds the measures that count it named.
    let changes = [
      ("measure-windows", "1999-02-08T22:00:00Z", "1999-02-08T21:00:00Z", "margins.csv"),
      (
        "measure-series", "one-queue,90e0e000-0000-4000-8000-000000000105", "one-queue,x", "sla.csv"
      ),
      ("ranges", "T08:00:00Z,1,", "T08:00:00Z,2,", "ratios-interval.csv"),
      ("measure-stretches", ",reached,1,1\r\n", ",reached,1,0\r\n", "measure-stretches.csv"),
    ]
    for (file, old, new, named) in changes {
      let url = folder.appending(path: "data/\(file).csv")
      let text = try String(contentsOf: url, encoding: .utf8)
      let place = try #require(text.firstRange(of: old), "\(file)")
      try text.replacingCharacters(in: place, with: new).write(
        to: url, atomically: true, encoding: .utf8)
      let forged = try await Program.run(["verify", folder.path])
      #expect(forged.status == 1)
      #expect(forged.output.contains("data/\(named) ("), "\(file): \(forged.output)")
      try text.write(to: url, atomically: true, encoding: .utf8)
    }
  }

  private static let contract = """
    title: Voice services agreement
    zone: Asia/Jerusalem
    currency: ILS
    answeredWithin: 60 s
    shortAbandon: 5 s
    otherFormulas: all
    hours:
      sunday to thursday: 07:00-24:00
      friday: 07:00-14:00
      saturday: 20:00-24:00
    holidays: []
    coverage: 90 %
    finalAfter: 4 days
    exclusions:
      windows:
        - from: 1999-02-08
          to: 1999-02-10
          reason: line failure at the exchange
          approver: both parties
          evidence: letter of 12 February 1999
    terms:
      - from: 1999-01-01
        measures:
          - id: own-threshold
            clause: "1"
            title: Answered in 20 seconds
            metric: service level
            formula: answered_plus_late_abandoned
            within: 20 s
            scope: {hours: open}
            target: at least 40 %
            credit:
              - {percent: 2}
          - id: one-queue
            clause: "2"
            title: One queue
            metric: service level
            formula: offered_less_short
            scope: {queues: [Securities desk]}
            target: at least 99 %
            credit:
              - {percent: 3}
          - id: good-days
            clause: "3"
            title: Good days
            metric: service level
            formula: offered
            window: {each: day, reach: 80 %}
            target: at least 50 %
          - id: half-hours
            clause: "4"
            title: Half hours by volume
            metric: service level
            formula: answered
            scope: {hours: open}
            window: {each: 30 min, reach: 90 %, minimum: 3, small: met, weigh: volume}
            target: at least 60 %
          - id: quick-days
            clause: "5"
            title: Days with a short wait
            metric: average speed of answer
            window: {each: day, reach: 70 %}
            target: at most 90 s
          - id: first-weeks
            clause: "6"
            title: The first weeks
            metric: abandon rate
            formula: offered
            window: {from: 1999-02-01, until: 1999-02-15}
            target: at most 20 %
        fees:
          - {item: Answered calls, each: answered, rate: 5.40}

    """
}
