package import Figures

/// Where the links of finished pages lead.
package enum Addresses {
  /// The files that pages link to and that are none of them, with the places on them that links
  /// name; both sorted.
  ///
  /// Paths begin where those of `files` do; `folder` is where the files will stand below that, such
  /// as `editions/1/`. What lies above begins with `../`.
  package static func outside(
    _ files: [OutputFile], in folder: String = ""
  ) -> [(path: String, fragments: [String])] {
    let known = Set(files.map { folder + $0.path })
    var found: [String: Set<String>] = [:]
    // Pages of one folder have most of their addresses in common; an empty target is one of `known`.
    var targets: [String: [String: String]] = [:]
    for file in files where file.path.hasSuffix(".html") {
      let place = folder + file.path
      let parent = place.lastIndex(of: "/").map { String(place[...$0]) } ?? ""
      var seen = targets[parent] ?? [:]
      forEachLink(in: file.bytes) { path, fragment in
        let address = String(decoding: path, as: UTF8.self)
        if seen[address] == nil {
          let target = address.contains(":") ? nil : resolve(address, from: place)
          seen[address] = target.flatMap { known.contains($0) ? nil : $0 } ?? ""
        }
        guard let target = seen[address], !target.isEmpty else { return }
        if let fragment {
          found[target, default: []].insert(String(decoding: fragment, as: UTF8.self))
        } else {
          found[target, default: []].formUnion([])
        }
      }
      targets[parent] = seen
    }
    return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value.sorted()) }
  }

  private static let mark = Array(" href=\"".utf8)

  /// Hands over each address in two parts, before and behind the first `#`; one that leads to a place
  /// on the page itself is passed over.
  private static func forEachLink(
    in bytes: [UInt8],
    _ body: (_ path: UnsafeBufferPointer<UInt8>, _ fragment: UnsafeBufferPointer<UInt8>?) -> Void
  ) {
    let mark = Self.mark
    bytes.withUnsafeBufferPointer { page in
      var place = 0
      while place + mark.count <= page.count {
        guard page[place] == mark[0], page[place + 6] == mark[6],
          mark.indices.allSatisfy({ page[place + $0] == mark[$0] })
        else {
          place += 1
          continue
        }
        let start = place + mark.count
        var end = start
        while end < page.count, page[end] != UInt8(ascii: "\"") { end += 1 }
        guard end < page.count else { return }
        var hash = start
        while hash < end, page[hash] != UInt8(ascii: "#") { hash += 1 }
        if hash > start {
          let fragment = hash < end ? page[(hash + 1)..<end] : nil
          body(
            UnsafeBufferPointer(rebasing: page[start..<hash]),
            fragment.map { UnsafeBufferPointer(rebasing: $0) })
        }
        place = end + 1
      }
    }
  }

  /// The path that a relative address names, seen from a file.
  private static func resolve(_ address: String, from file: String) -> String? {
    var parts = file.split(separator: "/").dropLast().map(String.init)
    for part in address.split(separator: "/") {
      if part == ".." {
        if parts.isEmpty || parts.last == ".." { parts.append("..") } else { parts.removeLast() }
      } else if part != "." {
        parts.append(String(part))
      }
    }
    return parts.isEmpty ? nil : parts.joined(separator: "/")
  }
}
