import Figures

/// What pages say about editions.
struct EditionWords {
  let zone: Zone

  /// `25 November 1999`: when the figures were taken, by the contract's clock.
  func date(_ edition: Edition) -> String { DateWords.long(zone.date(at: edition.captured)) }

  /// The edition in one sentence: `Edition 2, 25 November 1999: four late contacts added.`.
  func sentence(_ edition: Edition) -> String {
    guard edition.number > 1 else { return "Edition 1, \(date(edition))." }
    let reasons = edition.causes.map { Self.reason($0, edition) }
    let list = Sentences.list(reasons.map { "\($0)" as HTML }).text
    return "Edition \(edition.number), \(date(edition)): \(list)."
  }

  private static func reason(_ cause: RestatementCause, _ edition: Edition) -> String {
    switch cause {
    case .lateData:
      switch edition.lateContacts {
      case 0: "late data, with as many contacts as before"
      case 1...: "\(Sentences.counted(edition.lateContacts, "late contact")) added"
      default: "\(Sentences.counted(-edition.lateContacts, "contact")) taken back by the source"
      }
    case .settings: "counted by other settings"
    case .exclusion:
      switch edition.exclusions {
      case 0: "exclusions changed"
      case 1...: "\(Sentences.counted(edition.exclusions, "exclusion")) accepted"
      default: "\(Sentences.counted(-edition.exclusions, "exclusion")) withdrawn"
      }
    case .contract: "judged by another version of the contract"
    case .earlier: "an earlier period restated"
    case .final: "figures became final"
    case .correction: "a correction"
    }
  }

  /// `revision` or `correction`.
  static func kind(_ causes: [RestatementCause]) -> String {
    causes.contains(where: \.isCorrection) ? "correction" : "revision"
  }

  static func words(_ causes: [RestatementCause]) -> String {
    causes.map(\.rawValue).joined(separator: ", ")
  }

  /// The mark behind a figure that was replaced: `r`, with what was published first.
  static func mark(_ restated: Restated?, of figure: Figure) -> HTML {
    guard let restated else { return "" }
    let first = restated.first.map { figure.showing($0) } ?? "not there"
    return " <abbr title=\"Was \(attribute: first) in edition \(restated.edition)\">r</abbr>"
  }

  /// What the mark means, where a page has restated figures.
  static func legend(_ statement: Statement, up: String = "") -> HTML {
    guard !statement.editions.restated.isEmpty else { return "" }
    return """
       r: restated since it was first published: \
      <a href="\(url: up)changes.html">Changes of \(DateWords.name(statement.period))</a>.
      """
  }
}

extension Figure {
  /// Another cell of the same kind as this one, as pages show it.
  func showing(_ cell: String) -> String {
    PublishedCell(cell, unit: unit).shown
  }
}
