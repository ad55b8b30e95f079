import Foundation
import Testing

/// What pages print, worked out again by a program in another language that knows only the files.
@Suite struct PassportTests {
  /// A month with credits, one without a record on two of its days, one with a day without a call.
  @Test(arguments: [("southquay", "1999-03"), ("northline", "1999-01"), ("northline", "1999-05")])
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
    let measures = try await Program.independent(
      "passports.py",
      [
        workspace.url.appending(path: "public/\(partner)/\(month)").path, "0", "",
        "sla,margins,working,whatif,measure-days,settlement,invoice,fees",
      ])
    #expect(measures.status == 0, "\(measures.output)\(measures.errors)")
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
      ("measure-stretches", ",reached,1,1,", ",reached,1,0,", "measure-stretches.csv"),
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

  /// A quarter as one, a forecast that was passed, a rounded figure, and lines that are rounded
  /// only as a sum.
  @Test func `a stranger recomputes gates, relief, verdicts and months that are judged as one`()
    async throws
  {
    let workspace = try DemoWorkspace()
    try FileManager.default.removeItem(at: workspace.url.appending(path: "commentary"))
    try Self.quarterly.write(
      to: workspace.url.appending(path: "contracts/southquay.yml"), atomically: true,
      encoding: .utf8)
    for month in ["1999-01", "1999-02", "1999-03"] {
      let fetch = try await workspace.run(
        "fetch", "--period", month, "--partner", "southquay", "--quiet")
      try #require(fetch.status == 0, "\(fetch.errors)")
    }
    let build = try await workspace.run("build", "--partner", "southquay", "--quiet")
    try #require(build.status == 0, "\(build.errors)")

    let folder = workspace.url.appending(path: "public/southquay/1999-03")
    let check = try await Program.independent(
      "passports.py", [folder.path, "0", "", "sla,margins,working,whatif,settlement,invoice"])
    #expect(check.status == 0, "\(check.output)\(check.errors)")
    let verify = try await Program.run(["verify", folder.path])
    #expect(verify.status == 0, "\(verify.output)\(verify.errors)")

    // What is given stands in the contract or is not there.
    let passports = try CSVText(folder.appending(path: "data/passports.csv"))
    let given = Set(
      passports.rows.filter { $0["formula"] == "" && $0["resource"] != "fees" }.map { row in
        row["resource"] == "working"
          ? "step " + (row["row"]?.split(separator: "=").last.map(String.init) ?? "")
          : "\(row["resource"] ?? "") \(row["column"] ?? "")"
      })
    #expect(
      given.subtracting([
        "sla target", "sla credit", "invoice rate", "margins compared", "margins margin_count",
        "measure-stretches weight", "measure-stretches met", "step forecast", "step step_percent",
        // What other months and other editions hold, and what no sum gives.
        "forecast forecast", "forecast offered", "failures in_a_row", "changes value",
        "changes former_value", "changes first_value",
      ]) == [])
    let steps = try CSVText(folder.appending(path: "data/working.csv")).rows.map { $0["step"] }
    for step in [
      "closed_intervals", "earlier_months", "volume", "relief_line", "excess_in_numerator",
      "stretches_reached", "stretches_small", "stretches_excluded",
    ] {
      #expect(steps.contains(step), "\(step)")
    }

    // Whoever changes a gate or an earlier month finds the figure named that it made.
    let changes = [
      ("opening", "1999-03-07T05:00:00Z", "1999-03-07T06:00:00Z", "working.csv"),
      (
        "measure-windows", "1999-03-01T05:00:00Z,closed", "1999-03-01T04:00:00Z,closed",
        "working.csv"
      ),
      (
        "earlier-months", "quarter,1999-01,4141,6205,7058,5700,4141",
        "quarter,1999-01,4141,6205,7058,5700,4142", "sla.csv"
      ),
      (
        "working", "relief,excess,Contacts taken out,", "relief,excess,Contacts taken out,1",
        "sla.csv"
      ),
    ]
    for (file, old, new, named) in changes {
      let url = folder.appending(path: "data/\(file).csv")
      let text = try String(contentsOf: url, encoding: .utf8)
      let place = try #require(text.firstRange(of: old), "\(file) \(text.prefix(600))")
      try text.replacingCharacters(in: place, with: new).write(
        to: url, atomically: true, encoding: .utf8)
      let forged = try await Program.run(["verify", folder.path])
      #expect(forged.status == 1)
      #expect(forged.output.contains("data/\(named) ("), "\(file): \(forged.output)")
      try text.write(to: url, atomically: true, encoding: .utf8)
    }
  }

  private static let quarterly = """
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
    coverage: 50 %
    finalAfter: 4 days
    exclusions:
      windows:
        - {from: 1999-02-08, to: 1999-02-10, reason: line failure, approver: both, evidence: letter}
        - {from: 1999-03-08, to: 1999-03-10, reason: line failure, approver: both, evidence: letter}
    forecast:
      locked: 10 days
      volumes:
        - {month: 1999-01, given: 1998-11-01, contacts: 100000}
        - {month: 1999-02, given: 1998-11-01, contacts: 100000}
        - {month: 1999-03, given: 1998-11-01, contacts: 5000}
    terms:
      - from: 1999-01-01
        billing: {add: exact lines}
        measures:
          - id: quarter
            clause: "1"
            title: Service level of the quarter
            metric: service level
            formula: answered_plus_late_abandoned
            window: quarter
            minimumVolume: 100
            target: at least 75 %
            credit:
              - {percent: 2}
          - id: relief
            clause: "2"
            title: Relieved
            metric: service level
            formula: answered
            scope: {hours: open}
            within: 20 s
            target: at least 60 %
            relief: {above: 110 %, mode: excess_favourable}
            credit:
              - {percent: 3}
          - id: abandons
            clause: "3"
            title: Relieved abandon rate
            metric: abandon rate
            formula: offered_less_short
            target: less than 5 %
            relief: {above: 110.5 %, mode: excess_favourable}
          - id: rounded
            clause: "4"
            title: Rounded
            metric: service level
            formula: offered
            compare: rounded to 0 decimals
            target: at least 75 %
          - id: speed
            clause: "5"
            title: Speed of answer
            metric: average speed of answer
            target: at most 60 s
            window: quarter
          - id: half-hours
            clause: "6"
            title: Half hours
            metric: service level
            formula: answered
            scope: {hours: open}
            window: {each: 30 min, reach: 90 %, minimum: 3, small: exclude, weigh: volume}
            target: at least 60 %
        fees:
          - {item: Answered calls, each: answered, rate: 5.405}
          - {item: Handled minutes, each: handled minute, rate: 0.333}

    """
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
