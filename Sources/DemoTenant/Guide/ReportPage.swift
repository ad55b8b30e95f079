/// One page of a list that names the next page, in the body and in a header.
struct ReportPage {
  /// The rows of the page, by their place in the list.
  let rows: Range<Int>
  private let next: String?

  /// Finds the page that a token stands for; the first without one.
  ///
  /// `list` tells lists apart: a token of another list is refused.
  init(
    path: String, query: String, list: String, token: String?, size: Int, count: Int
  ) throws(Refusal) {
    let fingerprint = PageToken.fingerprint(of: list)
    var offset = 0
    if let token {
      guard let token = PageToken(token), token.list == fingerprint, token.offset <= count else {
        throw .bad("pageToken is not one of this query.", code: "invalid.value")
      }
      offset = token.offset
    }
    rows = offset..<min(offset + size, count)
    let following = PageToken(offset: rows.upperBound, list: fingerprint).text
    next =
      rows.upperBound < count
      ? "\(path)?\(query.isEmpty ? "" : "\(query)&")pageToken=\(following)" : nil
  }

  func answer(_ write: (inout JSONWriter) -> Void) -> Answer {
    var answer = Answer.json { json in
      json.object { json in
        write(&json)
        if let next { json.member("next", text: next) }
      }
    }
    if let next { answer.headers.append(("Link", "<\(next)>; rel=\"next\"")) }
    return answer
  }
}

extension JSONValue {
  /// The value as a text that does not depend on the order of its members.
  func canonical(without name: String? = nil) -> String {
    switch self {
    case .null: "null"
    case .boolean(let value): "\(value)"
    case .number(let value): "\(value)"
    case .text(let text): text.debugDescription
    case .array(let values): "[\(values.map { $0.canonical() }.joined(separator: ","))]"
    case .object(let members):
      "{"
        + members.filter { $0.key != name }.sorted { $0.key < $1.key }
        .map { "\($0.key.debugDescription):\($0.value.canonical())" }.joined(separator: ",") + "}"
    }
  }
}
