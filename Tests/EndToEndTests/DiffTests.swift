import DemoTenant
import Foundation
import Testing

/// Two captures of a month whose source counted one call more in each queue the second time.
@Suite struct DiffTests {
  private struct Difference: Decodable {
    struct Side: Decodable { let capture: String }
    struct Line: Decodable {
      let figure: String
      let from, to, difference: String?
      let causes: [String]
      let kind: String
    }
    struct Judgement: Decodable {
      let measure: String
      let from, to: String?
    }
    struct Effect: Decodable {
      let measures: [Judgement]
      let netFrom, netTo, netDifference: String?
    }
    let from, to: Side?
    let differences: [Line]
    let effect: Effect?

    subscript(figure: String) -> Line? { differences.first { $0.figure == figure } }
  }

  /// Three queues have one answered call more each on the 15th, at 5.40 for each: 16.20.
  @Test func `names each figure that a second capture changes, and what it costs`() async throws {
    let workspace = try DemoWorkspace()
    let month = ["--period", "1999-10", "--partner", "southquay"]
    func run(_ command: String, _ more: String...) async throws -> Program.Run {
      try await Program.run([command, "--workspace", workspace.url.path] + month + more)
    }
    #expect(try await run("diff").status == 66)
    #expect(try await run("fetch").status == 0)

    let one = try await run("diff")
    #expect(one.status == 0, "\(one.errors)")
    #expect(one.output.contains("has one capture"), "\(one.output)")

    let late = try DemoTenant.start(TenantOptions(faults: "restated@1+1"))
    defer { late.stop() }
    try workspace.apply(.init("tallysheet.yml", workspace.tenant.baseURL, late.baseURL))
    #expect(try await run("fetch").status == 0)

    let text = try await run("diff")
    #expect(text.status == 1, "\(text.errors)")
    #expect(text.output.contains("Cause: late data, a revision."))
    #expect(text.output.contains("sla/measure=service-level/numerator"))

    let json = try await run("diff", "--json")
    #expect(json.status == 1)
    let difference = try JSONDecoder().decode(Difference.self, from: Data(json.output.utf8))
    let captures = try [difference.from, difference.to].map { try #require($0?.capture) }
    #expect(captures[0] < captures[1])
    let offered = difference.differences.filter {
      $0.figure.hasPrefix("days/") && $0.figure.hasSuffix("/offered")
    }
    #expect(offered.count == 3)
    #expect(offered.allSatisfy { $0.difference == "1" && $0.causes == ["late data"] })
    #expect(
      offered.allSatisfy { $0.figure.contains("1999-10-14T22:00:00Z") && $0.kind == "revision" })
    let quantity = try #require(difference["invoice/line=1/quantity"])
    #expect(quantity.difference == "3")
    let effect = try #require(difference.effect)
    #expect(effect.netDifference == "16.20", "\(effect)")
    #expect(effect.measures.allSatisfy { $0.from == "met" && $0.to == "met" })

    let back = try await run("diff", "--from", captures[1], "--to", captures[0], "--json")
    #expect(back.status == 1, "\(back.errors)")
    let reverse = try JSONDecoder().decode(Difference.self, from: Data(back.output.utf8))
    #expect(reverse.differences.count == difference.differences.count)
    #expect(reverse["invoice/line=1/quantity"]?.difference == "-3")
    #expect(try await run("diff", "--from", captures[0], "--to", captures[0]).status == 0)
    for missing in [["--from", "19990101T000000Z-01"], ["--to", captures[0]]] {
      let run = try await Program.run(
        ["diff", "--workspace", workspace.url.path] + month + missing)
      #expect(run.status == 66, "\(missing) \(run.output)")
    }
  }
}
