import GenesysCloud
import Testing

@Suite struct PaceTests {
  /// The times at which requests leave that all arrive as soon as they may.
  private func departures(_ count: Int, _ pace: inout Pace) -> [Duration] {
    var now: Duration = .zero
    return (0..<count).map { _ in
      now += pace.wait(at: now)
      return now
    }
  }

  /// The largest number of departures in any stretch of this length.
  private func densest(_ times: [Duration], in period: Duration) -> Int {
    times.map { start in times.count { $0 >= start && $0 < start + period } }.max() ?? 0
  }

  @Test(arguments: [(10, 1), (10, 4), (3, 3), (1, 1)])
  func `never lets more through than the count, in any stretch`(count: Int, burst: Int) {
    var bucket = TokenBucket(count, per: .seconds(1), burst: burst)
    var now: Duration = .zero
    var times: [Duration] = []
    for _ in 0..<50 {
      now += bucket.delay(at: now)
      bucket.take(at: now)
      times.append(now)
    }
    #expect(densest(times, in: .seconds(1)) == count)
    #expect(times.count { $0 == .zero } == burst)
  }

  @Test func `keeps ten a second and four fifths of three hundred a minute`() {
    var pace = Pace(Limits())
    let times = departures(600, &pace)
    #expect(densest(times, in: .seconds(1)) == 10)
    #expect(densest(times, in: .seconds(60)) == 240)
  }

  @Test func `lets three quarters of a minute leave at once and spaces the rest`() {
    var pace = Pace(Limits())
    let times = departures(242, &pace)
    // 180 of 240 at ten a second, then one every quarter of a second, then as places come free.
    #expect(times[179] == .milliseconds(18_795))
    #expect(times[180] == .milliseconds(19_045))
    #expect(times[239] == .milliseconds(18_795 + 60 * 250))
    #expect(times[240] == .seconds(60))
    #expect(times[241] == .milliseconds(60_250))
    #expect(Pace.leastTime(for: 62, Limits()) == .milliseconds(6_405))
    #expect(Pace.leastTime(for: 0, Limits()) == .zero)
  }

  @Test func `takes the allowance from the header`() {
    var pace = Pace(Limits())
    pace.learn(
      from: .json("", ["inin-ratelimit-allowed": "180", "inin-ratelimit-count": "1"]), at: .zero)
    #expect(pace.allowedPerMinute == 180)
    #expect(densest(departures(600, &pace), in: .seconds(60)) == 144)
  }

  @Test(arguments: [
    // 300 allowed, 240 ours: from 60 remaining on, nothing leaves before the window ends.
    (["inin-ratelimit-allowed": "300", "inin-ratelimit-count": "239"], Duration.zero),
    (
      [
        "inin-ratelimit-allowed": "300", "inin-ratelimit-count": "240",
        "inin-ratelimit-reset": "17",
      ], .seconds(18)
    ),
    // The smaller of two readings counts; where no end is told, a minute is waited for.
    (
      [
        "inin-ratelimit-allowed": "300", "inin-ratelimit-count": "10",
        "X-RateLimit-Remaining": "5", "inin-ratelimit-reset": "30",
      ], .seconds(31)
    ),
    (["X-RateLimit-Remaining": "9"], .seconds(60)),
    (["x-ratelimit-remaining": "0"], .seconds(60)),
    (["X-RateLimit-Remaining": "10"], .zero),
    (["X-RateLimit-Remaining": "-1"], .zero),
    (["X-RateLimit-Remaining": "many"], .zero),
  ])
  func `slows down before the server has to`(headers: [String: String], wait: Duration) {
    var pace = Pace(Limits())
    pace.learn(from: .json("", headers), at: .zero)
    #expect(pace.wait(at: .zero) == wait)
  }
}

extension Response {
  fileprivate static func json(_ text: String, _ headers: [String: String]) -> Response {
    .json(text, status: 200, headers)
  }
}
