import Figures
import GenesysCloud
import Testing

@Suite struct GuideDefinitionsTests {
  private let thresholds = Thresholds(answeredWithin: 20_000, shortAbandon: 5_000)

  private func findings(
    of wanted: [Counter], _ definitions: GuideDefinitions, _ thresholds: Thresholds? = nil
  ) throws -> [String] {
    try definitions.recording(
      of: CounterSet(wanted), thresholds: thresholds ?? self.thresholds
    ).findings.map(\.text)
  }

  @Test func `keeps every counter that is defined`() throws {
    let recording = try GuideExample.definitions().recording(of: .all, thresholds: thresholds)
    #expect(recording.recorded == .all)
    #expect(recording.findings == [])
  }

  @Test(arguments: [
    (
      GuideDefinitions.Definition("talkMs", visibility: "internal", aggregation: "sum"),
      "the source defines 'talkMs' as internal, not as public"
    ),
    (
      GuideDefinitions.Definition("talkMs", visibility: "pii", aggregation: "sum"),
      "the source defines 'talkMs' as pii, not as public"
    ),
    (
      GuideDefinitions.Definition("talkMs", visibility: "Public", aggregation: "sum"),
      "the source defines 'talkMs' as Public, not as public"
    ),
    (
      GuideDefinitions.Definition("talkMs", visibility: nil, aggregation: "sum"),
      "the source defines 'talkMs' as nothing, not as public"
    ),
    (
      GuideDefinitions.Definition("talkMs", aggregation: "weighted"),
      "the source aggregates 'talkMs' by weighted, which is not what it stands for"
    ),
    (
      GuideDefinitions.Definition("talkMs", aggregation: nil),
      "the source aggregates 'talkMs' by nothing, which is not what it stands for"
    ),
  ])
  func `leaves a counter empty that may not be asked for`(
    definition: GuideDefinitions.Definition, why: String
  ) throws {
    let definitions = try GuideExample.definitions(with: [definition])
    let recording = try definitions.recording(
      of: CounterSet([.offered, .talk]), thresholds: thresholds)
    #expect(recording.recorded == CounterSet([.offered]))
    #expect(recording.findings.map(\.text) == ["talk_ms is not recorded: \(why)"])
  }

  @Test(arguments: [
    (20_000, 5_000, [String]()),
    (
      20_500, 5_000,
      [
        "answered_in_threshold is not recorded: the threshold of 20500 ms is no whole number of "
          + "seconds"
      ]
    ),
    (
      30_000, 10_000,
      [
        "answered_in_threshold is not recorded: the source does not define 'answeredWithin30s'",
        "short_abandoned is not recorded: the source does not define 'abandonedWithin10s'",
      ]
    ),
  ])
  func `counts within a threshold that the source offers, or not at all`(
    answered: Int, abandoned: Int, expected: [String]
  ) throws {
    let found = try findings(
      of: [.answered, .answeredInThreshold, .shortAbandoned], GuideExample.definitions(),
      Thresholds(answeredWithin: answered, shortAbandon: abandoned))
    #expect(found == expected)
  }

  @Test func `forms handle time of the parts of its average`() throws {
    let withParts = try GuideExample.definitions(without: ["handleMs", "handled"])
    #expect(try findings(of: [.handle, .handled], withParts) == [])
    #expect(
      try withParts.totals(of: "averageHandleTimeSeconds").denominator
        == "averageHandleTimeSecondsDenominator")
  }

  @Test(
    arguments: [
      (nil, nil), ("n", nil), (nil, "d"), ("n", "n"), ("n", "queueId"), ("intervalEnd", "d"),
      ("averageHandleTimeSeconds", "d"), ("offered", "d"), ("n", "a b"), ("", "d"), ("n", "d\0"),
    ] as [(String?, String?)])
  func `forms no total of a ratio without parts`(numerator: String?, denominator: String?) throws {
    let ready = GuideDefinitions.Definition(
      "averageHandleTimeSeconds", aggregation: "ratio", numerator: numerator,
      denominator: denominator)
    let definitions = try GuideExample.definitions(without: ["handleMs", "handled"], with: [ready])
    #expect(
      try findings(of: [.handle, .handled], definitions) == [
        "handled is not recorded: the source does not define 'handled'",
        "handle_ms is not recorded: the source sends 'averageHandleTimeSeconds' without the parts "
          + "that it is made of",
      ])
    let error = try #require(throws: FetchError.self) {
      try definitions.totals(of: "averageHandleTimeSeconds")
    }
    #expect(error.explanation.status == .configuration)
    #expect(
      error.explanation.what
        == "no total of 'averageHandleTimeSeconds' can be formed: the source sends "
        + "'averageHandleTimeSeconds' without the parts that it is made of")
  }

  @Test(arguments: ["queueId", "mediaType", "direction"])
  func `needs the columns that tell rows apart`(column: String) throws {
    let gone = try GuideExample.definitions(without: [column])
    let withheld = try GuideExample.definitions(
      with: [GuideDefinitions.Definition(column, visibility: "internal", aggregation: "none")])
    func error(_ definitions: GuideDefinitions) throws -> FetchError {
      try #require(throws: FetchError.self) { try findings(of: [.offered], definitions) }
    }
    #expect(try error(gone).reason == .undefinedColumn(column))
    #expect(try error(gone).explanation.status == .badData)
    #expect(try error(withheld).reason == .withheldColumn(column, visibility: "internal"))
    #expect(try error(withheld).explanation.status == .permission)
  }

  // MARK: Reading

  private static let path = "/api/v2/reporting/reports/definitions"

  private func read(_ pages: [Response]) async throws -> (GuideDefinitions?, FakeService) {
    let service = FakeService.scripted(pages)
    return (try await GuideDefinitions.read(through: service.session()), service)
  }

  @Test func `reads all pages, whichever way they link`() async throws {
    let pages: [Response] = [
      .json(
        #"{"definitions":[{"columnId":"queueId","label":"Queue","type":"text","#
          + #""visibility":"public","aggregation":"none"}],"next":"\#(Self.path)?pageToken=b"}"#),
      .json(
        #"{"definitions":[{"columnId":"ani","visibility":"pii","aggregation":"none"}]}"#,
        status: 200, ["Link": #"<\#(Self.path)?pageToken=c>; rel="next""#]),
      .json(
        #"{"definitions":[{"columnId":"averageHandleTimeSeconds","visibility":"public","#
          + #""aggregation":"ratio","numerator":"n","denominator":"d"}],"next":null}"#),
    ]
    let (definitions, service) = try await read(pages)
    #expect(definitions?["queueId"]?.isPublic == true)
    #expect(definitions?["ani"]?.isPublic == false)
    #expect(definitions?["averageHandleTimeSeconds"]?.numerator == "n")
    #expect(
      service.apiRequests.map(\.target) == [
        Self.path, Self.path + "?pageToken=b", Self.path + "?pageToken=c",
      ])
    #expect(service.apiRequests.allSatisfy { $0.method == .get })
  }

  @Test(arguments: [
    (#"{"definitions":[],"next":"https://evil.example/x"}"#, Figures.ExitStatus.permission),
    (#"{"definitions":[],"next":"/api/v2/oauth/clients"}"#, .badData),
    (#"{"definitions":[],"next":"\#(path)"}"#, .badData),
    (#"{"definitions":[{"columnId":"a"},{"columnId":"a"}]}"#, .badData),
    (#"{"definitions":[{"columnId":"a","visibility":"pii","visibility":"public"}]}"#, .badData),
    (#"{"next":null}"#, .badData),
    (#"{"definitions":[{"visibility":"public"}]}"#, .badData),
    ("<html>", .badData),
  ])
  func `refuses definitions that cannot be believed`(text: String, status: Figures.ExitStatus)
    async throws
  {
    let error = await failure {
      _ = try await read(Array(repeating: .json(text), count: 3))
    }
    #expect(error?.explanation.status == status)
    #expect(error?.place == "GET \(Self.path)")
  }
}
