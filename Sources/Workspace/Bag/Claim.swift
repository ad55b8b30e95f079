import Figures

/// What a party says about figures of a period, read from a YAML file.
package struct Claim: Sendable {
  /// A figure by the id that pages mark it with, and what the claim says about it.
  package struct Item: Sendable {
    /// `RESOURCE/COLUMN=VALUE[,COLUMN=VALUE]/COLUMN`.
    package let id: String
    package let says: String?
    package let why: String?
    /// `file:line:column` of the id.
    package let place: String
  }

  package let question: String
  package let by: String?
  package let items: [Item]
  package let bytes: [UInt8]

  package init(reading path: String) throws {
    bytes = try DiskFile(path).bytes(limit: 1_048_576)
    let table = try SettingFile.root(path, bytes: bytes).table(["claim", "by", "figures"])
    question = try table.required("claim").text()
    by = try table["by"]?.line()
    items = try table.required("figures").filledList().map { item throws(SettingError) in
      let entry = try item.table(["id", "says", "why"])
      let id = try entry.required("id")
      return Item(
        id: try id.line(), says: try entry["says"]?.line(), why: try entry["why"]?.text(),
        place: id.place)
    }
  }
}

/// The figures of a sealed folder by their ids.
package struct SealedFigures {
  private let folder: String
  private let package: DescribedPackage
  private var tables: [String: LookupTable] = [:]

  package init(folder: String) throws {
    self.folder = folder
    package = try DescribedPackage(
      reading: try DiskFile(joined(folder, DescribedPackage.path)).bytes())
  }

  /// The cell of each figure that a claim quotes, in its order; an id that names none is refused at
  /// its line.
  package mutating func cells(of claim: Claim) throws -> [String] {
    try claim.items.map { item in
      guard let cell = try cell(item.id) else {
        let names = package.resources.map(\.name)
        let resource = String(item.id.prefix { $0 != "/" })
        throw SettingError(
          "'\(item.id)' is no figure of the period", at: item.place,
          remedy: names.contains(resource)
            ? "write it as the page marks it: \(resource)/COLUMN=VALUE/COLUMN, one row of \(resource).csv"
            : names.nearest(to: resource).map { "did you mean the table '\($0)'?" }
              ?? "the tables are: \(names.joined(separator: ", "))", status: .badData)
      }
      return cell
    }
  }

  private mutating func cell(_ id: String) throws -> String? {
    guard let key = MarkedFigure.Key(Array(id.utf8)),
      let resource = package[String(decoding: key.resource, as: UTF8.self)],
      OutputPath.isSafe(resource.path)
    else { return nil }
    let name = resource.name
    if tables[name] == nil {
      tables[name] = try LookupTable("\(folder)/data/\(resource.path)")
    }
    guard case .row(let row)? = tables[name]?.row(where: key.row) else { return nil }
    return tables[name]?.cell(row, key.column)
      .map { String(decoding: $0, as: UTF8.self) }
  }
}
