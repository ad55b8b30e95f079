import Figures
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
    ("{{> other}}", .malformed(file: "missing.html", line: 1)),
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
