import DemoTenant
import Foundation
import Testing

/// A service that misbehaves costs time, or stops the run; it never changes a figure.
@Suite struct FaultTests {
  struct Case: CustomTestStringConvertible {
    let faults: String
    let isGuide: Bool
    let status: Int32
    /// The file whose figures must be those of a calm service, when the run goes well.
    let file: String

    var testDescription: String { "\(faults), \(isGuide ? "guide" : "published")" }
  }

  private static func right(
    _ faults: [String], guide: Bool, file: String = "intervals.csv"
  ) -> [Case] {
    faults.map { Case(faults: $0, isGuide: guide, status: 0, file: file) }
  }

  private static func stops(_ status: Int32, _ faults: [String], guide: Bool) -> [Case] {
    faults.map { Case(faults: $0, isGuide: guide, status: status, file: "") }
  }

  /// Requests 1 to 5 ask for grants, organization, limits, queues and masking, 6 and 7 for intervals, 8
  /// for the total.
  static let published =
    right(
      [
        "429@7", "429-date@7", "429-bare@7", "429-reset@7", "500@7", "502@7", "503@7",
        "503-after@7", "504@7", "reset@7", "reset-mid@7", "cut@7", "garbage@7",
        "truncated-json@7", "drip@7", "bomb@7", "skew@7", "401@7", "expire@7", "revoke@7",
        "short-life", "decimal@1+1", "exponent@1+1", "unknown-member@1+1", "too-large@1+1",
        "too-large-400@1+1", "page-reorder@1+1", "page-repeat@1+1", "page-loop@1+1",
        "no-total@1+1", "no-next@1+1", "no-link@1+1", "unknown-scope@1+1", "text-number@7",
        "negative@7", "wrong-interval@7", "ignores-views@7", "absent-groups@7",
        "absent-groups@8", "absent-metrics@7",
      ], guide: false)
    + right(["no-5m@1+1", "no-15m@1+1"], guide: false, file: "days.csv")
    + stops(75, ["429-day@7"], guide: false)
    + stops(77, ["redirect@7", "foreign-next@1+1", "write-grant@1+1"], guide: false)
    + stops(69, ["500@1+1"], guide: false)
    + stops(
      65,
      [
        "garbage@1+1", "truncated-json@7+1", "bomb@7+1", "text-number@1+1", "negative@1+1",
        "overflow@1+1", "unknown-metric@1+1", "wrong-interval@1+1", "repeat-interval@1+1",
        "ignores-views@1+1", "page-short@1+1", "absent-groups@1+1", "absent-metrics@1+1",
      ], guide: false)

  static let guide =
    right(
      [
        "429@10", "reset-mid@10", "revoke@10", "decimal@1+1", "exponent@1+1", "unknown-member@1+1",
        "too-large@1+1", "page-reorder@1+1", "no-next@1+1", "no-link@1+1", "no-total@1+1",
        "absent-groups@10",
      ], guide: true)
    + stops(
      77,
      [
        "foreign-next@1+1", "write-scope@1+1", "unknown-scope@1+1", "token-write-scope",
        "token-unknown-scope",
      ], guide: true)
    + stops(
      65,
      [
        "page-loop@1+1", "page-repeat@1+1", "page-short@1+1", "text-number@1+1", "negative@1+1",
        "overflow@1+1", "unknown-metric@1+1", "wrong-interval@1+1", "repeat-interval@1+1",
        "absent-groups@1+1", "absent-metrics@1+1",
      ], guide: true)

  /// What has a test of its own below.
  private static let others = ["restated"]

  @Test func `every fault that the service can commit is tried`() {
    let tried = Set(
      (Self.published + Self.guide).map { String($0.faults.prefix { $0 != "@" }) } + Self.others)
    let options = ["short-life", "token-write-scope", "token-unknown-scope"]
    #expect(tried == Set(FaultPlan.kinds + options))
  }

  @Test(arguments: published + guide)
  func `either the figures come out right or nothing is published`(example: Case) async throws {
    var edits: [DemoWorkspace.Edit] = []
    if example.isGuide {
      edits.append(.init("tallysheet.yml", "dialect: published", "dialect: guide"))
    }
    let workspace = try DemoWorkspace(faults: example.faults, edits: edits)
    let fetch = try await workspace.run(
      "fetch", "--period", "1999-10", "--partner", "southquay", "--log-level", "trace")
    #expect(fetch.status == example.status, "\(fetch.errors)")
    #expect(!(fetch.output + fetch.errors).contains("+442079460999"))
    #expect(!fetch.errors.contains("Bearer"))
    guard example.status == 0 else {
      #expect(fetch.errors.contains("tallysheet: fetch"), "\(fetch.errors)")
      #expect(try await workspace.run("build", "--partner", "southquay").status == 66)
      #expect(!FileManager.default.fileExists(atPath: workspace.url.appending(path: "public").path))
      return
    }
    let build = try await workspace.run("build", "--partner", "southquay")
    #expect(build.status == 0, "\(build.errors)")
    let place = "public/southquay/1999-10/data/\(example.file)"
    let found = try Data(contentsOf: workspace.url.appending(path: place))
    #expect(found == (try await Calm.shared.file(place)))
  }
}

extension FaultTests {
  /// From the eighth request on, the total, each queue has one call more.
  @Test func `history that changes between two answers is asked for anew`() async throws {
    let workspace = try DemoWorkspace(faults: "restated@8")
    let fetch = try await workspace.run(
      "fetch", "--period", "1999-10", "--partner", "southquay")
    #expect(fetch.status == 0, "\(fetch.errors)")
    #expect(fetch.errors.contains("total of offered"), "\(fetch.errors)")
    #expect(try await workspace.run("build", "--partner", "southquay").status == 0)
    let place = "public/southquay/1999-10/data/month.csv"
    let found = try rows(Data(contentsOf: workspace.url.appending(path: place)))
    let calm = try rows(await Calm.shared.file(place))
    #expect(found.count == calm.count && found.count == 4)
    for (name, row) in calm {
      let queues = name == "*" ? 3 : 1
      #expect(found[name]?.offered == row.offered + queues, "\(name)")
      #expect(found[name]?.answered == row.answered + queues, "\(name)")
    }
  }

  private func rows(_ file: Data) throws -> [String: (offered: Int, answered: Int)] {
    let lines = String(decoding: file, as: UTF8.self).split(separator: "\r\n").dropFirst()
    return Dictionary(
      try lines.map { line in
        let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        // The label of one queue could hold a comma; of these none does.
        return (cells[0], (try #require(Int(cells[7])), try #require(Int(cells[8]))))
      }, uniquingKeysWith: { first, _ in first })
  }

  @Test func `a fetch that ran into a daily limit goes on another day`() async throws {
    let workspace = try DemoWorkspace(faults: "429-day@8")
    let arguments = ["fetch", "--workspace", workspace.url.path, "--period", "1999-10"]
    let first = try await Program.run(arguments + ["--partner", "southquay"])
    #expect(first.status == 75, "\(first.errors)")
    let second = try await Program.run(arguments + ["--partner", "southquay"])
    #expect(second.status == 0, "\(second.errors)")
    #expect(second.errors.contains("going on with 2 answers"), "\(second.errors)")
    #expect(try await workspace.run("build", "--partner", "southquay").status == 0)
    let place = "public/southquay/1999-10/data/intervals.csv"
    let found = try Data(contentsOf: workspace.url.appending(path: place))
    #expect(found == (try await Calm.shared.file(place)))
  }
}

/// The files of a workspace whose service behaved, made once.
private actor Calm {
  static let shared = Calm()
  private var workspace: Task<DemoWorkspace, any Error>?

  func file(_ place: String) async throws -> Data {
    let task =
      workspace
      ?? Task {
        let workspace = try DemoWorkspace()
        let arguments = ["--partner", "southquay"]
        _ = try await Program.run(
          ["fetch", "--workspace", workspace.url.path, "--period", "1999-10"] + arguments)
        _ = try await Program.run(["build", "--workspace", workspace.url.path] + arguments)
        return workspace
      }
    workspace = task
    return try Data(contentsOf: try await task.value.url.appending(path: place))
  }
}
