import Figures
import Foundation
import Pages
import Testing

@Suite struct PageTests {
  @Test func `names from outside are text, never markup or a path`() throws {
    var day = ExampleDay()
    day.label = "</title><script>alert(1)</script>../../x\u{202E}\u{0}"
    let files = try day.files()
    for (path, text) in files where path.hasSuffix(".html") {
      #expect(!text.contains("<script>"), "\(path)")
      #expect(text.contains("Northline &lt;Contact&gt;"), "\(path)")
    }
    for path in files.keys {
      #expect(
        path.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789./_-".contains($0) }, "\(path)")
      #expect(!path.contains(".."), "\(path)")
    }
  }

  @Test func `a label of ten thousand characters does not break a page`() throws {
    var day = ExampleDay()
    day.label = String(repeating: "&\"'<", count: 2500)
    #expect(try day.files()["2026-11-01/index.html"] != nil)
  }

  @Test func `a day without record says so and shows no chart and no zero`() throws {
    var day = ExampleDay()
    day.gap = ("2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z")
    let page = try #require(try day.files()["2026-11-01/days/2026-11-01.html"])
    #expect(page.contains("Nothing was recorded on Sunday 1 November 2026"))
    #expect(page.contains("outage"))
    #expect(!page.contains("class=\"chart"))
    #expect(!page.contains("<table"))
  }

  @Test func `the repeated hour is told apart on its day`() throws {
    let page = try #require(try ExampleDay().files()["2026-11-01/days/2026-11-01.html"])
    #expect(page.contains("25 hours"))
    #expect(page.contains("EDT"))
    #expect(page.contains("EST"))
    #expect(page.components(separatedBy: "<tr data-row=\"interval_start=").count - 1 == 300)
  }

  @Test func `no page asks for anything outside its folder`() throws {
    for (path, text) in try ExampleDay().files() where path.hasSuffix(".html") {
      let hasPolicy = text.contains("content=\"default-src &#39;none&#39;")
      #expect(hasPolicy, "\(path)")
      let asksOutside = text.contains("src=\"http") || text.contains("href=\"http")
      #expect(!asksOutside, "\(path)")
    }
  }

  @Test func `the same statement gives the same bytes`() throws {
    #expect(try ExampleDay().files() == (try ExampleDay().files()))
  }
}

@Suite struct CommentaryTests {
  private func page(_ markdown: String) throws -> String {
    var day = ExampleDay()
    day.commentary = markdown
    return try #require(try day.files()["2026-11-01/index.html"])
  }

  @Test func `a figure by name is the figure of the tables`() throws {
    let page = try page("Calls: {{offered}}.")
    #expect(page.contains("Calls: <data"))
    #expect(page.contains("data-value=\"11\""))
  }

  @Test func `an unknown name is refused with its place and the nearest name`() throws {
    do {
      _ = try page("One.\n\nTwo {{ofered}}.")
      Issue.record("the name was taken")
    } catch let error as any Explained {
      #expect(error.explanation.status == .badData)
      #expect(error.explanation.place?.contains("commentary/northline/day.md:3:") == true)
      let text = error.explanation.what + (error.explanation.remedy ?? "")
      #expect(text.contains("ofered") && text.contains("offered"), "\(text)")
    }
  }

  @Test(arguments: [
    "![x](https://evil.example/x.png)", "[x](javascript:alert(1))", "[x](//evil.example/)",
    "![x](data:image/png;base64,AAAA)",
  ])
  func `a remote picture or an unsafe link is refused`(markdown: String) {
    #expect(throws: (any Error).self) { try page(markdown) }
  }

  @Test(arguments: ["<script>alert(1)</script>", "text <b onclick=x>bold</b>"])
  func `raw markup is refused`(markdown: String) {
    #expect(throws: (any Error).self) { try page(markdown) }
  }
}

@Suite struct TemplateTests {
  @Test func `a tag that no page has a value for is named with file and line`() {
    do {
      _ = try SiteRenderer(
        templates: TemplateSet(replacing: ["home.html": "<h1>{{{heading}}}</h1>\n{{nothing}}"]),
        sha256: ExampleDay.digest)
      Issue.record("the tag was taken")
    } catch {
      let text = error.explanation.what + (error.explanation.place ?? "")
      #expect(text.contains("nothing"), "\(text)")
      #expect(text.contains("home.html:2"), "\(text)")
    }
  }

  @Test func `a workspace's own frame takes the place of the built-in one`() throws {
    let own = try TemplateSet(replacing: [
      "missing.html": "<h1>{{heading}}</h1><p>Our own words.</p>{{{deck}}}{{{help}}}"
    ])
    let renderer = try SiteRenderer(templates: own, sha256: ExampleDay.digest)
    let statement = try ExampleDay().statement()
    let files = try renderer.portalFiles(
      Portal(
        organization: "Example Bank", notice: nil, partner: statement.partner,
        contract: statement.contract, periods: []))
    let page = try #require(files.first { $0.path == "404.html" })
    #expect(String(decoding: page.bytes, as: UTF8.self).contains("Our own words."))
  }

  private func missingPage(address: String?) throws -> String {
    let statement = try ExampleDay().statement()
    let partner = Partner(
      id: "northline", name: "Northline", locale: "en-GB", address: address)
    let files = try SiteRenderer(sha256: ExampleDay.digest).portalFiles(
      Portal(
        organization: "Example Bank", notice: nil, partner: partner, contract: statement.contract,
        periods: []))
    let page = try #require(files.first { $0.path == "404.html" })
    return String(decoding: page.bytes, as: UTF8.self)
  }

  /// A web server shows the page at the address that was asked for, however deep.
  @Test func `the page for unknown addresses holds its style and leads to the site's address`()
    throws
  {
    let page = try missingPage(address: "https://northline.example.com/")
    #expect(page.contains("<style>:root{--run-left:"))
    #expect(page.contains(".deck{"))
    #expect(page.contains("<p><a href=\"https://northline.example.com/index.html\">All periods of"))
    let paths = page.components(separatedBy: "=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
    #expect(!paths.contains("index.html") && !paths.contains("definitions.html"))
    #expect(paths.contains("#main"))
  }

  @Test func `without an address its links stay those of the start page`() throws {
    let page = try missingPage(address: nil)
    #expect(page.contains(".deck{"))
    #expect(page.contains("<p><a href=\"index.html\">All periods of"))
  }

  @Test func `a file that no page uses is refused`() {
    #expect(throws: TemplateError.self) { try TemplateSet(replacing: ["hom.html": ""]) }
  }
}
