import Pages
import Testing

@Suite struct EscapeTests {
  @Test(arguments: [
    ("Claims & Returns", "Claims &amp; Returns"),
    ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ("a\"b'c", "a&quot;b&#39;c"), ("bell\u{7}", "bell\u{fffd}"), ("Grüße", "Grüße"),
    ("a\u{202e}b\u{202c}", "a\u{fffd}b\u{fffd}"), ("\u{2069}b", "\u{fffd}b"), ("b’s", "b’s"),
  ])
  func `keeps a name a text`(name: String, written: String) {
    #expect(Escape.text(name) == written)
    #expect(("<b>\(name)</b>" as HTML).text == "<b>\(written)</b>")
  }

  @Test(arguments: [
    ("\" onload=\"x", "&quot; onload=&quot;x"), ("two\nlines", "two&#10;lines"),
    ("tab\there", "tab&#9;here"), ("' >", "&#39; &gt;"),
  ])
  func `keeps a value inside its quotes`(value: String, written: String) {
    #expect(Escape.attribute(value) == written)
  }

  @Test(arguments: [
    ("days/1999-02-01.html", "days/1999-02-01.html"),
    ("javascript:alert(1)", "javascript%3aalert%281%29"), ("//host/x", ".//host/x"),
    ("a b?c=\"d\"", "a%20b%3fc%3d%22d%22"), ("../index.html#top", "../index.html#top"),
    ("é", "%c3%a9"),
  ])
  func `writes an address that names no scheme and no host`(path: String, written: String) {
    #expect(Escape.url(path) == written)
  }

  @Test(arguments: [
    ("Northline, 1999-02", "Northline, 1999-02"), ("a\"}b", "a\\22 \\7d b"),
    ("</style>", "\\3c /style\\3e "), ("back\\slash", "back\\5c slash"),
    ("line\nbreak", "line\\a break"),
  ])
  func `keeps a running line inside its string`(text: String, written: String) {
    #expect(Escape.css(text) == written)
  }

  @Test func `isolates the direction of a name from outside`() {
    #expect(HTML.outside("<אבג>").text == "<bdi>&lt;אבג&gt;</bdi>")
  }

  @Test func `isolates a right-to-left label in a drawing without its own directions`() {
    var canvas = Canvas(width: 100, height: 100)
    canvas.label("t", 0, 10, "\u{202e}אבג<")
    #expect(
      canvas.shapes
        == "<text class=\"t\" fill=\"#43474d\" x=\"0\" y=\"1\">\u{2068}אבג&lt;\u{2069}</text>")
  }
}
