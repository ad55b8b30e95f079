import Figures
import Foundation
import Testing

@Suite struct DataQualityTests {
  @Test(arguments: try WorkedExamples.cases("completeness"))
  func `every interval is expected once`(example: WorkedExamples.Case) throws {
    let input = example.input
    let window = Window(
      try Instant(input.requireText("from")), try Instant(input.requireText("to")))
    let rows = try input.list("rows").compactMap(\.text).map { try Instant($0) }
    let check = IntervalCheck(
      rows.reversed(), in: window, step: try input.requireInteger("step_min") * 60)
    func texts(_ instants: [Instant]) -> WorkedExamples.Value {
      .list(instants.map { .text($0.text) })
    }
    #expect(
      example.expected
        == .object([
          "expected": .integer(check.expected), "present": .integer(check.present),
          "missing": texts(check.missing), "duplicated": texts(check.duplicated),
          "outside": texts(check.outside),
          "coverage_pct": text(check.coverage.quotient?.percent.text(2)),
        ]))
    #expect(!check.isClean)
  }

  @Test func `a row beside the grid is outside`() throws {
    let start = try Instant("2025-03-03T09:00:00Z")
    let window = Window(start, start + 600)
    let beside = IntervalCheck([start, start + 300, start + 301], in: window, step: 300)
    #expect(beside.outside == [start + 301])
    #expect(!beside.isClean)
    #expect(IntervalCheck([start, start + 300], in: window, step: 300).isClean)
  }

  @Test(arguments: try WorkedExamples.cases("identity_check"))
  func `offered is its outcomes, or there is a gap to explain`(
    example: WorkedExamples.Case
  ) throws {
    let counts = try #require(example.input["counts"])
    let check = IdentityCheck(
      offered: try counts.requireInteger("offered"),
      answered: try counts.requireInteger("answered"),
      abandoned: try counts.requireInteger("abandoned"),
      flowOut: try counts.requireInteger("flow_out"))
    #expect(
      example.expected
        == .object([
          "gap": .integer(check.gap), "gap_pct": text(check.share.quotient?.percent.text(2)),
          "status": .text(check.status.rawValue),
        ]))
  }

  @Test(arguments: try WorkedExamples.cases("restatement"))
  func `a change keeps the first value beside the new one`(example: WorkedExamples.Case) throws {
    func figures(_ key: String) -> [String: Int] {
      (example.input[key]?.members ?? [:]).compactMapValues(\.integer)
    }
    let changes = FigureChange.all(from: figures("first"), to: figures("second"))
    let found: [WorkedExamples.Value] = changes.map { change in
      var row: [String: WorkedExamples.Value] = [
        "key": .text(change.key), "change": .text(change.kind.word),
      ]
      switch change.kind {
      case .changed(let from, let to): (row["from"], row["to"]) = (.integer(from), .integer(to))
      case .removed(let from): row["from"] = .integer(from)
      case .added(let to): row["to"] = .integer(to)
      }
      row["delta"] = change.delta.map { .integer($0) }
      return .object(row)
    }
    #expect(example.expected == .object(["changes": .list(found)]))
  }
}
