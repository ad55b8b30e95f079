import Figures
import Foundation
import Testing
import Workspace

@Suite struct BrandSettingTests {
  private func workspace(_ brand: String, partner: String = "") throws -> (
    TemporaryFolder, () throws -> Brand
  ) {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      organization:
        name: Example
        region: mypurecloud.de
        timeZone: Europe/Berlin
        credentials: {clientID: {env: A}, clientSecret: {env: B}}
      \(brand)
      partners:
        - id: one
          name: One
          contract: one.yml
          queues: [{name: Cards}]
      \(partner)

      """, to: "tallysheet.yml")
    return (
      folder,
      {
        let workspace = try WorkspaceFolder(at: folder.path)
        return try workspace.brand(of: workspace.partner("one"))
      }
    )
  }

  @Test func `without any there is nothing but the built-in look`() throws {
    let (_, brand) = try workspace("")
    #expect(try brand() == Brand())
  }

  @Test func `a partner's own look comes before that of the house`() throws {
    let (folder, brand) = try workspace(
      """
      brand:
        title: Example Bank
        logo: look/mark.svg
        colours:
          link: {light: "#0B4F8A", dark: "#8FC2F2"}
          series: {light: "#1C5583", dark: "#7DB4E3"}
        fonts:
          - {file: look/text.woff2, weight: 100 900}
          - {file: look/code.woff2, style: italic, for: code}
      """,
      partner: "    brand: {colours: {link: {light: \"#7A1F5C\", dark: \"#E9A6D2\"}}}")
    try folder.write("<svg xmlns='http://www.w3.org/2000/svg'/>", to: "look/mark.svg")
    try folder.write("wOF2text", to: "look/text.woff2")
    try folder.write("wOF2code", to: "look/code.woff2")
    let found = try brand()
    #expect(found.title == "Example Bank")
    #expect(found.colours[.link]?.light.text == "#7A1F5C")
    #expect(found.colours[.series]?.dark.text == "#7DB4E3")
    #expect(found.assets.map(\.name) == ["logo.svg", "font-1.woff2", "font-2.woff2"])
    #expect(found.fonts.map(\.weight) == ["100 900", "400"])
    #expect(found.fonts.map(\.isForCode) == [false, true])
  }

  @Test(arguments: [
    (
      "colours: {link: {light: \"#777777\", dark: \"#8FC2F2\"}}",
      "'brand.colours.link.light' has a contrast of 4.4 with the paper #FFFFFF, and needs 4.5",
      "choose a darker shade"
    ),
    (
      "colours: {link: {light: \"#0B4F8A\", dark: \"#0B4F8A\"}}",
      "'brand.colours.link.dark' has a contrast of 2.1 with the paper #13161A, and needs 4.5",
      "choose a lighter shade"
    ),
    (
      "colours: {column: {light: \"blue\", dark: \"#8FC2F2\"}}",
      "'brand.colours.column.light' is 'blue', not a colour", "write it like \"#0B4F8A\""
    ),
    (
      "fonts: [{file: a.woff2, weight: bold}]", "'brand.fonts[1].weight' is 'bold', not a weight",
      "write 400, or 100 900"
    ),
  ])
  func `what cannot be read on paper or screen is refused`(
    brand: String, what: String, remedy: String
  ) throws {
    let (_, read) = try workspace("brand: {\(brand)}")
    let found = try #require(explanation { try read() })
    #expect(found.what == what)
    #expect(found.remedy == remedy)
    #expect(found.place?.contains("tallysheet.yml:6:") == true)
  }

  @Test(arguments: [
    ("<svg><script>alert(1)</script></svg>", "holds '<script'"),
    ("<svg onload=\"x()\"/>", "holds an event handler"),
    ("<svg><image href=\"https://example.com/a.png\"/></svg>", "holds 'href=\"http'"),
    ("GIF89a", "is neither SVG nor PNG"),
  ])
  func `a mark that could run or fetch something is refused`(text: String, what: String) throws {
    let (folder, read) = try workspace("brand: {logo: mark}")
    try folder.write(text, to: "mark")
    #expect(try #require(explanation { try read() }).what.hasSuffix(what))
  }

  @Test func `a file that is not there, and a font of another kind, are named`() throws {
    let (folder, read) = try workspace("brand: {fonts: [{file: a.ttf}]}")
    #expect(explanation { try read() }?.status == .missingInput)
    try folder.write("\u{0}\u{1}\u{0}\u{0}", to: "a.ttf")
    #expect(explanation { try read() }?.what.hasSuffix("is no WOFF2 font") == true)
  }
}
