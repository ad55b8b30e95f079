import Figures
import Foundation

/// Describes the files of a folder `data/` after the Data Package standard.
struct DataPackage: Encodable {
  let name: String
  let title: String
  let profile = "tabular-data-package"
  let resources: [Resource]
  /// How the quotients are formed again; the standard lets a package say more than it asks for.
  let medium: String?
  let formulas: [String: String]?
  let rounding: String?

  struct Resource: Encodable {
    let name: String
    let path: String
    let title: String
    let bytes: Int
    let rows: Int
    let hash: String
    let profile = "tabular-data-resource"
    let format = "csv"
    let mediatype = "text/csv"
    let encoding = "utf-8"
    let dialect = ["delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\""]
    let schema: Schema
  }

  struct Schema: Encodable {
    let fields: [FieldText]
    let missingValues = [""]
    let primaryKey: [String]
  }

  struct FieldText: Encodable {
    let name: String
    let type: String
    let description: String
    /// What a number counts; `nil` for text, and where the description says which of two it is.
    let unit: String?
  }

  init(
    name: String, title: String, files: [DataFile], rules: DataRules? = nil,
    sha256: ([UInt8]) -> [UInt8]
  ) {
    self.name = name
    self.title = title
    medium = rules?.medium
    formulas = rules?.formulas
    rounding = rules?.rounding
    resources = files.map { file in
      Resource(
        name: file.name, path: file.fileName, title: file.title, bytes: file.bytes.count,
        rows: file.rows, hash: "sha256:" + file.digest(sha256),
        schema: Schema(
          fields: file.fields.map {
            FieldText(name: $0.name, type: $0.type, description: $0.title, unit: $0.unit)
          },
          primaryKey: file.key))
    }
  }

  func output() throws -> OutputFile {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return OutputFile(
      path: "data/datapackage.json", bytes: Array(try encoder.encode(self)) + [0x0a])
  }

  static func hex(_ digest: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
