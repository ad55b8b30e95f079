import Foundation
import Pages
import Testing

@Suite struct DataPackageTests {
  private struct Package: Decodable {
    struct Resource: Decodable {
      struct Schema: Decodable {
        struct Field: Decodable {
          let name, type, description: String
          let unit: String?
        }

        let fields: [Field]
        let primaryKey: [String]
      }

      let name, path, title: String
      let rows: Int
      let schema: Schema
    }

    let resources: [Resource]
    let medium: String
    let formulas: [String: String]
  }

  private func package() throws -> (Package, [String: String]) {
    let files = try ExampleMonth.usual.get()
    let text = try #require(files.first { $0.key.hasSuffix("/data/datapackage.json") }?.value)
    return (try JSONDecoder().decode(Package.self, from: Data(text.utf8)), files)
  }

  @Test func `every table is described with its columns, key and rows`() throws {
    let (package, files) = try package()
    for resource in package.resources {
      let table = try #require(files.first { $0.key.hasSuffix("/data/\(resource.path)") }?.value)
      let lines = table.split(separator: "\r\n")
      #expect(lines.first == Substring(resource.schema.fields.map(\.name).joined(separator: ",")))
      #expect(resource.rows == lines.count - 1, "\(resource.name)")
      #expect(!resource.schema.primaryKey.isEmpty && !resource.title.isEmpty)
      for field in resource.schema.fields {
        #expect(!field.description.isEmpty, "\(resource.name).\(field.name)")
        let isNumber = ["integer", "number"].contains(field.type)
        #expect(isNumber || field.unit == nil, "\(resource.name).\(field.name)")
      }
    }
    let tables = files.keys.filter { $0.hasSuffix(".csv") && $0.contains("/data/") }
    #expect(package.resources.count == tables.count)
  }

  @Test(arguments: [
    ("intervals", "offered", "count"), ("intervals", "wait_ms", "ms"), ("hours", "seconds", "s"),
    ("ratios-month", "service_level", "1"), ("ratios-month", "speed_of_answer", "s"),
    ("settlement", "amount", "currency"), ("margins", "weight", "percent"),
  ])
  func `a number says what it counts`(table: String, column: String, unit: String) throws {
    let (package, _) = try package()
    let resource = try #require(package.resources.first { $0.name == table })
    #expect(resource.schema.fields.first { $0.name == column }?.unit == unit)
  }

  @Test func `the formulas stand there in the names of columns`() throws {
    let (package, _) = try package()
    #expect(package.formulas["abandon_rate"]?.contains(" / ") == true)
    #expect(package.formulas["service_level"]?.hasPrefix("answered_in_threshold / ") == true)
  }
}
