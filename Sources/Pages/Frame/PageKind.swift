/// The kinds of pages, their frames and the keys that each frame may use.
enum PageKind: String, CaseIterable {
  case report, scorecard, measure, invoice, reconciliation, queue, queues, day, method, working
  case evidence, rows, definitions, data, changes, signpost, home, live, missing, overview

  var file: String { rawValue + ".html" }

  /// What stands in the body of the page; the outer frame is the same for all.
  var keys: [String: TemplateTags.Kind] {
    switch self {
    case .report:
      [
        "heading": .text, "deck": .html, "facts": .html, "headline": .html, "contents": .html,
        "hasNow": .flag, "now": .html, "hasMeasures": .flag, "measures": .html,
        "hasCommentary": .flag, "commentary": .html, "hasTrend": .flag, "trend": .html,
        "recentMonths": .html, "dailyFigure": .html, "hourlyFigure": .html, "weekFigure": .html,
        "differenceFigure": .html, "queueFigure": .html, "queueLinks": .html,
        "hasExclusions": .flag, "exclusions": .html, "volumeFigure": .html,
        "forecastFigure": .html, "handleFigure": .html, "hasAgents": .flag, "agents": .html,
        "hasInvoice": .flag, "invoice": .html, "hasFailures": .flag, "failures": .html,
        "calendar": .html, "days": .html, "quality": .html, "method": .html, "pager": .html,
      ]
    case .scorecard:
      [
        "heading": .text, "deck": .html, "facts": .html, "clauses": .html, "hasHistory": .flag,
        "history": .html, "pager": .html,
      ]
    case .measure:
      [
        "heading": .text, "deck": .html, "facts": .html, "working": .html, "hasComparison": .flag,
        "comparison": .html, "hasDays": .flag, "dayFigure": .html, "days": .html, "pager": .html,
      ]
    case .invoice:
      [
        "heading": .text, "deck": .html, "facts": .html, "lines": .html, "hasCredits": .flag,
        "creditFigure": .html, "files": .html, "pager": .html,
      ]
    case .reconciliation:
      [
        "heading": .text, "deck": .html, "facts": .html, "lines": .html, "hasCauses": .flag,
        "conclusion": .html, "causes": .html, "hasAmounts": .flag, "amounts": .html,
        "reading": .html, "pager": .html,
      ]
    case .queue:
      [
        "heading": .html, "deck": .html, "facts": .html, "headline": .html, "dailyFigure": .html,
        "hourlyFigure": .html, "volumeFigure": .html, "days": .html, "pager": .html,
      ]
    case .queues:
      ["heading": .text, "deck": .html, "queueFigure": .html, "queueLinks": .html, "pager": .html]
    case .day:
      [
        "heading": .text, "deck": .html, "facts": .html, "hasRecord": .flag, "dayFigure": .html,
        "hours": .html, "queues": .html, "intervalHeading": .text, "intervals": .html,
        "missing": .html, "pager": .html,
      ]
    case .method:
      [
        "heading": .text, "deck": .html, "source": .html, "time": .html, "counting": .html,
        "formulas": .html, "completeness": .html, "states": .html, "rounding": .html,
        "privacy": .html, "check": .html, "pager": .html,
      ]
    case .working, .rows:
      ["heading": .html, "deck": .html, "facts": .html, "sections": .html, "pager": .html]
    case .evidence:
      [
        "heading": .text, "deck": .html, "facts": .html, "settlement": .html, "hasCredits": .flag,
        "creditFigure": .html, "hasFees": .flag, "fees": .html, "verdicts": .html, "steps": .html,
        "exclusions": .html, "hasRows": .flag, "rows": .html, "changes": .html,
        "quality": .html, "check": .html,
        "signatures": .html, "pager": .html,
      ]
    case .definitions:
      [
        "heading": .text, "deck": .html, "measures": .html, "figures": .html, "fields": .html,
        "glossary": .html, "states": .html, "time": .html, "rounding": .html, "masking": .html,
        "pager": .html,
      ]
    case .data:
      ["heading": .text, "deck": .html, "files": .html, "columns": .html, "pager": .html]
    case .changes:
      [
        "heading": .text, "deck": .html, "facts": .html, "ledger": .html, "rules": .html,
        "pager": .html,
      ]
    case .signpost: ["heading": .text, "deck": .html, "help": .html]
    case .home:
      [
        "heading": .html, "deck": .html, "hasPeriods": .flag, "headline": .html, "ways": .html,
        "hasUnderWay": .flag, "underWay": .html, "hasTrend": .flag, "trend": .html,
        "hasChange": .flag, "changeHeading": .text, "change": .html, "periods": .html,
        "hasOthers": .flag, "others": .html, "downloads": .html,
      ]
    case .live:
      [
        "heading": .html, "deck": .html, "written": .text, "limit": .text, "isStale": .flag,
        "stale": .html, "now": .html, "hasToday": .flag, "today": .html,
      ]
    case .overview: ["heading": .text, "deck": .html, "partners": .html]
    case .missing: ["heading": .text, "deck": .html, "help": .html]
    }
  }

  static let outerFile = "page.html"

  /// Parts of the outer frame that can be replaced by themselves: `{{> masthead}}`.
  static let partials = ["masthead", "foot"]

  static let outerKeys: [String: TemplateTags.Kind] = [
    "language": .text, "policy": .text, "title": .text, "runningLines": .html,
    "stylesheet": .text, "script": .text, "pageType": .text, "home": .text, "partner": .html,
    "navigation": .html,
    "brand": .text, "hasLogo": .flag, "logo": .text,
    "breadcrumb": .html, "body": .html, "footer": .html, "hasNotice": .flag, "notice": .html,
  ]

  static let stylesheet = "site.css"
  /// The one small script that adds comfort, and that of the page that grows old in a window.
  static let script = "site.js"
  static let liveScript = "live.js"
}
