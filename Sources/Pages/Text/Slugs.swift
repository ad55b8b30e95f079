package import Figures

/// The file names of queues.
///
/// A label makes a name only when nothing else could be meant by it: plain letters, digits and
/// spaces, not too long, no other queue's. Every other queue is named by its place in the list,
/// so no text from outside can become a path.
package struct Slugs: Sendable {
  private let slugs: [QueueID: String]

  package init(_ queues: [Queue]) {
    let wanted = queues.map { Self.slug(of: $0.label) }
    var slugs: [QueueID: String] = [:]
    for (index, queue) in queues.enumerated() {
      let isUnique = wanted.count { $0 == wanted[index] } == 1
      slugs[queue.id] = isUnique ? wanted[index] ?? "queue-\(index + 1)" : "queue-\(index + 1)"
    }
    self.slugs = slugs
  }

  package subscript(queue: QueueID) -> String { slugs[queue] ?? "queue" }

  /// The slug of a safe label, else `nil`.
  private static func slug(of label: String) -> String? {
    guard label.utf8.count <= 40, !label.lowercased().hasPrefix("queue") else { return nil }
    var slug = ""
    for byte in label.lowercased().utf8 {
      switch byte {
      case 0x30...0x39, 0x61...0x7a: slug.unicodeScalars.append(Unicode.Scalar(byte))
      case 0x20, 0x2c, 0x2d: if !slug.isEmpty, !slug.hasSuffix("-") { slug += "-" }
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
