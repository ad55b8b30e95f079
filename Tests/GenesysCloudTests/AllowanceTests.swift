import GenesysCloud
import Testing

/// A service that counts requests in fixed minutes and tells only how many are left.
@Suite struct AllowanceTests {
  /// Requests that the service refuses while so many workers send without pause.
  ///
  /// An answer takes a tenth of a second; a worker asks for its next turn as soon as it has one.
  private func refusals(allowed: Int, workers: Int, requests: Int) -> Int {
    var pace = Pace(Limits())
    var counts: [Int64: Int] = [:]
    var refused = 0
    // Both lists by time: answers under way with what they tell, and workers about to leave.
    var leaving: [Duration] = []
    var coming: [(at: Duration, left: Int)] = []
    for _ in 0..<workers { leaving.append(pace.wait(at: .zero)) }
    var sent = 0
    while sent < requests {
      leaving.sort()
      let next = leaving.first ?? .zero
      if let first = coming.indices.min(by: { coming[$0].at < coming[$1].at }),
        coming[first].at <= next || leaving.isEmpty
      {
        let answer = coming.remove(at: first)
        pace.learn(
          from: .json("", status: 200, ["X-RateLimit-Remaining": "\(answer.left)"]), at: answer.at)
        leaving.append(answer.at + pace.wait(at: answer.at))
        continue
      }
      leaving.removeFirst()
      sent += 1
      let minute = next.components.seconds / 60
      counts[minute, default: 0] += 1
      let left = allowed - (counts[minute] ?? 0)
      if left < 0 { refused += 1 }
      coming.append((next + .milliseconds(100), max(0, left)))
    }
    return refused
  }

  @Test(arguments: [
    (15, 1), (60, 1), (120, 1), (180, 1), (300, 1), (180, 4), (240, 4), (300, 4), (300, 8),
  ])
  func `slows down before what is left is used up`(allowed: Int, workers: Int) {
    #expect(refusals(allowed: allowed, workers: workers, requests: 1000) == 0)
  }
}
