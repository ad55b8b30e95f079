import Figures

/// What pages say about editions.
struct EditionWords {
  let zone: Zone

  /// `25 November 1999`: when the figures were taken, by the contract's clock.
  func date(_ edition: Edition) -> String { DateWords.long(zone.date(at: edition.captured)) }

  /// The edition in one sentence: `Edition 2, 25 November 1999: four late contacts added.`.
  func sentence(_ edition: Edition) -> String {
    guard edition.number > 1 else { return sayPlain("Edition 1, \(date(edition)).") }
    let reasons = edition.causes.map { Self.reason($0, edition) }
    let list = Sentences.list(reasons.map { "\($0)" as HTML }).text
    return sayPlain("Edition \(edition.number), \(date(edition)): \(list).")
  }

  private static func reason(_ cause: RestatementCause, _ edition: Edition) -> String {
    switch cause {
    case .lateData:
      switch edition.lateContacts {
      case 0: sayPlain("late data, with as many contacts as before")
      case 1...:
        Self.counted(edition.lateContacts) {
          sayPlain("\($0) \($1, "late contact added", "late contacts added")")
        }
      default:
        Self.counted(-edition.lateContacts) {
          sayPlain(
            """
            \($0) \($1, "contact taken back by the source", "contacts taken back by the source")
            """)
        }
      }
    case .settings: sayPlain("counted by other settings")
    case .exclusion:
      switch edition.exclusions {
      case 0: sayPlain("exclusions changed")
      case 1...:
        Self.counted(edition.exclusions) {
          sayPlain("\($0) \($1, "exclusion accepted", "exclusions accepted")")
        }
      default:
        Self.counted(-edition.exclusions) {
          sayPlain("\($0) \($1, "exclusion withdrawn", "exclusions withdrawn")")
        }
      }
    case .contract: sayPlain("judged by another version of the contract")
    case .earlier: sayPlain("an earlier period restated")
    case .final: sayPlain("figures became final")
    case .correction: sayPlain("a correction")
    }
  }

  private static func counted(_ count: Int, _ say: (String, Int) -> String) -> String {
    say(Sentences.number(count), count)
  }

  /// `revision` or `correction`.
  static func kind(_ causes: [RestatementCause]) -> String {
    causes.contains(where: \.isCorrection) ? "correction" : "revision"
  }

  /// The causes as the page's language has them.
  static func said(_ causes: [RestatementCause]) -> String {
    causes.map { sayWord($0.rawValue) }.joined(separator: ", ")
  }

  static func words(_ causes: [RestatementCause]) -> String {
    causes.map(\.rawValue).joined(separator: ", ")
  }

  /// The mark behind a figure that was replaced: `r`, with what was published first.
  static func mark(_ restated: Restated?, of figure: Figure) -> HTML {
    guard let restated else { return "" }
    let first = restated.first.map { figure.showing($0) } ?? sayPlain("not there")
    return say(
      " <abbr title=\"Was \(attribute: first) in edition \(restated.edition)\">r</abbr>")
  }

  /// What the mark means, where a page has restated figures.
  static func legend(_ statement: Statement, up: String = "") -> HTML {
    guard !statement.editions.restated.isEmpty else { return "" }
    return say(
      """
       r: restated since it was first published: \
      <a href="\(url: up)changes.html">Changes of \(DateWords.name(statement.period))</a>.
      """)
  }
}

extension Figure {
  /// Another cell of the same kind as this one, as pages show it.
  func showing(_ cell: String) -> String {
    PublishedCell(cell, unit: unit).shown
  }
}
