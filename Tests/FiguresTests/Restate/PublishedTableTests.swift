import Figures
import Foundation
import Testing

@Suite struct PublishedTableTests {
  private static func table(
    _ text: String, name: String = "days", key: [String] = ["queue", "date"],
    figures: [String] = ["offered", "level", "verdict"]
  ) -> PublishedTable {
    PublishedTable(
      name: name, key: key, figures: figures,
      bytes: Array(text.replacing("\n", with: "\r\n").utf8))
  }

  private static let first = """
    queue,date,offered,level,verdict,state
    "Loans, new",1999-10-14,1200,0.800000,met,provisional
    "Loans, new",1999-10-15,900,0.750000,missed,final
    *,1999-10-14,1300,,,final

    """

  /// By hand: 1,204 are 4 more than 1,200; 0.805 is 0.005 more than 0.8; the verdict turned; the
  /// state is no figure; an empty cell that is filled is added.
  @Test func `lists each cell that differs, by the key that pages mark it with`() throws {
    let second = """
      queue,date,offered,level,verdict,state
      "Loans, new",1999-10-14,1204,0.805000,missed,final
      "Loans, new",1999-10-15,900,0.750000,missed,final
      *,1999-10-14,1300,0.5,,final

      """
    let changes = try PublishedTable.changes(
      from: [Self.table(Self.first)], to: [Self.table(second)])
    let row = "days/queue=Loans, new,date=1999-10-14"
    #expect(
      changes == [
        CellChange(key: "days/queue=*,date=1999-10-14/level", kind: .added(to: "0.5")),
        CellChange(key: row + "/level", kind: .changed(from: "0.800000", to: "0.805000")),
        CellChange(key: row + "/offered", kind: .changed(from: "1200", to: "1204")),
        CellChange(key: row + "/verdict", kind: .changed(from: "met", to: "missed")),
      ])
    #expect(changes.map(\.difference) == [nil, Decimal(5) / 1000, 4, nil])
    #expect(changes[2].table == "days" && changes[2].column == "offered")
    #expect(changes[2].row == "queue=Loans, new,date=1999-10-14")
    #expect(changes.map(\.places) == [1, 6, 0, 0])
  }

  @Test func `a row that came or went moves no other row`() throws {
    let second = """
      queue,date,offered,level,verdict,state
      "Loans, new",1999-10-13,10,,,final
      "Loans, new",1999-10-14,1200,0.800000,met,provisional
      *,1999-10-14,1300,,,final

      """
    let changes = try PublishedTable.changes(
      from: [Self.table(Self.first)], to: [Self.table(second)])
    let row = "days/queue=Loans, new,date=1999-10-"
    #expect(
      changes == [
        CellChange(key: row + "13/offered", kind: .added(to: "10")),
        CellChange(key: row + "15/level", kind: .removed(from: "0.750000")),
        CellChange(key: row + "15/offered", kind: .removed(from: "900")),
        CellChange(key: row + "15/verdict", kind: .removed(from: "missed")),
      ])
  }

  @Test func `rows in another order are the same figures`() throws {
    var lines = Self.first.split(separator: "\n")
    lines.swapAt(1, 3)
    let moved = lines.joined(separator: "\n") + "\n"
    #expect(
      try PublishedTable.changes(from: [Self.table(Self.first)], to: [Self.table(moved)]).isEmpty)
  }

  @Test func `what is new replaces nothing, what is gone counts`() throws {
    let wider = """
      queue,date,offered,answered
      a,1999-10-14,5,4

      """
    let narrow = """
      queue,date,offered
      a,1999-10-14,5

      """
    let wide = Self.table(wider, figures: ["offered", "answered"])
    let slim = Self.table(narrow, figures: ["offered"])
    #expect(try PublishedTable.changes(from: [slim], to: [wide]).isEmpty)
    #expect(try PublishedTable.changes(from: [], to: [wide]).isEmpty)
    let gone = CellChange(
      key: "days/queue=a,date=1999-10-14/answered", kind: .removed(from: "4"))
    #expect(try PublishedTable.changes(from: [wide], to: [slim]) == [gone])
    #expect(try PublishedTable.changes(from: [wide], to: []).count == 2)
  }

  @Test func `a quoted quote is one, and a broken table is refused`() throws {
    let quoted = Self.table("queue,date,offered\n\"a \"\"b\"\"\",1999-10-14,5\n")
    let changes = try PublishedTable.changes(
      from: [quoted], to: [Self.table("queue,date,offered\n")])
    #expect(changes.map(\.key) == ["days/queue=a \"b\",date=1999-10-14/offered"])
    for text in [
      "queue,date,offered\na,1999-10-14\n", "queue,date,offered\n\"a,1999-10-14,5\n",
      "queue,offered\na,5\n", "queue,date,offered\na,d,5\na,d,6\n",
    ] {
      #expect(throws: PublishedTableError.self) {
        try PublishedTable.changes(from: [quoted], to: [Self.table(text)])
      }
    }
  }
}
