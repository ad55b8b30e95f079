/// A chart with all that belongs to it: number, headline, subtitle, key, both drawings, one
/// sentence that says what is seen, and where the numbers lie.
struct ChartFigure {
  /// An entry of the key: a small drawing and its meaning.
  struct KeyItem {
    let sample: HTML
    let word: HTML

    init(_ sample: HTML, _ word: HTML) {
      self.sample = sample
      self.word = word
    }

    static func box(_ style: String, _ word: HTML) -> KeyItem {
      var canvas = Canvas(width: 160, height: 120)
      canvas.box(style, x: 10, y: 10, width: 140, height: 100)
      return KeyItem(canvas.ornament("sample"), word)
    }

    static func path(_ style: String, _ commands: String, _ word: HTML) -> KeyItem {
      var canvas = Canvas(width: 160, height: 120)
      canvas.path(style, commands)
      return KeyItem(canvas.ornament("sample"), word)
    }

    /// A cell of a heat map with the dot in its middle.
    static func cell(_ style: String, dot: String, _ word: HTML) -> KeyItem {
      var canvas = Canvas(width: 160, height: 120)
      canvas.path(style, "M1 1h14v10h-14z")
      canvas.path(dot, "M8 6h0")
      return KeyItem(canvas.ornament("sample"), word)
    }

    static func disc(_ style: String, radius: Int, _ word: HTML) -> KeyItem {
      var canvas = Canvas(width: 160, height: 120)
      canvas.disc(style, 80, 60, radius: radius)
      return KeyItem(canvas.ornament("sample"), word)
    }

    static func missed(_ word: HTML) -> KeyItem { .path("miss", "M3 2h10L8 10.5z", word) }
    static func target(_ word: HTML) -> KeyItem { .path("target", "M0 6h16", word) }
    static var noData: KeyItem { KeyItem.path("hxl", "M2 10L14 2", say("No data")).over("hx") }

    private func over(_ style: String) -> KeyItem {
      var canvas = Canvas(width: 160, height: 120)
      canvas.box(style, x: 10, y: 10, width: 140, height: 100)
      canvas.path("hxl", "M2 10L14 2")
      return KeyItem(canvas.ornament("sample"), word)
    }
  }

  let number: Int
  /// What the figure's address ends with: the same in every period, whatever stands before it.
  let name: String
  let headline: HTML
  let subtitle: HTML
  let key: [KeyItem]
  let wide: Canvas
  let narrow: Canvas
  let sentence: HTML
  /// The file and its columns or rows, with a link.
  let source: HTML

  var html: HTML {
    let id = name
    var html: HTML = say(
      """
      <figure id="\(id)"><figcaption><a class="fl" href="#\(id)">Figure \(number)</a>\
      <span class="ft" id="\(id)-t">\(headline)</span><span class="fs">\(subtitle)</span>\
      </figcaption>

      """)
    if !key.isEmpty {
      html += "<ul class=\"key\">"
      for item in key { html += "<li>\(item.sample)\(item.word)</li>" }
      html += "</ul>\n"
    }
    html += wide.picture("chart wide", title: "\(id)-t", description: "\(id)-d")
    html += narrow.picture("chart narrow", title: "\(id)-t", description: "\(id)-d")
    html += say(
      """

      <p class="fd" id="\(id)-d">\(sentence)</p>
      <p class="note">Source: \(source)</p></figure>
      """)
    return html
  }
}
