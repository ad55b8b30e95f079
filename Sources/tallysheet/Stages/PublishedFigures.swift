import Figures
import Foundation

/// Reads the tables of a period's files: what each holds stands in the data package beside them.
enum PublishedFigures {
  /// Figures of other periods, of the present, of the other side, of the ledger itself, and how
  /// figures are made.
  private static let others: Set<String> = [
    "history", "history-measures", "now", "changes", "variance", "causes", "undisputed",
    "passports", "requests",
  ]

  /// Lengths and line numbers, which count nothing.
  private static let places: Set<String> = ["seconds", "line"]

  /// Columns of words that are results.
  private static let results: Set<String> = ["verdict", "result", "flips"]

  private struct Package: Decodable {
    let resources: [Resource]
  }

  private struct Resource: Decodable {
    let name: String
    let path: String
    let schema: Schema
  }

  private struct Schema: Decodable {
    let fields: [Field]
    let primaryKey: [String]
  }

  private struct Field: Decodable {
    let name: String
    let type: String
  }

  /// The tables of files whose paths begin at the period's folder.
  static func tables(of files: [OutputFile]) throws -> [PublishedTable] {
    let bytes = Dictionary(files.map { ($0.path, $0.bytes) }) { first, _ in first }
    guard let description = bytes["data/datapackage.json"] else {
      throw UnreadableEdition(file: "data/datapackage.json")
    }
    let package: Package
    do { package = try JSONDecoder().decode(Package.self, from: Data(description)) } catch {
      throw UnreadableEdition(file: "data/datapackage.json")
    }
    return try package.resources.filter { !others.contains($0.name) }.map { resource in
      guard let bytes = bytes["data/" + resource.path] else {
        throw UnreadableEdition(file: "data/" + resource.path)
      }
      let key = resource.schema.primaryKey
      return PublishedTable(
        name: resource.name, key: key,
        figures: resource.schema.fields.filter { field in
          ["integer", "number"].contains(field.type) && !places.contains(field.name)
            && !key.contains(field.name) || results.contains(field.name)
        }.map(\.name), bytes: bytes)
    }
  }
}

/// Files that were sealed cannot be read as an edition.
struct UnreadableEdition: Explained {
  let file: String

  var explanation: Explanation {
    Explanation(
      .badData, what: "the sealed edition has no readable \(file)", place: file,
      remedy: "check the archive and the disk")
  }
}
