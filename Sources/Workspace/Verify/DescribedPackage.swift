import Foundation

/// `data/datapackage.json` as a stranger reads it.
struct DescribedPackage: Decodable, Sendable {
  static let path = "data/datapackage.json"

  struct Resource: Decodable, Sendable {
    struct Schema: Decodable, Sendable {
      struct Field: Decodable, Sendable {
        let name: String
        let type: String
      }

      let fields: [Field]
      let primaryKey: [String]
    }

    let name: String
    let path: String
    let bytes: Int
    let hash: String
    let rows: Int?
    let schema: Schema
  }

  let resources: [Resource]
  /// The medium of the ratio tables.
  let medium: String?
  /// Formulas in the names of columns, by the figure that they give.
  let formulas: [String: String]?
  /// How amounts of the invoice are rounded.
  let rounding: String?

  init(reading bytes: [UInt8]) throws {
    self = try JSONDecoder().decode(DescribedPackage.self, from: Data(bytes))
  }

  subscript(name: String) -> Resource? { resources.first { $0.name == name } }
}
