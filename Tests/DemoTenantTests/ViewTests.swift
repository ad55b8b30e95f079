import Testing

@Suite struct ViewTests {
  /// The counts of views over queue NW, 31 October 1999, from 08:00 to 08:40 UTC, by name.
  private func counts(_ views: String, metrics: String = "[]") throws -> [String: Int] {
    let results = try Visitor().aggregates(
      """
      {"interval": "1999-10-31T08:00:00.000Z/1999-10-31T08:40:00.000Z", "metrics": \(metrics),
       "filter": {"type": "or", "predicates": [
         {"dimension": "queueId", "value": "\(QueueID.newCustomers)"}]},
       "views": [\(views)]}
      """)
    var counts: [String: Int] = [:]
    for view in results.first?["data"]?.elements[0]["views"]?.elements ?? [] {
      #expect(view["stats"]?["count"] != nil)
      counts[try #require(view["name"]?.text)] = view["stats"]?["count"]?.integer
    }
    return counts
  }

  private func view(_ target: String, _ range: String, name: String = "v") -> String {
    #"{"target": "\#(target)", "name": "\#(name)", "function": "rangeBound", "range": \#(range)}"#
  }

  /// Worked out from the eight rows: answered after 411, 431, 474, 383 and 167 s; abandoned, by the
  /// class of the wait: up to 5 s 1, 20 s 2, 30 s 1, 45 s 2, 60 s 2, 90 s 1, 120 s 2, 180 s 2,
  /// 600 s 2; 15 in all.
  @Test(arguments: [
    ("tAbandon", #"{"lt": 5001}"#, 1), ("tAbandon", #"{"lt": 6000}"#, 1),
    ("tAbandon", #"{"gte": 0, "lt": 60001}"#, 8), ("tAbandon", #"{"lt": 61000}"#, 8),
    ("tAbandon", #"{"lt": 60000.5}"#, 8), ("tAbandon", #"{"gte": 60001}"#, 7),
    ("tAbandon", #"{"gte": 61000}"#, 7), ("tAbandon", #"{"gte": 60001, "lt": 180001}"#, 5),
    ("tAbandon", #"{"gte": 10001, "lt": 20001}"#, 2), ("tAbandon", #"{"gte": 0}"#, 15),
    ("tAnswered", #"{"lt": 180001}"#, 1), ("tAnswered", #"{"lt": 600001}"#, 5),
    ("tWait", #"{"gte": 120001}"#, 9), ("tWait", #"{"lt": 120001}"#, 11),
  ])
  func `counts the waits between two bounds`(target: String, range: String, count: Int) throws {
    #expect(try counts(view(target, range)) == ["v": count])
  }

  @Test func `leaves out a view that counts nothing`() throws {
    let views = [
      view("tAnswered", #"{"gte": 600001}"#, name: "long"),
      view("tAnswered", #"{"lt": 20001}"#, name: "quick"),
      view("tAnswered", #"{"lt": 180001}"#, name: "three minutes"),
    ]
    #expect(
      try counts(views.joined(separator: ","), metrics: #"["nOffered"]"#) == ["three minutes": 1])
  }

  @Test(arguments: [
    // At most 9 s, 19 s, 59 s; more than 600 s and a bound below that; not whole classes.
    (#"{"lt": 10000}"#, "5001 or 10001"), (#"{"lt": 20000}"#, "15001 or 20001"),
    (#"{"gte": 60000}"#, "45001 or 60001"), (#"{"lt": 60000}"#, "45001 or 60001"),
    (#"{"lt": 900000}"#, "600001"), (#"{"gte": 1}"#, "0 or 5001"), (#"{"lt": 1000}"#, "5001"),
    (#"{"lt": 61001}"#, "60001 or 90001"),
  ])
  func `refuses a bound inside a class and names the nearest ones`(
    range: String, nearest: String
  ) throws {
    let (_, message) = try Visitor().refusal(query(view("tAnswered", range)))
    #expect(message.hasSuffix("the nearest it can is \(nearest)."))
  }

  @Test(arguments: [
    (#"{"target": "tAnswered", "name": "v", "function": "rangeBound"}"#, "needs a range"),
    (#"{"target": "tAnswered", "name": "v", "function": "rangeBound", "range": {}}"#, "gte or lt"),
    (
      #"{"target": "tAnswered", "name": "v", "function": "rangeBound", "range": {"gte": 5001, "lt": 5001}}"#,
      "is empty"
    ),
    (
      #"{"target": "tAnswered", "name": "tWait", "function": "rangeBound", "range": {"lt": 5001}}"#,
      "name of a metric"
    ),
    (
      #"{"target": "nOffered", "name": "v", "function": "rangeBound", "range": {"lt": 5001}}"#,
      "not a timer"
    ),
    (
      #"{"target": "tHandle", "name": "v", "function": "rangeBound", "range": {"lt": 5001}}"#,
      "not recorded"
    ),
  ])
  func `refuses a view that cannot be made`(view: String, reason: String) throws {
    let (_, message) = try Visitor().refusal(query(view))
    #expect(message.contains(reason))
  }

  @Test func `refuses two views of one name, and more than ten`() throws {
    let visitor = try Visitor()
    let ten = (1...10).map { view("tWait", #"{"lt": 5001}"#, name: "v\($0)") }
    #expect(
      try visitor.refusal(query((ten[0...0] + ten[0...0]).joined(separator: ","))).message
        .contains("twice"))
    #expect(try counts(ten.joined(separator: ",")).count == 10)
    let eleven = ten + [view("tWait", #"{"lt": 5001}"#, name: "v11")]
    #expect(
      try visitor.refusal(query(eleven.joined(separator: ","))).message
        .contains("at most 10 views"))
  }

  private func query(_ views: String) -> String {
    """
    {"interval": "1999-10-31T08:00:00.000Z/1999-10-31T08:40:00.000Z", "metrics": ["nOffered"],
     "views": [\(views)]}
    """
  }
}
