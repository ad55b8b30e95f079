/// A page of a list, by number.
struct Paging {
  let size: Int
  let number: Int

  init(_ request: Request) throws(Refusal) {
    size = try Self.positive(request, "pageSize", default: 25, code: "invalid.query.param.value")
    number = try Self.positive(request, "pageNumber", default: 1, code: "invalid.page.number")
    guard size <= 500 else {
      throw .bad("pageSize may be at most 500.", code: "invalid.query.param.value")
    }
  }

  private static func positive(
    _ request: Request, _ name: String, default value: Int, code: String
  ) throws(Refusal) -> Int {
    guard let text = request.parameter(name) else { return value }
    guard let number = Int(text), number > 0 else {
      throw .bad("\(name) must be a number above 0, not '\(text)'.", code: code)
    }
    return number
  }

  /// The entities on this page.
  func slice<Entity>(_ entities: [Entity]) -> ArraySlice<Entity> {
    let (start, isTooLarge) = (number - 1).multipliedReportingOverflow(by: size)
    guard !isTooLarge, start < entities.count else { return [] }
    return entities[start..<min(entities.count, start + size)]
  }

  /// Writes a list with page numbers: its entities, its size, and the addresses of the pages.
  ///
  /// `query` are the parameters besides those of paging, which each address repeats.
  func write<Entity>(
    _ entities: [Entity], path: String, query: String = "", _ json: inout JSONWriter,
    entity: (Entity, inout JSONWriter) -> Void
  ) {
    let pages = (entities.count + size - 1) / size
    let address = { (page: Int) in "\(path)?pageSize=\(size)&pageNumber=\(page)\(query)" }
    json.object { json in
      json.member("entities") { json in
        json.array { json in
          for value in slice(entities) { entity(value, &json) }
        }
      }
      json.member("pageSize", integer: size)
      json.member("pageNumber", integer: number)
      json.member("total", integer: entities.count)
      json.member("pageCount", integer: pages)
      json.member("firstUri", text: address(1))
      json.member("lastUri", text: address(max(pages, 1)))
      json.member("selfUri", text: address(number))
      if number < pages { json.member("nextUri", text: address(number + 1)) }
      if (2...max(pages, 2)).contains(number), number <= pages {
        json.member("previousUri", text: address(number - 1))
      }
    }
  }
}
