package import Figures

/// Why a text in markdown may not go on a page.
///
/// The place is `file:line:column`.
package enum RemarkError: Error, Hashable {
  case unknownName(String, nearest: [String], place: String)
  case unclosedName(place: String)
  case image(String, place: String)
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
        remedy: "take the image out; a site shows nothing from elsewhere")
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
