import Figures

/// Where in a period's folder the passport of a figure stands.
struct PassportAddress {
  let slugs: Slugs
  let zone: Zone

  /// Ratios, each with a row of its own on a page; counts are explained once for all.
  static let ratios: [(column: String, title: String)] = [
    ("service_level", "Service level"), ("abandon_rate", "Abandon rate"),
    ("speed_of_answer", "Speed of answer"), ("handle_time", "Handle time"),
  ]

  static let index = "working.html"
  static let invoice = "working/invoice.html"

  static func page(of measure: String) -> String { "working/measure-\(measure).html" }

  static func page(of date: LocalDate) -> String { "working/day-\(date.text).html" }

  func page(scope: String) -> String {
    scope == "*" ? "working/period.html" : "working/queue-\(slugs[QueueID(scope)]).html"
  }

  /// The address without the folder of the period: `working/invoice.html#invoice-line-1-amount`.
  subscript(place: Figure.Place) -> String {
    let row = Self.conditions(of: place.row)
    let measure = row["measure"] ?? ""
    let scope = row["scope"] ?? "*"
    switch place.resource {
    case "sla", "margins", "working": return Self.page(of: measure) + "#" + Self.anchor(place)
    case "whatif", "measure-days":
      return Self.page(of: measure) + "#" + Self.anchor(rowOf: place)
    case "invoice", "settlement", "fees": return Self.invoice + "#" + Self.anchor(place)
    case "ratios-month": return page(scope: scope) + "#" + Self.anchor(place)
    case "ratios-day":
      return page(scope: scope) + "#" + (Self.isRatio(place.column) ? Self.anchor(place) : "sums")
    case "ratios-hour", "ratios-interval":
      guard scope == "*", let start = row["interval_start"].flatMap({ try? Instant($0) }) else {
        return page(scope: scope) + "#sums"
      }
      return Self.page(of: zone.date(at: start)) + "#" + Self.anchor(place, at: start)
    case "failures" where measure != "*": return Self.page(of: measure) + "#" + Self.anchor(place)
    case "failures", "handle-time", "forecast": return page(scope: "*") + "#" + Self.anchor(place)
    case "changes": return Self.index + "#changes"
    case "agents": return page(scope: "*") + "#agents"
    case "now": return Self.index + "#now"
    case "history", "history-measures": return Self.index + "#months"
    default: return Self.index
    }
  }

  static func isRatio(_ column: String) -> Bool { ratios.contains { $0.column == column } }

  /// The figure's id with a hyphen for each character that an address would change.
  static func anchor(_ place: Figure.Place) -> String { plain(place.key) }

  /// Where all figures of a row stand together.
  static func anchor(rowOf place: Figure.Place) -> String {
    plain("\(place.resource)/\(place.row)")
  }

  /// Short, because a day has many: `h19990201T070000Z-service_level`.
  static func anchor(_ place: Figure.Place, at start: Instant) -> String {
    guard isRatio(place.column) else { return "sums" }
    guard place.resource == "ratios-hour" else { return "intervals" }
    return "h\(start.text.filter { $0 != "-" && $0 != ":" })-\(place.column)"
  }

  private static func plain(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          let isKept =
            scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
          return isKept || scalar == "_" ? scalar : "-"
        }))
  }

  static func conditions(of row: String) -> [String: String] {
    var found: [String: String] = [:]
    for condition in row.split(separator: ",") {
      let parts = condition.split(separator: "=", maxSplits: 1).map(String.init)
      if parts.count == 2 { found[parts[0]] = parts[1] }
    }
    return found
  }
}
