import Glibc

/// Times a piece of work against a baseline, in turn, on the thread's own CPU clock.
///
/// Only ratios of one run count: machines differ, and the same one differs from hour to hour.
struct Pair {
  let title: String
  let ours: () throws -> Int
  let baseline: (name: String, work: () throws -> Int)

  /// Runs both seven times after one warm-up and prints medians and their ratio.
  ///
  /// Both must return the same number, so that neither can leave out the work.
  func run() throws {
    guard try ours() == baseline.work() else { throw Disagreement(title: title) }
    var left: [Double] = []
    var right: [Double] = []
    for _ in 0..<7 {
      left.append(try Self.milliseconds(ours))
      right.append(try Self.milliseconds(baseline.work))
    }
    let (mine, theirs) = (Self.median(left), Self.median(right))
    print(
      "\(title): \(Self.text(mine)) ms; \(baseline.name): \(Self.text(theirs)) ms;"
        + " ratio \(Self.text(mine / theirs))")
  }

  private static func milliseconds(_ work: () throws -> Int) rethrows -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1_000_000
    }
    let start = now()
    _ = try work()
    return now() - start
  }

  private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  private static func text(_ value: Double) -> String {
    let thousandths = Int((value * 1000).rounded())
    return "\(thousandths / 1000)." + String(String(1000 + thousandths % 1000).dropFirst())
  }
}

/// Two ways to the same figure that do not meet.
struct Disagreement: Error {
  let title: String
}
