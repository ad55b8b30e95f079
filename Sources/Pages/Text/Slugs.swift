package import Figures
import Foundation

/// The file names of queues.
///
/// A label makes a name only when nothing else could be meant by it: letters, digits and spaces, not
/// too long, no other queue's. Letters with marks lose them (`Réclamations` is `reclamations`). Every
/// other queue is named by the first part of its id, so that no text from outside can become a path,
/// and an address stays when the list of queues is put in another order.
package struct Slugs: Sendable {
  private let slugs: [QueueID: String]

  package init(_ queues: [Queue]) {
    let wanted = queues.map { Self.slug(of: $0.label) }
    let parts = queues.map { Self.part(of: $0.id) }
    var slugs: [QueueID: String] = [:]
    for (index, queue) in queues.enumerated() {
      let isPart = parts.count { $0 == parts[index] } == 1
      let own = (isPart ? parts[index] : nil) ?? "\(index + 1)"
      let isUnique = wanted.count { $0 == wanted[index] } == 1
      slugs[queue.id] = (isUnique ? wanted[index] : nil) ?? "queue-\(own)"
    }
    self.slugs = slugs
  }

  package subscript(queue: QueueID) -> String { slugs[queue] ?? "queue" }

  /// The first eight digits of an id, which is a UUID; `nil` for another.
  private static func part(of id: QueueID) -> String? {
    UUID(uuidString: id.text).map { String($0.uuidString.prefix(8)).lowercased() }
  }

  /// Letters that no canonical decomposition takes apart.
  private static let letters: [Character: String] = [
    "æ": "ae", "œ": "oe", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
  ]

  /// The slug of a safe label, else `nil`.
  private static func slug(of label: String) -> String? {
    let label = label.lowercased()
    guard label.utf8.count <= 40, !label.hasPrefix("queue") else { return nil }
    let plain = label.map { letters[$0] ?? String($0) }.joined()
      .decomposedStringWithCanonicalMapping
    var slug = ""
    for scalar in plain.unicodeScalars {
      switch scalar {
      case "0"..."9", "a"..."z": slug.unicodeScalars.append(scalar)
      case " ", ",", "-": if !slug.isEmpty, !slug.hasSuffix("-") { slug += "-" }
      // A mark says something only on a letter before it.
      case "\u{300}"..."\u{36f}" where slug.last?.isLetter ?? false: continue
      default: return nil
      }
    }
    while slug.hasSuffix("-") { slug.removeLast() }
    let isReserved =
      ["con", "prn", "aux", "nul"].contains(slug)
      || ((slug.hasPrefix("com") || slug.hasPrefix("lpt")) && slug.utf8.count == 4)
    return slug.isEmpty || isReserved ? nil : slug
  }
}
