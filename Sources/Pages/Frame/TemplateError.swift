package import Figures

/// Why a template cannot be used, with its file and line.
package enum TemplateError: Error, Hashable {
  case unknownFile(String, nearest: [String])
  case unknownTag(String, file: String, line: Int, nearest: [String])
  /// The key exists, but not in this form of braces.
  case wrongForm(String, file: String, line: Int, right: String)
  case malformed(file: String, line: Int)
  /// A page gave no value for a key, or one too many.
  case values(file: String, keys: [String])
}

extension TemplateError: Explained {
  package var explanation: Explanation {
    switch self {
    case .unknownFile(let name, let nearest):
      Explanation(
        .configuration, what: "there is no template named '\(name)'", place: name,
        remedy: suggestion(nearest) ?? "remove the file from the templates folder")
    case .unknownTag(let name, let file, let line, let nearest):
      Explanation(
        .configuration, what: "the template names '\(name)', which this page does not have",
        place: "\(file):\(line)", remedy: suggestion(nearest) ?? "remove the tag")
    case .wrongForm(let name, let file, let line, let right):
      Explanation(
        .configuration, what: "the template uses '\(name)' in the wrong form",
        place: "\(file):\(line)", remedy: "write \(right)")
    case .malformed(let file, let line):
      Explanation(
        .configuration, what: "the template has a tag that cannot be read",
        place: "\(file):\(line)",
        remedy: "use {{name}}, {{{name}}}, {{#name}} … {{/name}}, {{^name}} … {{/name}}, "
          + "{{> partial}} or {{! remark }}")
    case .values(let file, let keys):
      Explanation(
        .internalFault, what: "the page has no value for " + keys.joined(separator: ", "),
        place: file, remedy: "report this; it is a fault of the program")
    }
  }

  private func suggestion(_ nearest: [String]) -> String? {
    nearest.first.map { "did you mean '\($0)'?" }
  }
}
