import Foundation

/// Which columns of the tables beside a data package hold numbers.
struct NumericColumns {
  private var columns: Set<String> = []

  init(_ files: [OutputFile]) {
    for file in files where file.path.hasSuffix("datapackage.json") {
      let folder = file.path.dropLast("datapackage.json".count)
      guard let package = try? JSONDecoder().decode(Package.self, from: Data(file.bytes)) else {
        continue
      }
      for resource in package.resources {
        for field in resource.schema?.fields ?? [] where Self.numeric.contains(field.type) {
          columns.insert("\(folder)\(resource.path)\n\(field.name)")
        }
      }
    }
  }

  func contains(_ column: String, of path: String) -> Bool {
    columns.contains("\(path)\n\(column)")
  }

  private static let numeric: Set<String> = ["integer", "number", "year"]

  /// As much of a data package as is read here; another shape has no numeric columns.
  private struct Package: Decodable {
    struct Resource: Decodable {
      let path: String
      let schema: Schema?
    }
    struct Schema: Decodable { let fields: [Field] }
    struct Field: Decodable {
      let name: String
      let type: String
    }

    let resources: [Resource]
  }
}
