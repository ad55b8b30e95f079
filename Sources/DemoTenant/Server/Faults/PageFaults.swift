/// Lists whose pages do not follow each other as they should.
struct PageFaults {
  /// The members that hold the rows of a page.
  private static let lists = ["rows", "entities", "conversations"]

  let request: Request
  /// Answers another request as the organization would, in figures of the same kind.
  let ask: (Request) -> Answer

  /// Changes a page; false when the answer is no page that the fault can hit.
  func apply(_ kind: FaultKind, to page: inout JSONNode, _ answer: inout Answer) -> Bool {
    switch kind {
    case .pageLoop: return loop(&page, &answer)
    case .foreignNext: return lead("https://evil.example", &page, &answer)
    case .pageRepeat: return repeatPage(&page)
    case .pageShort:
      return editList(&page) { rows, page in
        guard page["total"] != nil, !rows.isEmpty else { return false }
        rows.removeLast()
        return true
      }
    case .pageReorder:
      return editList(&page) { rows, _ in
        guard rows.count > 1 else { return false }
        rows.reverse()
        return true
      }
    case .noNext:
      guard page["next"] != nil else { return false }
      page["next"] = nil
      return true
    case .noLink:
      guard answer.headers.contains(where: { $0.name == "Link" }) else { return false }
      answer.headers.removeAll { $0.name == "Link" }
      return true
    default: return false
    }
  }

  private func editList(
    _ page: inout JSONNode, _ edit: (inout [JSONNode], JSONNode) -> Bool
  ) -> Bool {
    guard let name = Self.lists.first(where: { page[$0] != nil }), var list = page[name],
      edit(&list.elements, page)
    else { return false }
    page[name] = list
    return true
  }

  /// Makes the next page this page again.
  private func loop(_ page: inout JSONNode, _ answer: inout Answer) -> Bool {
    if page["next"] != nil {
      let size = request.parameter("pageSize").map { "pageSize=\($0)&" } ?? ""
      let token = pageToken.map { "pageToken=\($0)" } ?? "pageToken=\(firstToken(page))"
      setNext("/\(request.path.joined(separator: "/"))?\(size)\(token)", &page, &answer)
      return true
    }
    if page["nextUri"] != nil, let own = page["selfUri"] {
      page["nextUri"] = own
      return true
    }
    if page["cursor"] != nil, let cursor = request.parameter("cursor") {
      page["cursor"] = .text(cursor)
      return true
    }
    return false
  }

  /// Makes the next page lie on another host, whether or not there is a next page.
  private func lead(_ host: String, _ page: inout JSONNode, _ answer: inout Answer) -> Bool {
    let path = "/\(request.path.joined(separator: "/"))"
    if page["rows"] != nil || page["definitions"] != nil {
      setNext(host + (page["next"]?.text ?? "\(path)?pageToken=1"), &page, &answer)
      return true
    }
    guard page["entities"] != nil, page["selfUri"] != nil else { return false }
    page["nextUri"] = .text(host + (page["nextUri"]?.text ?? path))
    return true
  }

  private func setNext(_ next: String, _ page: inout JSONNode, _ answer: inout Answer) {
    page["next"] = .text(next)
    answer.headers.removeAll { $0.name == "Link" }
    answer.headers.append(("Link", "<\(next)>; rel=\"next\""))
  }

  private func repeatPage(_ page: inout JSONNode) -> Bool {
    editList(&page) { rows, page in
      guard let before = requestBefore(page), let earlier = JSONNode(ask(before).body),
        let list = Self.lists.compactMap({ earlier[$0] }).first, !list.elements.isEmpty
      else { return false }
      rows = list.elements
      return true
    }
  }

  // MARK: Tokens and numbers of pages

  private var pageToken: String? {
    request.parameter("pageToken") ?? JSONNode(request.body)?["pageToken"]?.text
  }

  /// The token of the first page, made from the one of the page after it.
  private func firstToken(_ page: JSONNode) -> String {
    let next = page["next"]?.text?.split(separator: "=").last.flatMap { PageToken(String($0)) }
    return PageToken(offset: 0, list: next?.list ?? 0).text
  }

  /// The request for the page before this one; `nil` for the first page.
  private func requestBefore(_ page: JSONNode) -> Request? {
    if page["rows"] != nil {
      guard let token = pageToken.flatMap({ PageToken($0) }), token.offset > 0,
        var body = JSONNode(request.body)
      else { return nil }
      let offset = max(0, token.offset - (body["pageSize"]?.integer ?? 100))
      body["pageToken"] = nil
      return request.with(
        ["pageToken": PageToken(offset: offset, list: token.list).text], body: body.bytes)
    }
    if var body = JSONNode(request.body), var paging = body["paging"] {
      guard let number = paging["pageNumber"]?.integer, number > 1 else { return nil }
      paging["pageNumber"] = .integer(number - 1)
      body["paging"] = paging
      return request.with([:], body: body.bytes)
    }
    guard let number = request.parameter("pageNumber").flatMap({ Int($0) }), number > 1 else {
      return nil
    }
    return request.with(["pageNumber": String(number - 1)], body: request.body)
  }
}
