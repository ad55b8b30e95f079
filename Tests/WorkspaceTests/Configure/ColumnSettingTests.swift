import Figures
import Testing
import Workspace

@Suite struct ColumnSettingTests {
  private func read(_ columns: String) throws -> ColumnPolicy {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      organization:
        name: Example
        region: mypurecloud.de
        timeZone: Europe/Berlin
        credentials: {clientID: {env: A}, clientSecret: {env: B}}
      \(columns)
      partners:
        - id: one
          name: One
          contract: one.yml
          queues: [{name: Cards}]

      """, to: "tallysheet.yml")
    return try Configuration(workspace: folder.path).organization.columns
  }

  @Test func `names are published with a label, or withheld`() throws {
    #expect(try read("") == ColumnPolicy())
    #expect(
      try read("  columns: {publish: {nConnected: Connected calls}, withhold: [divisionId, ani_2]}")
        == ColumnPolicy(
          published: ["nConnected": "Connected calls"], withheld: ["divisionId", "ani_2"]))
  }

  @Test(arguments: [
    ("{publish: {n-1: X}}", "names no column"), ("{withhold: [\"a b\"]}", "names no column"),
    ("{withhold: []}", "is empty"), ("{withhold: [a, a]}", "'a' stands there twice"),
    ("{publish: {a: X}, withhold: [a]}", "'a' stands there twice"),
    ("{publish: {a: [X]}}", "must be a single value"), ("{hide: [a]}", "unknown key 'hide'"),
  ])
  func `what is no name, or is decided twice, is refused with its place`(
    text: String, what: String
  ) throws {
    let error = try #require(
      #expect(throws: SettingError.self) { try read("  columns: \(text)") })
    #expect(error.explanation.what.contains(what), "\(error.explanation.what)")
    #expect(error.explanation.place?.contains("tallysheet.yml:6:") == true)
  }
}
