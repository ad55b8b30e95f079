import Figures
import Testing
import Workspace

@Suite struct AddressSettingTests {
  @Test(arguments: [
    ("https://northline.example.com/", "https://northline.example.com/"),
    ("https://reports.example.com/northline", "https://reports.example.com/northline/"),
    ("http://localhost:8080/", "http://localhost:8080/"),
    ("northline.example.com", "'partners[1].address' is no web address"),
    ("ftp://northline.example.com/", "'partners[1].address' is no web address"),
    ("https:///northline", "'partners[1].address' is no web address"),
    ("https://example.com/?page=1", "'partners[1].address' is no web address"),
    ("\"https://example.com/\\\"onload\"", "'partners[1].address' is no web address"),
  ])
  func `a partner's site has a web address with a slash at its end`(
    address: String, outcome: String
  ) throws {
    let text = ConfigurationRefusalTests.valid.replacing(
      "    name: Northline Contact",
      with: "    name: Northline Contact\n    address: \(address)")
    let folder = try TemporaryFolder()
    try folder.write(text, to: "tallysheet.yml")
    let found: String
    do {
      let partner = try Configuration(workspace: folder.path)[partner: "northline"]
      found = partner?.partner.address ?? ""
    } catch let error as any Explained {
      found = error.explanation.what
    }
    #expect(found == outcome)
  }
}
