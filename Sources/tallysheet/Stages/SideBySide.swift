/// Works on many items, so many at a time, and gives the results in the order of the items.
///
/// The first failure cancels what is at work, and begins nothing more.
func sideBySide<Item: Sendable, Output: Sendable>(
  _ items: [Item], atOnce: Int, _ work: @escaping @Sendable (Item) async throws -> Output
) async throws -> [Output] {
  try await withThrowingTaskGroup(of: (Int, Output).self) { group in
    var results: [Int: Output] = [:]
    var rest = items.enumerated().makeIterator()
    func start() {
      guard let (place, item) = rest.next() else { return }
      group.addTask { (place, try await work(item)) }
    }
    for _ in 0..<atOnce { start() }
    while let (place, result) = try await group.next() {
      results[place] = result
      start()
    }
    return items.indices.compactMap { results[$0] }
  }
}
