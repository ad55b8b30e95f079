import Testing

@Suite struct MeasuresTests {
  @Test(arguments: ["analytics/measures", "analytics/queues"])
  func `tells what is in the queues now, with the organization's clock`(path: String) throws {
    let reply = try Guest().send("GET", path)
    #expect(reply.status == 200)
    #expect(reply.headers["date"] == "Sun, 31 Oct 1999 08:30:00 GMT")
    #expect(reply.headers["x-ratelimit-remaining"] == "299")
    let queues = try #require(try reply.json()["queues"]).elements
    #expect(queues.count == 6)
    #expect(
      queues.first { $0["queueName"]?.text == "New customers" }
        == (try JSON(
          """
          {"queueId": "\(QueueID.newCustomers)", "queueName": "New customers",
           "mediaType": "voice", "observedAt": 941358600000,
           "measures": {"waiting": 3, "interacting": 0, "longestWaitSeconds": 277}}
          """)))
  }

  @Test(arguments: [
    ("?queueId=\(QueueID.everyday)&queueId=\(QueueID.english)", ["2 3 51", "0 1 0"]),
    ("?queueId=\(QueueID.everyday),\(QueueID.english)", ["2 3 51", "0 1 0"]),
    ("?queueId=nobody", []),
  ])
  func `takes queues repeated or joined`(query: String, values: [String]) throws {
    let queues = try #require(try Guest().get("analytics/queues\(query)")["queues"]).elements
    let measured = queues.map { queue in
      ["waiting", "interacting", "longestWaitSeconds"]
        .map { "\(queue["measures"]?[$0]?.integer ?? -1)" }.joined(separator: " ")
    }
    #expect(measured == values)
  }
}
