import Figures
import Foundation
import Testing

@Suite struct EditionTests {
  private static let offered = "month/queue_id=*,media=voice,direction=*/offered"

  private static func edition(_ number: Int, _ changes: [CellChange]) throws -> Edition {
    Edition(
      number: number, capture: "c\(number)", captured: try Instant("1999-11-0\(number)T00:00:00Z"),
      causes: number == 1 ? [] : [.lateData], changes: changes)
  }

  @Test func `a figure keeps what was published of it first`() throws {
    let net = "settlement/item=net/amount"
    let editions = [
      try Self.edition(1, []),
      try Self.edition(
        2, [CellChange(key: Self.offered, kind: .changed(from: "1200", to: "1204"))]),
      try Self.edition(
        3,
        [
          CellChange(key: Self.offered, kind: .changed(from: "1204", to: "1203")),
          CellChange(key: net, kind: .added(to: "5.00")),
        ]),
    ]
    #expect(editions.restated[Self.offered]?.first == "1200")
    #expect(editions.restated[Self.offered]?.edition == 1)
    #expect(editions.restated[net]?.first == nil)
    #expect(editions.restated[net]?.edition == 2)
    #expect(editions.map(\.lateContacts) == [0, 4, -1])
  }

  @Test func `a difference without an entry is refused`() throws {
    let change = CellChange(key: Self.offered, kind: .changed(from: "1200", to: "1204"))
    let first = try Self.edition(1, [])
    let second = try Self.edition(2, [change])
    try [first, second].check([change], from: 1)
    try [first].check([], from: 1)
    #expect(throws: EditionError.silent(key: Self.offered, number: 1)) {
      try [first].check([change], from: 1)
    }
    #expect(throws: EditionError.silent(key: Self.offered, number: 2)) {
      try [first, second].check([change], from: 2)
    }
    let other = CellChange(key: Self.offered, kind: .changed(from: "1200", to: "1205"))
    #expect(throws: EditionError.self) { try [first, second].check([other], from: 1) }
  }
}

@Suite struct RestatementCauseTests {
  private static func basis(
    answer: String = "a", within: Int = 20_000, _ contract: Contract, isFinal: Bool = true,
    history: [String] = ["1999-09 1"]
  ) throws -> EditionBasis {
    EditionBasis(
      answer: answer,
      question: EditionBasis.Question(
        thresholds: Thresholds(answeredWithin: within, shortAbandon: 5000), step: 300,
        recorded: .all, series: [], until: try Instant("1999-11-01T00:00:00Z")),
      contract: contract, isFinal: isFinal, history: history)
  }

  private static func contract(
    coverage: Decimal = 90, exclusions: [ExclusionLog.Entry] = []
  ) throws -> Contract {
    Contract(
      title: "Services", zone: try systemZone("Etc/UTC"),
      currency: try #require(Currency(code: "EUR")), hours: .always,
      thresholds: Thresholds(answeredWithin: 20_000, shortAbandon: 5000),
      minimumCoveragePercent: coverage, finalAfterDays: 4, terms: [],
      exclusions: ExclusionLog(.any, exclusions), monthBegins: 22, claimDays: 21)
  }

  private static func exclusion() throws -> ExclusionLog.Entry {
    ExclusionLog.Entry(
      span: LocalSpan(
        from: try #require(LocalMoment("1999-10-14")), to: try #require(LocalMoment("1999-10-15"))),
      reason: "strike", approver: "both", evidence: "letter", measures: nil)
  }

  @Test func `what is published beside the figures has causes of its own`() throws {
    let former = try Self.basis(Self.contract(), isFinal: false)
    let basis = try Self.basis(Self.contract())
    func cell(_ table: String, _ row: String) -> CellChange {
      CellChange(key: "\(table)/\(row)/value", kind: .changed(from: "1", to: "2"))
    }
    func column(_ name: String) -> CellChange {
      cell("columns", "queue_id=q,media=voice,direction=inbound,name=\(name),part=count")
    }
    let tables = [
      PublishedTable(
        name: "columns", key: ["name"], figures: ["value"],
        bytes: Array("name,value\r\nnOverSla,1\r\n".utf8))
    ]
    func causes(_ changes: [CellChange], in tables: [PublishedTable]) throws -> [RestatementCause] {
      try basis.causes(of: changes, since: former, in: tables)
    }
    #expect(try causes([column("nOverSla")], in: tables) == [.lateData])
    #expect(try causes([column("nError")], in: tables) == [.settings])
    #expect(try causes([column("nOverSla")], in: []) == [.settings])
    let verdict = cell("sla", "measure=service-level")
    #expect(try causes([verdict], in: tables) == [.final])
    #expect(try causes([verdict, column("nOverSla")], in: tables) == [.lateData, .final])
    #expect(try causes([], in: []) == [.final])
    let own = RestatementCause.moving(column("nOverSla"), among: [.lateData, .final])
    #expect(own == [.lateData])
  }

  @Test func `each input that differs is a cause`() throws {
    let plain = try Self.contract()
    let former = try Self.basis(plain)
    func causes(_ basis: EditionBasis) -> [RestatementCause] { basis.causes(since: former) }
    #expect(causes(try Self.basis(answer: "b", plain)) == [.lateData])
    #expect(causes(try Self.basis(answer: "b", within: 30_000, plain)) == [.settings])
    let excluding = try Self.contract(exclusions: [Self.exclusion()])
    #expect(causes(try Self.basis(excluding)) == [.exclusion])
    #expect(try Self.basis(excluding).exclusions(since: former) == 1)
    #expect(causes(try Self.basis(Self.contract(coverage: 80))) == [.contract])
    #expect(
      causes(
        try Self.basis(answer: "b", Self.contract(coverage: 80, exclusions: [Self.exclusion()])))
        == [.lateData, .exclusion, .contract])
    #expect(causes(former) == [.correction])
    #expect(causes(try Self.basis(plain, history: ["1999-09 2"])) == [.earlier])
    #expect(former.causes(since: try Self.basis(plain, isFinal: false)) == [.final])
    #expect(RestatementCause.allCases.filter(\.isCorrection) == [.correction])
  }

  @Test func `a contract moves no count`() {
    let count = CellChange(key: "days/queue_id=q/offered", kind: .changed(from: "1", to: "2"))
    let verdict = CellChange(key: "sla/measure=m/verdict", kind: .changed(from: "met", to: "x"))
    let causes: [RestatementCause] = [.lateData, .exclusion]
    #expect(RestatementCause.moving(count, among: causes) == [.lateData])
    #expect(RestatementCause.moving(verdict, among: causes) == causes)
    #expect(RestatementCause.moving(count, among: [.contract]) == [.contract])
  }
}
