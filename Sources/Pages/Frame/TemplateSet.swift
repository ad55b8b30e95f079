package import Figures
import Templates

/// The page frames and the stylesheet: the built-in ones, or a workspace's own in their place.
package struct TemplateSet: Sendable {
  private(set) var texts: [String: String] = [:]
  /// The names of those that are the workspace's own.
  private(set) var own: Set<String> = []

  /// Those that the program carries in itself.
  package init() {
    for index in 0..<tallysheet_template_count() {
      let file = tallysheet_template(index)
      let bytes = UnsafeBufferPointer(start: file.bytes, count: file.length)
      texts[String(cString: file.name)] = String(decoding: bytes, as: UTF8.self)
    }
  }

  /// The built-in ones, with some replaced by a workspace's own.
  ///
  /// - Throws: ``TemplateError/unknownFile(_:nearest:)`` for a name that no page uses.
  package init(replacing own: [String: String]) throws(TemplateError) {
    self.init()
    for (name, text) in own.sorted(by: { $0.key < $1.key }) {
      guard texts[name] != nil else {
        let nearest = Nearest.names(to: name, in: texts.keys.sorted(), count: 1)
        throw .unknownFile(name, nearest: nearest)
      }
      texts[name] = text
      self.own.insert(name)
    }
  }

  /// Each as a file, sorted by name.
  package var files: [OutputFile] {
    texts.sorted { $0.key < $1.key }.map { OutputFile(path: $0.key, text: $0.value) }
  }

  /// All texts with their names and lengths, sorted by name: what a digest is taken of.
  var bytes: [UInt8] {
    texts.sorted { $0.key < $1.key }.flatMap { name, text in
      Array("\(name) \(text.utf8.count)\n\(text)\n".utf8)
    }
  }
}
