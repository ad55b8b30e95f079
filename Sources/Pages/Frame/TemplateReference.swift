/// What a designer may put into each template, as a document.
package enum TemplateReference {
  /// Markdown: a section for each file, in the order of the site, with its keys in alphabetical order.
  package static var markdown: String {
    var text = """
      # Templates

      <!-- Written by 'tallysheet schema templates --markdown'. -->

      A workspace replaces a template by a file of the same name in the folder that `paths.templates`
      names; the others stay as they are. `{{key}}` puts in a text and escapes it, `{{{key}}}` a piece of
      HTML that the program has made, `{{#key}}…{{/key}}` keeps what is between them where the key is
      there, `{{^key}}…{{/key}}` where it is not, `{{> part}}` takes in another file, and `{{! … }}` is a
      remark. A key that a page does not have is refused with file and line before anything is built.
      `site.css`, `site.js` and `live.js` are replaced as whole files.

      """
    let outer = [
      (
        "page.html", "The frame of every page, around its body.",
        PageKind.partials.map { "> \($0)" }
      ),
      ("masthead.html", "The head of every page, a part of `page.html`.", []),
      ("foot.html", "The foot of every page, a part of `page.html`.", []),
    ]
    for (file, about, parts) in outer {
      text += section(file, about, PageKind.outerKeys, parts)
    }
    for kind in PageKind.allCases {
      text += section(kind.file, "The body of the page “\(kind.rawValue)”.", kind.keys, [])
    }
    return text
  }

  private static func section(
    _ file: String, _ about: String, _ keys: [String: TemplateTags.Kind], _ parts: [String]
  ) -> String {
    var text = "\n## \(file)\n\n\(about)\n\n| Key | What it holds |\n| --- | --- |\n"
    for part in parts { text += "| `{{\(part)}}` | The file of that name |\n" }
    for (name, kind) in keys.sorted(by: { $0.key < $1.key }) {
      text += "| `\(kind.form(name))` | \(words(name, kind)) |\n"
    }
    return text
  }

  /// A flag says whether there is something to show; what it shows has its own words.
  private static func words(_ name: String, _ kind: TemplateTags.Kind) -> String {
    if let words = known[name] { return words }
    guard kind == .flag, name.hasPrefix("has") else { return "" }
    let shown = name.dropFirst(3).prefix(1).lowercased() + name.dropFirst(4)
    return "Whether there is anything for `\(shown)`"
  }

  /// Keys without words, which a test finds.
  package static var undescribed: [String] {
    ([PageKind.outerKeys] + PageKind.allCases.map(\.keys)).flatMap { keys in
      keys.filter { words($0.key, $0.value).isEmpty }.map(\.key)
    }
  }

  private static let known = [
    "agents": "Occupancy and time of the agents",
    "amounts": "Both sides' amounts, and what is undisputed",
    "body": "The page's own template, filled",
    "brand": "`brand.title`, or Tallysheet",
    "breadcrumb": "The way from the start page, as a list of links",
    "calendar": "The days of the month as a heat map",
    "causes": "Each cause of a difference, tested in its order",
    "change": "What changed since the period was first published",
    "changeHeading": "The heading above it",
    "changes": "What editions changed",
    "check": "The commands that check the files",
    "clauses": "The contract clause by clause",
    "columns": "The columns of every file",
    "commentary": "The remarks of the period, written in Markdown",
    "comparison": "The same calls by every published formula",
    "completeness": "How complete the data are, and what is missing",
    "conclusion": "Which cause explains the difference, and how sure that is",
    "contents": "Links to the sections of the page",
    "counting": "How contacts are counted",
    "creditFigure": "The credits, built up from zero",
    "dailyFigure": "Service level by day",
    "dayFigure": "The figure by day or by interval",
    "days": "A table of days",
    "deck": "One or two sentences that sum the page up",
    "differenceFigure": "Difference from the month before",
    "downloads": "Links to files",
    "exclusions": "What the parties agreed to leave out, with and without it",
    "facts": "A strip of names and values below the heading",
    "failures": "What was missing or refused",
    "fees": "Fees by queue",
    "fields": "Which field of the source each column is",
    "figures": "What each figure means",
    "files": "The files that belong to the page",
    "footer": "Who published the page, from what, and how to check it",
    "forecastFigure": "Volume against forecast",
    "formulas": "The formulas that are used",
    "glossary": "The field's words",
    "handleFigure": "The parts of handle time",
    "heading": "The page's heading",
    "headline": "The most important figures",
    "help": "Where to go from here",
    "history": "Results of the months before",
    "home": "The address of the start page",
    "hourlyFigure": "Contacts or service level by hour",
    "hours": "A table of hours",
    "intervalHeading": "The heading above the intervals",
    "intervals": "A table of intervals",
    "invoice": "The invoice line by line",
    "isStale": "Whether the page is too old to be believed",
    "language": "The language of the page, for `lang`",
    "ledger": "Each figure that an edition changed",
    "limit": "After how many seconds the page is too old",
    "lines": "The lines, with their sums",
    "logo": "The address of the brand's mark",
    "masking": "What is masked, and how",
    "measures": "What the contract promises, and how it went",
    "method": "How the figures were made, in short",
    "missing": "What was not received",
    "navigation": "The links of the head, as list items",
    "notice": "`organization.notice`, as HTML",
    "now": "What waits at the moment, with its source and time",
    "others": "Periods that are no months",
    "pager": "The way to neighbouring pages",
    "pageType": "The kind of the page, for styles",
    "partner": "The partner's name",
    "partners": "A list of partners, for the operator only",
    "periods": "A table of all periods",
    "policy": "The content security policy; leave it in",
    "privacy": "What is left out for privacy",
    "quality": "Completeness and remarks on the data",
    "queueFigure": "Small multiples of the queues",
    "queueLinks": "Links to the pages of the queues",
    "queues": "A table of queues",
    "reading": "How their file was read",
    "recentMonths": "The last months beside each other",
    "rounding": "How figures are rounded",
    "rows": "The rows behind the missed measures",
    "rules": "What a change means",
    "runningLines": "What stands in the margins of printed pages; leave it in",
    "script": "The address of `site.js`",
    "sections": "The sections of the page",
    "settlement": "Fees, credits and net",
    "signatures": "Lines for signatures by hand",
    "source": "Where the data are from",
    "stale": "What is said then",
    "states": "What final, provisional, partial and missing mean",
    "steps": "Each missed measure, step by step",
    "stylesheet": "The address of `site.css`",
    "time": "By which clock days are cut",
    "title": "The title of the window",
    "today": "What was counted today",
    "trend": "The last thirteen months",
    "underWay": "A period that is not over",
    "verdicts": "The verdicts of all measures",
    "volumeFigure": "Contacts by day",
    "ways": "Ways into the last period",
    "weekFigure": "Weekday by half hour as a heat map",
    "working": "The working, step by step",
    "written": "When the page was written, in UTC",
  ]
}
