/// Holds every marked figure of pages against the tables beside them: the cell, and the text that
/// the reader sees.
struct PageCheck {
  private let data: String
  private let label: String
  private let resources: [String: String]
  private var tables: [[UInt8]: LookupTable] = [:]
  private(set) var figures = 0
  private(set) var pages = 0
  /// The last row, because a row of a page is a row of a table.
  private var last: (resource: [UInt8], selector: [UInt8], table: LookupTable, row: Int)?

  /// `data` is the folder of the package.
  init(data: String, label: String, package: DescribedPackage?) {
    self.data = data
    self.label = label
    resources = Dictionary(
      (package?.resources ?? []).map { ($0.name, $0.path) }, uniquingKeysWith: { first, _ in first }
    )
  }

  mutating func check(_ page: String, bytes: [UInt8], _ findings: inout SiteFindings) throws {
    pages += 1
    var marks: [MarkedFigure] = []
    PageMarks.forEach(in: bytes) { marks.append($0) }
    for mark in marks {
      figures += 1
      if let finding = try finding(mark, on: label + page) { findings.add(finding) }
    }
  }

  private mutating func finding(_ mark: MarkedFigure, on page: String) throws -> SiteFinding? {
    guard let key = mark.key else {
      return SiteFinding(
        .page, page, at: mark.badKey, "a marked figure names no cell",
        found: "“\(Self.text(mark.text))”")
    }
    switch try row(key) {
    case .failure(let problem): return SiteFinding(.page, page, at: key.text, problem.what)
    case .success(let (table, row)):
      guard let cell = table.cell(row, key.column) else {
        let column = Self.text(key.column)
        return SiteFinding(.page, page, at: key.text, "the table has no column '\(column)'")
      }
      guard cell.elementsEqual(mark.value) else {
        return SiteFinding(
          .page, page, at: key.text, "the page holds another value than the table",
          found: Self.text(mark.value), expected: Self.text(Array(cell)))
      }
    }
    if let value = mark.machineValue, value != mark.value {
      return SiteFinding(
        .page, page, at: key.text, "the element's own value is another", found: Self.text(value),
        expected: Self.text(mark.value))
    }
    guard ShownNumber.agrees(mark.text, mark) else {
      return SiteFinding(
        .page, page, at: key.text, "the printed text does not show the value (\(mark.unit))",
        found: "“\(Self.text(mark.text))”",
        expected: Self.text(mark.value) + (mark.sign.isEmpty ? "" : ", " + mark.sign))
    }
    return nil
  }

  private struct Problem: Error { let what: String }

  private mutating func row(
    _ key: MarkedFigure.Key
  ) throws -> Result<(LookupTable, Int), Problem> {
    if let last, last.selector == key.row, last.resource == key.resource {
      return .success((last.table, last.row))
    }
    let name = Self.text(key.resource)
    if tables[key.resource] == nil {
      guard let path = resources[name], OutputPath.isSafe(path), DiskFile("\(data)/\(path)").exists
      else { return .failure(Problem(what: "there is no table '\(name)'")) }
      do { tables[key.resource] = try LookupTable("\(data)/\(path)") } catch let error as CSVError {
        return .failure(Problem(what: "the table cannot be read at line \(error.line)"))
      }
    }
    guard let table = tables[key.resource] else {
      return .failure(Problem(what: "there is no table '\(name)'"))
    }
    switch table.row(where: key.row) {
    case .row(let row):
      last = (key.resource, key.row, table, row)
      return .success((table, row))
    case .unknownColumn(let column):
      return .failure(Problem(what: "the table has no column '\(column)'"))
    case .rows(let count):
      return .failure(
        Problem(what: count == 0 ? "no row of the table fits" : "several rows of the table fit"))
    }
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
