import Figures
import Foundation
import Pages
import Testing

@Suite struct TemplateTagTests {
  private func refusal(_ name: String, _ text: String) -> TemplateError? {
    do {
      _ = try SiteRenderer(templates: TemplateSet(replacing: [name: text]), sha256: { _ in [] })
      return nil
    } catch {
      return error
    }
  }

  @Test func `takes the built-in ones as they are`() throws {
    _ = try SiteRenderer(sha256: { _ in [] })
  }

  @Test func `head and foot are replaced by themselves, and refused at their own line`() {
    #expect(refusal("foot.html", "<footer>{{{footer}}}</footer>") == nil)
    #expect(
      refusal("masthead.html", "\n{{partnr}}")
        == .unknownTag("partnr", file: "masthead.html", line: 2, nearest: ["partner"]))
    #expect(
      refusal("page.html", "{{> mastheed}}")
        == .unknownTag("mastheed", file: "page.html", line: 1, nearest: ["masthead"]))
  }

  @Test func `every key of every template is explained in the reference`() throws {
    #expect(TemplateReference.undescribed == [])
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/reference/templates.md")
    #expect(
      try String(contentsOf: file, encoding: .utf8) == TemplateReference.markdown,
      "tallysheet schema templates > docs/reference/templates.md")
  }

  @Test func `a brand follows the stylesheet and changes the digest`() throws {
    let colours = Brand.Shades(
      light: try #require(Colour("#7A1F5C")), dark: try #require(Colour("#E9A6D2")))
    let brand = Brand(
      title: "Example Bank", colours: [.link: colours, .series: colours],
      logo: Brand.Asset(name: "logo.svg", bytes: Array("<svg/>".utf8)),
      fonts: [
        Brand.Font(
          Brand.Asset(name: "font-1.woff2", bytes: Array("wOF2".utf8)), weight: "100 900",
          isItalic: false, isForCode: false)
      ])
    let renderer = try SiteRenderer(brand: brand, sha256: { [UInt8($0.count % 251)] })
    let files = try renderer.periodFiles(ExampleMonth().statement())
    func text(_ path: String) throws -> String {
      String(
        decoding: try #require(files.first { $0.path == "1999-04/" + path }).bytes, as: UTF8.self)
    }
    let style = try text("assets/site.css")
    #expect(style.contains("\n:root{--link:#7A1F5C;--series:#7A1F5C}\n"))
    #expect(style.contains(":root[data-theme=dark]{--link:#E9A6D2;--series:#E9A6D2}"))
    #expect(style.contains("src:url(font-1.woff2) format(\"woff2\");font-weight:100 900;"))
    #expect(style.utf8.count < 20_000)
    #expect(try text("assets/logo.svg") == "<svg/>")
    // For programs that draw charts without the stylesheet.
    let report = try text("index.html")
    #expect(report.contains("stroke=\"#7A1F5C\"") && !report.contains("#1c5583"))
    let page = try text("days/1999-04-01.html")
    #expect(page.contains("<img src=\"../assets/logo.svg\" alt=\"\""))
    #expect(page.contains(">Example Bank <span>"))
    #expect(page.contains("font-src &#39;self&#39;") || page.contains("font-src 'self'"))
    let plain = try SiteRenderer(sha256: { [UInt8($0.count % 251)] })
    #expect(plain.templatesSHA256 != renderer.templatesSHA256)
    #expect(
      try !plain.periodFiles(ExampleMonth().statement()).contains { $0.path.hasSuffix(".svg") })
  }

  @Test func `takes a workspace's own frame that leaves keys out`() {
    #expect(refusal("missing.html", "<h1>{{heading}}</h1>{{! short }}") == nil)
  }

  @Test(arguments: [
    (
      "a\n{{headnig}}",
      TemplateError.unknownTag(
        "headnig", file: "missing.html", line: 2, nearest: ["heading"])
    ),
    (
      "{{{heading}}}",
      .wrongForm(
        "heading", file: "missing.html", line: 1, right: "{{heading}}")
    ),
    ("\n\n{{help}}", .wrongForm("help", file: "missing.html", line: 3, right: "{{{help}}}")),
    ("{{% CONTENT_TYPE:TEXT}}", .malformed(file: "missing.html", line: 1)),
    (
      "{{> other}}",
      .unknownTag("other", file: "missing.html", line: 1, nearest: [])
    ),
    ("{{>other}}", .malformed(file: "missing.html", line: 1)),
    ("{{heading", .malformed(file: "missing.html", line: 1)),
    ("{{&heading}}", .malformed(file: "missing.html", line: 1)),
  ])
  func `refuses a tag that cannot be filled`(text: String, error: TemplateError) {
    #expect(refusal("missing.html", text) == error)
  }

  @Test func `refuses a section that is not closed`() {
    #expect(
      refusal("day.html", "{{#hasRecord}}") == .malformed(file: "day.html", line: 1))
    #expect(
      refusal("report.html", "{{#hasInvoice}}{{/hasMeasures}}")
        == .malformed(file: "report.html", line: 1))
  }

  @Test func `refuses a file that no page uses`() {
    #expect(refusal("reprot.html", "") == .unknownFile("reprot.html", nearest: ["report.html"]))
    #expect(refusal("reprot.html", "")?.explanation.status == .configuration)
  }
}
