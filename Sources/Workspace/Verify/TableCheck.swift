/// Holds each table against its description: head, types, keys, rows, size and digest.
struct TableCheck {
  /// The sealed folder on the disk.
  let folder: String
  /// What findings put before the names of files.
  let label: String
  let package: DescribedPackage
  /// The files of the folder with their digests, as they were found.
  let digests: [String: (sha256: String, size: Int)]

  /// Checks all tables, and says how many cells they have.
  func run(_ findings: inout SiteFindings) throws -> Int {
    let described = Set(package.resources.map { "data/" + $0.path })
    for path in digests.keys.sorted()
    where path.hasPrefix("data/") && path.hasSuffix(".csv") && !described.contains(path) {
      findings.add(SiteFinding(.package, label + path, "datapackage.json does not list this table"))
    }
    let description = label + DescribedPackage.path
    for (name, count) in Dictionary(grouping: package.resources, by: \.name).mapValues(\.count)
      .sorted(by: { $0.key < $1.key }) where count > 1
    {
      findings.add(SiteFinding(.package, description, "the table '\(name)' is listed twice"))
    }
    var cells = 0
    for resource in package.resources {
      let path = "data/" + resource.path
      guard OutputPath.isSafe(path), let file = digests[path] else {
        findings.add(SiteFinding(.package, description, "the table '\(path)' is not there"))
        continue
      }
      if file.size != resource.bytes {
        findings.add(
          SiteFinding(
            .package, description, at: resource.name, "the size of the table differs",
            found: "\(file.size)", expected: "\(resource.bytes)"))
      }
      if "sha256:" + file.sha256 != resource.hash {
        findings.add(
          SiteFinding(
            .package, description, at: resource.name, "the digest of the table differs",
            found: "sha256:" + file.sha256, expected: resource.hash))
      }
      do { cells += try check(resource, path, &findings) } catch let error as CSVError {
        findings.add(SiteFinding(.table, label + path, at: "line \(error.line)", error.what))
      }
    }
    return cells
  }

  private func check(
    _ resource: DescribedPackage.Resource, _ path: String, _ findings: inout SiteFindings
  ) throws -> Int {
    var reader = try CSVReader(joined(folder, path))
    let fields = resource.schema.fields
    guard reader.head == fields.map(\.name) else {
      findings.add(
        SiteFinding(
          .table, label + path, at: "line 1", "the head is not the described one",
          found: reader.head.joined(separator: ","),
          expected: fields.map(\.name).joined(separator: ",")))
      return 0
    }
    let types = fields.map { ColumnType(rawValue: $0.type) }
    for (field, type) in zip(fields, types) where type == nil {
      findings.add(
        SiteFinding(
          .package, label + DescribedPackage.path, at: "\(resource.name), \(field.name)",
          "the type '\(field.type)' is unknown"))
    }
    let head = reader.head
    let key = resource.schema.primaryKey.compactMap { head.firstIndex(of: $0) }
    guard !key.isEmpty, key.count == resource.schema.primaryKey.count else {
      findings.add(
        SiteFinding(
          .package, label + DescribedPackage.path, at: resource.name,
          "the primary key does not name columns of the table"))
      return 0
    }
    var rows = 0
    // A table that is sorted by its key needs no memory to see that each key is there once.
    var isSorted = true
    var last: [UInt8] = []
    var own: [UInt8] = []
    while try reader.next() {
      rows += 1
      for place in reader.row.placesNot(of: types) {
        findings.add(
          SiteFinding(
            .table, label + path, at: "line \(reader.row.line), \(fields[place].name)",
            "the cell is no \(fields[place].type)", found: reader.row.text(place)))
      }
      if reader.row.bytes.contains(where: { $0 >= 0x80 }),
        String(validating: reader.row.bytes, as: UTF8.self) == nil
      {
        findings.add(
          SiteFinding(.table, label + path, at: "line \(reader.row.line)", "the row is not UTF-8"))
      }
      guard isSorted else { continue }
      own.removeAll(keepingCapacity: true)
      Self.addKey(of: reader.row, key, to: &own)
      isSorted = rows == 1 || last.lexicographicallyPrecedes(own)
      swap(&last, &own)
    }
    if !isSorted { try checkKeys(path, key, &findings) }
    if let described = resource.rows, described != rows {
      findings.add(
        SiteFinding(
          .table, label + path, "the number of rows is not the described one", found: "\(rows)",
          expected: "\(described)"))
    }
    return rows * fields.count
  }

  private func checkKeys(_ path: String, _ places: [Int], _ findings: inout SiteFindings) throws {
    var lines: [[UInt8]: Int] = [:]
    var reader = try CSVReader(joined(folder, path))
    while try reader.next() {
      let line = reader.row.line
      guard let other = lines.updateValue(line, forKey: Self.key(reader.row, places)) else {
        continue
      }
      findings.add(
        SiteFinding(
          .table, label + path, at: "line \(line)", "the row has the same key as line \(other)"))
    }
  }

  private static func key(_ row: CSVRow, _ places: [Int]) -> [UInt8] {
    var key: [UInt8] = []
    addKey(of: row, places, to: &key)
    return key
  }

  private static func addKey(of row: CSVRow, _ places: [Int], to key: inout [UInt8]) {
    for place in places {
      key += row.cell(place)
      key.append(0)
    }
  }
}

extension CSVRow {
  /// The places of cells that are neither empty nor of their column's type; an unknown type takes all.
  ///
  /// In one go for all cells of the row: a period has a million of them.
  fileprivate func placesNot(of types: [ColumnType?]) -> [Int] {
    var places: [Int] = []
    withCells { bytes, cells in
      var start = 0
      for place in cells.indices {
        let end = cells[place]
        if start < end, let type = types[place], !type.accepts(bytes, start..<end) {
          places.append(place)
        }
        start = end + 1
      }
    }
    return places
  }
}
