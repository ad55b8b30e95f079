/// Holds every marked figure of pages against the tables beside them: the cell, and the text that
/// the reader sees.
struct PageCheck {
  private let data: String
  private let label: String
  private let resources: [String: String]
  private var tables: [String: LookupTable] = [:]
  private(set) var figures = 0
  private(set) var pages = 0
  /// The last row, because a row of a page is a row of a table.
  private var last: (key: Substring, row: Int)?

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
    let shown = Self.text(mark.text)
    guard let key = mark.key, let first = key.firstIndex(of: "/"),
      let last = key.lastIndex(of: "/"), first < last
    else {
      return SiteFinding(
        .page, page, at: mark.key, "a marked figure names no cell", found: "“\(shown)”")
    }
    let column = key[key.index(after: last)...]
    switch try row(key[..<last], resource: key[..<first], key[key.index(after: first)..<last]) {
    case .failure(let problem): return SiteFinding(.page, page, at: key, problem.what)
    case .success(let (name, row)):
      guard let cell = tables[name]?.cell(row, column) else {
        return SiteFinding(.page, page, at: key, "the table has no column '\(column)'")
      }
      guard cell.elementsEqual(mark.value) else {
        return SiteFinding(
          .page, page, at: key, "the page holds another value than the table",
          found: Self.text(mark.value), expected: Self.text(Array(cell)))
      }
    }
    if let value = mark.machineValue, value != mark.value {
      return SiteFinding(
        .page, page, at: key, "the element's own value is another", found: Self.text(value),
        expected: Self.text(mark.value))
    }
    guard ShownNumber.agrees(mark.text, mark) else {
      return SiteFinding(
        .page, page, at: key, "the printed text does not show the value (\(mark.unit))",
        found: "“\(shown)”",
        expected: Self.text(mark.value) + (mark.sign.isEmpty ? "" : ", " + mark.sign))
    }
    return nil
  }

  private struct Problem: Error { let what: String }

  private mutating func row(
    _ key: Substring, resource: Substring, _ selector: Substring
  ) throws -> Result<(String, Int), Problem> {
    let name = String(resource)
    if let last, last.key == key { return .success((name, last.row)) }
    if tables[name] == nil {
      guard let path = resources[name], OutputPath.isSafe(path), DiskFile("\(data)/\(path)").exists
      else { return .failure(Problem(what: "there is no table '\(name)'")) }
      do { tables[name] = try LookupTable("\(data)/\(path)") } catch let error as CSVError {
        return .failure(Problem(what: "the table cannot be read at line \(error.line)"))
      }
    }
    switch tables[name]?.row(where: selector) {
    case .row(let row)?:
      last = (key, row)
      return .success((name, row))
    case .unknownColumn(let column)?:
      return .failure(Problem(what: "the table has no column '\(column)'"))
    case .rows(let count)?:
      return .failure(
        Problem(what: count == 0 ? "no row of the table fits" : "several rows of the table fit"))
    case nil: return .failure(Problem(what: "there is no table '\(name)'"))
    }
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
