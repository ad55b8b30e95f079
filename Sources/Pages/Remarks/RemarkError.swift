package import Figures

/// Why a text in markdown may not go on a page.
///
/// The place is `file:line:column`.
package enum RemarkError: Error, Hashable {
  case unknownName(String, nearest: [String], place: String)
  case unclosedName(place: String)
  case image(String, place: String)
  /// A chart or table of the page by a name that none has.
  case unknownDrawing(String, nearest: [String], place: String)
  /// A chart or table inside a sentence.
  case notAlone(String, place: String)
  /// A condition that names no verdict and measure, or has no end.
  case condition(String, place: String)
  case link(String, place: String)
  case html(place: String)
}

extension RemarkError: Explained {
  package var explanation: Explanation {
    switch self {
    case .unknownName(let name, let nearest, let place):
      Explanation(
        .badData, what: "there is no figure named '\(name)'", place: place,
        remedy: nearest.isEmpty
          ? "name a measure, a day or a queue of this period"
          : "did you mean " + nearest.map { "{{\($0)}}" }.joined(separator: " or ") + "?")
    case .unclosedName(let place):
      Explanation(
        .badData, what: "a figure's name begins with '{{' and has no '}}'", place: place,
        remedy: "close the name on the same line")
    case .image(let url, let place):
      Explanation(
        .badData, what: "the text shows the image '\(url)'", place: place,
        remedy: "take the image out, or name a chart or table of the report: "
          + "![](chart:service-level), ![](table:days)")
    case .unknownDrawing(let name, let nearest, let place):
      Explanation(
        .badData, what: "the report has no '\(name)'", place: place,
        remedy: nearest.isEmpty
          ? "name a chart or table that this period has"
          : "did you mean " + nearest.map { "![](\($0))" }.joined(separator: " or ") + "?")
    case .notAlone(let name, let place):
      Explanation(
        .badData, what: "'\(name)' stands inside a paragraph", place: place,
        remedy: "put it on a line of its own, with an empty line before and after it")
    case .condition(let text, let place):
      Explanation(
        .badData, what: "the condition '\(text)' cannot be read", place: place,
        remedy: "write {{#missed NAME}} … {{/missed}} with a verdict and a measure of this period")
    case .link(let url, let place):
      Explanation(
        .badData, what: "the text links to '\(url)'", place: place,
        remedy: "link to https:, mailto: or a page of this period, such as method.html")
    case .html(let place):
      Explanation(
        .badData, what: "the text holds HTML", place: place,
        remedy: "write it in markdown")
    }
  }
}
