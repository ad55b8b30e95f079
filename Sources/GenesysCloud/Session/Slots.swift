/// Places for requests under way, given in the order of asking; the urgent come first.
struct Slots {
  private var count: Int
  private var urgent: [CheckedContinuation<Void, Never>] = []
  private var patient: [CheckedContinuation<Void, Never>] = []

  init(_ count: Int) { self.count = max(1, count) }

  /// Takes a place if there is one.
  mutating func take() -> Bool {
    guard count > 0 else { return false }
    count -= 1
    return true
  }

  /// Lets somebody wait for a place.
  mutating func wait(_ continuation: CheckedContinuation<Void, Never>, isUrgent: Bool) {
    if isUrgent { urgent.append(continuation) } else { patient.append(continuation) }
  }

  /// Gives a place back, or hands it to the one that waits longest.
  mutating func give() {
    if !urgent.isEmpty {
      urgent.removeFirst().resume()
    } else if !patient.isEmpty {
      patient.removeFirst().resume()
    } else {
      count += 1
    }
  }
}
