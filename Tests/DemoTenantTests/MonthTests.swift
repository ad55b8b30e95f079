import Testing

/// Whole months against figures that another program made from the calls themselves.
@Suite struct MonthTests {
  struct Month: Sendable, CustomTestStringConvertible {
    let interval: String
    /// Offered, answered, abandoned, short abandoned; from expected-month.csv.
    let queues: [String: [Int]]

    var testDescription: String { interval }
  }

  static let months = [
    Month(
      interval: "1998-12-31T22:00:00.000Z/1999-01-31T22:00:00.000Z",
      queues: [
        QueueID.online: [265, 207, 58, 1],
        QueueID.securities: [1560, 1476, 84, 4],
        QueueID.newCustomers: [5233, 4017, 1216, 108],
        QueueID.english: [156, 134, 22, 1],
        QueueID.everyday: [22_033, 20_374, 1659, 76],
        QueueID.callBacks: [914, 852, 62, 5],
      ]),
    Month(
      interval: "1999-01-31T22:00:00.000Z/1999-02-28T22:00:00.000Z",
      queues: [
        QueueID.online: [261, 199, 62, 1],
        QueueID.securities: [2702, 2520, 182, 2],
        QueueID.newCustomers: [6959, 4990, 1969, 191],
        QueueID.english: [136, 120, 16, 1],
        QueueID.everyday: [20_027, 18_349, 1678, 74],
        QueueID.callBacks: [1040, 984, 56, 5],
      ]),
    Month(
      interval: "1999-02-28T22:00:00.000Z/1999-03-31T22:00:00.000Z",
      queues: [
        QueueID.online: [405, 194, 211, 7],
        QueueID.securities: [3413, 2917, 496, 8],
        QueueID.newCustomers: [6249, 3419, 2830, 158],
        QueueID.english: [152, 100, 52, 0],
        QueueID.everyday: [24_324, 19_436, 4888, 81],
        QueueID.callBacks: [1908, 1781, 127, 7],
      ]),
    Month(
      interval: "1999-03-31T22:00:00.000Z/1999-04-30T21:00:00.000Z",
      queues: [
        QueueID.online: [358, 197, 161, 8],
        QueueID.securities: [2709, 2424, 285, 8],
        QueueID.newCustomers: [4272, 2478, 1794, 116],
        QueueID.english: [107, 77, 30, 0],
        QueueID.everyday: [20_517, 17_154, 3363, 77],
        QueueID.callBacks: [1314, 1253, 61, 13],
      ]),
    Month(
      interval: "1999-04-30T21:00:00.000Z/1999-05-31T21:00:00.000Z",
      queues: [
        QueueID.online: [404, 231, 173, 7],
        QueueID.securities: [3928, 3527, 401, 4],
        QueueID.newCustomers: [4676, 2858, 1818, 129],
        QueueID.english: [125, 92, 33, 1],
        QueueID.everyday: [26_724, 22_069, 4655, 305],
        QueueID.callBacks: [1210, 1146, 64, 3],
      ]),
    Month(
      interval: "1999-06-30T21:00:00.000Z/1999-07-31T21:00:00.000Z",
      queues: [
        QueueID.online: [1049, 633, 416, 18],
        QueueID.securities: [3436, 3051, 385, 9],
        QueueID.newCustomers: [5174, 3175, 1999, 130],
        QueueID.english: [138, 90, 48, 1],
        QueueID.everyday: [25_560, 21_646, 3914, 147],
        QueueID.callBacks: [1069, 1001, 68, 3],
      ]),
    Month(
      interval: "1999-09-30T22:00:00.000Z/1999-10-31T22:00:00.000Z",
      queues: [
        QueueID.online: [2840, 2490, 350, 8],
        QueueID.securities: [2778, 2720, 58, 2],
        QueueID.newCustomers: [4742, 3828, 914, 86],
        QueueID.english: [130, 111, 19, 1],
        QueueID.everyday: [22_166, 21_423, 743, 38],
        QueueID.callBacks: [311, 289, 22, 2],
      ]),
  ]

  private func count(_ name: String, _ bucket: JSON) -> Int {
    let metric = bucket["metrics"]?.elements.first { $0["metric"]?.text == name }
    return metric?["stats"]?["count"]?.integer ?? 0
  }

  @Test(arguments: months)
  func `agrees with the counts of a local month, queue by queue`(month: Month) throws {
    let results = try Visitor().aggregates(
      """
      {"interval": "\(month.interval)", "groupBy": ["queueId"],
       "metrics": ["nOffered", "tAnswered", "tAbandon", "tShortAbandon"]}
      """)
    var counts: [String: [Int]] = [:]
    for result in results {
      let bucket = try #require(result["data"]).elements[0]
      counts[try #require(result["group"]?["queueId"]?.text)] =
        ["nOffered", "tAnswered", "tAbandon", "tShortAbandon"].map { count($0, bucket) }
    }
    #expect(counts == month.queues)
  }

  struct Partner: Sendable, CustomTestStringConvertible {
    let interval: String
    let queues: [String]
    let offered: Int
    /// Answered within 20 s, answered, abandoned.
    let counts: [Int]
    /// Seconds: waits of answered calls and the longest, waits of abandoned calls and the longest,
    /// talk and the longest.
    let seconds: [Int]

    var testDescription: String { "\(queues.count) queues in \(interval)" }
  }

  /// From expected-month-partners-event-20s.csv: three queues in one figure, by the time of each
  /// event, with the queues' own target.
  static let partners = [
    Partner(
      interval: "1998-12-31T22:00:00.000Z/1999-01-31T22:00:00.000Z",
      queues: [QueueID.everyday, QueueID.english, QueueID.callBacks], offered: 23_103,
      counts: [13_348, 21_360, 1_743],
      seconds: [679_471, 1_500, 99_213, 1_482, 4_004_549, 5_300]),
    Partner(
      interval: "1999-04-30T21:00:00.000Z/1999-05-31T21:00:00.000Z",
      queues: [QueueID.everyday, QueueID.english, QueueID.callBacks], offered: 28_059,
      counts: [11_509, 23_307, 4_752],
      seconds: [1_416_406, 923, 267_303, 1_476, 4_489_214, 8_014]),
    Partner(
      interval: "1999-03-31T22:00:00.000Z/1999-04-30T21:00:00.000Z",
      queues: [QueueID.newCustomers, QueueID.securities, QueueID.online], offered: 7_339,
      counts: [1_938, 5_099, 2_240],
      seconds: [533_707, 2_193, 235_614, 1_288, 1_169_025, 4_327]),
    Partner(
      interval: "1999-09-30T22:00:00.000Z/1999-10-31T22:00:00.000Z",
      queues: [QueueID.newCustomers, QueueID.securities, QueueID.online], offered: 10_360,
      counts: [6_401, 9_038, 1_322],
      seconds: [323_194, 1_750, 121_607, 1_903, 2_114_226, 6_309]),
  ]

  @Test(arguments: partners)
  func `agrees with the waits, talks and service level of three queues together`(
    partner: Partner
  ) throws {
    let predicates = partner.queues.map { #"{"dimension": "queueId", "value": "\#($0)"}"# }
    let results = try Visitor().aggregates(
      """
      {"interval": "\(partner.interval)", "metrics": ["nOffered", "nOverSla", "oServiceLevel",
         "tAnswered", "tAbandon", "tWait", "tTalkComplete"],
       "filter": {"type": "and", "clauses": [
         {"type": "or", "predicates": [\(predicates.joined(separator: ", "))]}]}}
      """)
    #expect(results.count == 1)
    let bucket = try #require(results[0]["data"]).elements[0]
    let stats = { (name: String) in
      bucket["metrics"]?.elements.first { $0["metric"]?.text == name }?["stats"]
    }
    let milliseconds = partner.seconds.map { $0 * 1000 }
    #expect(count("nOffered", bucket) == partner.offered)
    #expect(count("nOverSla", bucket) == partner.counts[1] - partner.counts[0])
    #expect(count("tAnswered", bucket) == partner.counts[1])
    #expect(count("tAbandon", bucket) == partner.counts[2])
    #expect(stats("oServiceLevel")?["numerator"]?.integer == partner.counts[0])
    #expect(
      stats("oServiceLevel")?["denominator"]?.integer == partner.counts[1] + partner.counts[2])
    #expect(stats("tAnswered")?["sum"]?.integer == milliseconds[0])
    #expect(stats("tAnswered")?["max"]?.integer == milliseconds[1])
    #expect(stats("tAbandon")?["sum"]?.integer == milliseconds[2])
    #expect(stats("tAbandon")?["max"]?.integer == milliseconds[3])
    #expect(stats("tWait")?["sum"]?.integer == milliseconds[0] + milliseconds[2])
    #expect(stats("tWait")?["max"]?.integer == max(milliseconds[1], milliseconds[3]))
    #expect(stats("tTalkComplete")?["sum"]?.integer == milliseconds[4])
    #expect(stats("tTalkComplete")?["max"]?.integer == milliseconds[5])
  }
}
