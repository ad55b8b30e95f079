import Figures

/// A page for a link that leads out of a superseded edition.
///
/// Superseded editions stand two folders deeper than when they were sealed and keep every byte, so
/// a link such as `../1999-09/index.html` ends here, and the page leads on to what it meant.
struct Signpost {
  let context: PeriodContext
  /// Below the folder of the period, such as `editions/1999-09/index.html`.
  let path: String
  /// What the link meant, seen from this page.
  let target: String
  /// Who links here, such as `edition 2`.
  let origin: String
  /// What it meant, for the reader.
  let name: String
  /// The places on the page that links name.
  let fragments: [String]

  init(
    _ context: PeriodContext, address: (path: String, fragments: [String]), origin: String
  ) {
    self.context = context
    self.origin = origin
    path = address.path
    fragments = address.fragments
    let meant = String(address.path.dropFirst("editions/".count))
    // One folder up for each that the page lies in, and one more for the folder of editions.
    let depth = address.path.split(separator: "/").count
    target = String(repeating: "../", count: depth) + meant
    let parts = meant.split(separator: "/").map(String.init)
    let period = parts.first.flatMap { Period(id: $0) }
    name =
      switch (period, Int(parts.first ?? "")) {
      case (let period?, _) where parts.dropFirst() == ["index.html"]:
        sayPlain("Report for \(DateWords.name(period))")
      case (_, let number?) where parts.dropFirst() == ["index.html"]:
        sayPlain("Edition \(number) of \(context.name)")
      default: meant == "index.html" ? sayPlain("Superseded editions of \(context.name)") : meant
      }
  }

  /// `edition 2`, or whoever else links here.
  private var linker: String {
    guard let number = origin.firstRange(of: "edition ").map({ origin[$0.upperBound...] }),
      origin.hasPrefix("edition ")
    else { return sayWord(origin) }
    return sayPlain("edition \(String(number))")
  }

  func page() -> Page {
    let title = sayPlain("\(name), linked from \(linker), \(context.name)")
    let places = fragments.map { fragment -> HTML in
      """
      <span id="\(attribute: fragment)"><a href="\(url: target)#\(url: fragment)">\(name), \
      \(fragment)</a></span>
      """
    }
    return context.page(
      .signpost, path: path, title: title, here: say("Signpost"),
      values: [
        "heading": .text(sayPlain("Signpost")),
        "deck": .html(say("A superseded edition of \(context.name) linked to this address.")),
        "help": .html(
          "<p><a href=\"\(url: target)\">\(name)</a>"
            + places.map { ", \($0)" as HTML }.joined() + "</p>"),
      ])
  }
}

/// The page that lists the superseded editions, at the address where their links to all periods end.
struct EditionsPage {
  let context: PeriodContext

  static let path = "editions/index.html"

  func page() -> Page {
    let title = sayPlain("Superseded editions, \(context.name)")
    let words = EditionWords(zone: context.zone)
    let editions = context.statement.editions
    let list = zip(editions, editions.dropFirst()).reversed().map { edition, next -> HTML in
      say(
        """
        <a href="\(edition.number)/index.html">Edition \(edition.number) of \(context.name)</a>: \
        this is edition \(edition.number), replaced on \(words.date(next)).
        """)
    }
    let current: HTML = say("<a href=\"../index.html\">Current edition of \(context.name)</a>")
    return context.page(
      .signpost, path: Self.path, title: title, here: say("Editions"),
      values: [
        "heading": .text(title),
        "deck": .html(
          say(
            """
            Superseded editions stay as they were sealed. \(current). \
            <a href="../changes.html">What changed in \(context.name)</a>.
            """)),
        "help": .html(
          Facts.list(list + [allPeriods])),
      ])
  }
  /// Where the links of superseded pages to their line on the start page end.
  private var allPeriods: HTML {
    let place = "p-" + context.statement.period.id
    return say(
      """
      <span id="\(attribute: place)"><a href="../../index.html#\(url: place)">All periods</a></span>
      """)
  }
}
