package import Figures
import Foundation

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
    for file in files where file.path.hasSuffix(".html") {
      for link in links(of: file) {
        let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        guard let path = parts.first, !path.isEmpty, !path.contains(":"),
          let target = resolve(String(path), from: folder + file.path), !known.contains(target)
        else { continue }
        found[target, default: []].formUnion(parts.dropFirst().map(String.init))
      }
    }
    return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value.sorted()) }
  }

  private static func links(of file: OutputFile) -> [String] {
    String(decoding: file.bytes, as: UTF8.self).components(separatedBy: " href=\"").dropFirst()
      .compactMap { rest in rest.firstIndex(of: "\"").map { String(rest[..<$0]) } }
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
