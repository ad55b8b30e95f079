/// Places for requests under way, given in the order of asking.
struct Slots {
  private var count: Int
  var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ count: Int) { self.count = max(1, count) }

  /// Takes a place if there is one.
  mutating func take() -> Bool {
    guard count > 0 else { return false }
    count -= 1
    return true
  }

  /// Gives a place back, or hands it to the one that waits longest.
  mutating func give() {
    if waiting.isEmpty { count += 1 } else { waiting.removeFirst().resume() }
  }
}
