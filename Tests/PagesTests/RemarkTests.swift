import Figures
import Pages
import Testing

@Suite struct RemarkTests {
  private func html(_ markdown: String, pages: Set<String> = []) throws(RemarkError) -> String {
    try Remarks(markdown: markdown, file: "c.md", pages: pages).html(
      names: { ["offered", "service-level.result"] },
      figure: { $0 == "offered" ? "<data>*1*</data>" : nil }
    ).text
  }

  @Test func `draws a figure in place of its name and reads nothing in it as markdown`() throws {
    #expect(
      try html("Of **{{offered}}** and {{ offered }}.")
        == "<p>Of <strong><data>*1*</data></strong> and <data>*1*</data>.</p>\n")
  }

  @Test func `leaves names in code alone`() throws {
    #expect(try html("`{{nothing}}`") == "<p><code>{{nothing}}</code></p>\n")
  }

  @Test func `puts headings below those of the page`() throws {
    #expect(try html("# One\n\n###### Six") == "<h3>One</h3>\n<h6>Six</h6>\n")
  }

  @Test(arguments: [
    ("https://example.org/", true), ("mailto:a@example.org", true), ("days/1999-02-01.html", true),
    ("http://example.org", false), ("javascript:alert(1)", false), ("JavaScript:alert(1)", false),
    ("//example.org/x", false), ("data:text/html,x", false), ("../../secret", false),
    ("file:///etc/passwd", false), ("", false),
  ])
  func `links only to safe places`(address: String, isAllowed: Bool) throws {
    let markdown = "Text\n\nSee [it](\(address.isEmpty ? "<>" : address))."
    guard !isAllowed else {
      #expect(try html(markdown, pages: ["days/1999-02-01.html"]).contains("href="))
      return
    }
    let place = address.isEmpty ? "c.md:3:1" : "c.md:3:10"
    #expect(throws: RemarkError.link(address, place: place)) {
      try html(markdown, pages: ["days/1999-02-01.html"])
    }
  }

  @Test func `refuses images, HTML and unknown names with their place`() {
    #expect(throws: RemarkError.image("https://x.org/i.png", place: "c.md:2:9")) {
      try html("One\nand ![](https://x.org/i.png)")
    }
    #expect(throws: RemarkError.html(place: "c.md:3:1")) { try html("One\n\n<script>x</script>") }
    #expect(throws: RemarkError.html(place: "c.md:1:5")) { try html("One <b>two</b>") }
    #expect(
      throws: RemarkError.unknownName("ofered", nearest: ["offered"], place: "c.md:3:7")
    ) { try html("One\n\nTwo: *{{ofered}}*") }
    #expect(throws: RemarkError.unclosedName(place: "c.md:1:5")) { try html("One {{offered") }
  }

  @Test func `names the nearest figures in its message`() {
    let error = RemarkError.unknownName("ofered", nearest: ["offered"], place: "c.md:3:6")
    #expect(error.explanation.status == .badData)
    #expect(error.explanation.place == "c.md:3:6")
    #expect(error.explanation.remedy == "did you mean {{offered}}?")
  }
}
