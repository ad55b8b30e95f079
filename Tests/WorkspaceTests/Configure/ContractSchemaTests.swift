import Foundation
import Testing
import Workspace
import Yams

/// The schema for editors, held against files that the reader takes and refuses.
@Suite struct ContractSchemaTests {
  private let schema: [String: Any]

  init() throws {
    let object = try JSONSerialization.jsonObject(with: Data(FileSchema.contract.json.utf8))
    schema = try #require(object as? [String: Any])
  }

  private func faults(_ yaml: String) throws -> [String] {
    try SchemaFaults.faults(try #require(try Yams.load(yaml: yaml)), schema, "$")
  }

  private static let valid: [String] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path(percentEncoded: false)
    return ["northline", "southquay"].map { "\(root)/Site/contracts/\($0).yml" }
      + [CompleteContractTests.path, JudgedWindowTests.path]
  }()

  @Test(arguments: valid)
  func `a contract that is read has the shape of the schema`(path: String) throws {
    #expect(try faults(String(contentsOfFile: path, encoding: .utf8)) == [])
    #expect(throws: Never.self) { try ContractFile(reading: path) }
  }

  @Test func `the example of the refusals has it too`() throws {
    #expect(try faults(ContractRefusalTests.valid) == [])
  }

  @Test(arguments: [
    ("currency: USD", "currency: US$", "$.currency"),
    ("currency: USD\n", "", "$ lacks currency"),
    ("coverage: 95 %", "coverage: 195", "$.coverage"),
    ("coverage: 95 %", "coverag: 95 %", "$.coverag is unknown"),
    ("formula: offered", "formula: ofered", "$.terms[0].measures[0].formula"),
    ("at least 80 %", "80 %", "$.terms[0].measures[0].target"),
    ("percent: 10}", "percent: ten}", "$.terms[0].measures[0].credit"),
    ("each: answered", "each: answer", "$.terms[1].fees[0].each"),
    ("rate: 2.75", "rate: -2.75", "$.terms[1].fees[0].rate"),
  ])
  func `a contract that is refused for its shape has not`(
    old: String, new: String, place: String
  ) throws {
    #expect(ContractRefusalTests.valid.contains(old))
    let text = ContractRefusalTests.valid.replacingOccurrences(of: old, with: new)
    let found = try faults(text)
    #expect(found.contains { $0.hasPrefix(place) }, "\(found)")
  }

  @Test func `every key is explained and the text is the same each time`() throws {
    #expect(FileSchema.contract.json == FileSchema.contract.json)
    func check(_ schema: [String: Any]) {
      for (name, part) in schema["properties"] as? [String: [String: Any]] ?? [:] {
        #expect((part["description"] as? String)?.isEmpty == false, "\(name)")
        check(part)
        if let items = part["items"] as? [String: Any] { check(items) }
      }
    }
    check(schema)
  }
}
