package import Figures

/// How a configuration names a queue.
package enum QueueReference: Sendable, Hashable {
  case id(QueueID)
  case name(String)

  /// Finds each configured queue in the list, in the order of the configuration.
  ///
  /// A name must fit exactly one queue, letter by letter. An id that is not in the list is a
  /// question of permission first: a client sees the queues of its divisions only.
  package static func resolve(
    _ references: [QueueReference], in queues: [ListedQueue]
  ) throws(FetchError) -> [ListedQueue] {
    var found: [ListedQueue] = []
    for reference in references {
      let queue = try reference.find(in: queues)
      guard !found.contains(where: { $0.id == queue.id }) else {
        throw FetchError(.repeatedQueue(reference.text))
      }
      found.append(queue)
    }
    return found
  }

  private var text: String {
    switch self {
    case .id(let id): id.text
    case .name(let name): name
    }
  }

  private func find(in queues: [ListedQueue]) throws(FetchError) -> ListedQueue {
    switch self {
    case .id(let id):
      guard let queue = queues.first(where: { $0.id == id }) else {
        throw FetchError(.invisibleQueue(id.text))
      }
      return queue
    case .name(let name):
      let fitting = queues.filter { Array($0.name.utf8) == Array(name.utf8) }
      guard let queue = fitting.first else {
        throw FetchError(.unknownQueueName(name, nearest: Self.nearest(to: name, in: queues)))
      }
      guard fitting.count == 1 else {
        throw FetchError(.ambiguousQueueName(name, ids: fitting.map(\.id.text).sorted()))
      }
      return queue
    }
  }

  /// Up to three names that a slip of the hand could have meant, the nearest first.
  private static func nearest(to name: String, in queues: [ListedQueue]) -> [String] {
    let wanted = Array(name.lowercased())
    let near = Set(queues.map(\.name)).compactMap { candidate -> (distance: Int, name: String)? in
      let distance = edits(wanted, Array(candidate.lowercased()))
      return distance <= max(2, wanted.count / 3)
        ? (distance, PlainText.line(candidate, limit: 80)) : nil
    }
    return near.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
  }

  /// How many letters have to be put in, taken out or changed.
  private static func edits(_ left: [Character], _ right: [Character]) -> Int {
    var row = Array(0...right.count)
    for (i, a) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in right.enumerated() {
        let substituted = diagonal + (a == b ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substituted, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[right.count]
  }
}
