/// A printed number: what the reader sees, the cell it comes from, and where that cell lies.
///
/// Tables, sentences and commentary draw every number through this type, so a program can hold
/// the page against the file, and the text cannot say something else than the table.
package struct Figure: Sendable, Hashable {
  /// Where a cell lies: a file of `data/`, the condition that picks its row, and its column.
  package struct Place: Sendable, Hashable {
    package let resource: String
    package let row: String
    package let column: String

    package init(_ resource: String, _ row: String, _ column: String) {
      self.resource = resource
      self.row = row
      self.column = column
    }

    package var key: String { "\(resource)/\(row)/\(column)" }
  }

  /// What the number counts, in the words of the marks.
  package enum Unit: Sendable, Hashable {
    case count, percent, points, seconds, text
    case money(String)

    package var name: String {
      switch self {
      case .count: "count"
      case .percent: "percent"
      case .points: "points"
      case .seconds: "seconds"
      case .text: "text"
      case .money(let code): code
      }
    }
  }

  package let shown: String
  /// The cell, character for character; empty when there is no number.
  package let exact: String
  package let unit: Unit
  package let place: Place
  /// Whether the page shows the cell with the other sign, as it does with credits.
  package let isNegated: Bool

  package init(
    _ shown: String, exact: String, unit: Unit, place: Place, isNegated: Bool = false
  ) {
    self.shown = shown
    self.exact = exact
    self.unit = unit
    self.place = place
    self.isNegated = isNegated
  }

  /// The number inside a sentence.
  package func data(class name: String? = nil, id: String? = nil) -> HTML {
    let name: HTML = name.map { " class=\"\(attribute: $0)\"" } ?? ""
    let id: HTML = id.map { " id=\"\(attribute: $0)\"" } ?? ""
    return "<data\(name)\(id) value=\"\(attribute: exact)\"\(marks)>\(shown)</data>"
  }

  /// The number as a cell of a table.
  ///
  /// In a table of the same file, in the row and column that the number comes from, the cell
  /// names only its value; elsewhere it says all.
  func cell(
    in resource: String?, row: String?, column: String?, class name: String, mark: HTML = ""
  ) -> HTML {
    let isAtHome =
      place.resource == resource && place.row == row && place.column == column && !isNegated
    let marks: HTML = isAtHome ? " data-value=\"\(attribute: exact)\"" : self.marks
    let style: HTML = name.isEmpty ? "" : " class=\"\(attribute: name)\""
    return "<td\(style)\(marks)>\(shown)\(mark)</td>"
  }

  private var marks: HTML {
    let sign: HTML = isNegated ? " data-sign=\"negated\"" : ""
    let key: HTML = " data-key=\"\(attribute: place.key)\""
    let value: HTML = " data-value=\"\(attribute: exact)\" data-unit=\"\(unit.name)\""
    return key + value + sign
  }
}
