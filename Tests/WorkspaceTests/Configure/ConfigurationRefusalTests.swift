import Figures
import Foundation
import Testing
import Workspace

/// A piece of the valid configuration, what replaces it, and the refusal that follows.
struct Refusal: Sendable, CustomTestStringConvertible {
  let old: String
  let new: String
  let what: String
  let place: String
  var remedy: String?

  init(_ old: String, _ new: String, _ what: String, _ place: String, do remedy: String? = nil) {
    self.old = old
    self.new = new
    self.what = what
    self.place = place
    self.remedy = remedy
  }

  var testDescription: String { "\(what) at \(place)" }
}

@Suite struct ConfigurationRefusalTests {
  static let valid = """
    organization:
      name: Example Bank
      region: mypurecloud.de
      timeZone: Europe/Berlin
      credentials:
        clientID: {env: GENESYS_CLIENT_ID}
        clientSecret: {file: /run/secrets/genesys}
      limits: {perSecond: 10, perMinuteShare: 0.8, concurrency: 4}
    signing:
      key: {file: keys/evidence_ed25519}
      identity: evidence@bank.example
    paths: {archive: store, public: www}
    partners:
      - id: northline
        name: Northline Contact
        contract: contracts/northline.yml
        queues:
          - {id: 90E0E000-0000-4000-8000-000000000101, label: Everyday banking}
          - {name: Call-backs, media: [callback], directions: [outbound]}
        gaps:
          - {from: 2026-10-11, to: 2026-10-11T14:25, reason: outage, evidence: INC-4711}
        silences:
          - {from: 2026-12-24T14:00, to: 2026-12-27, reason: closed for Christmas}
        publish: {rclone: "remote:bucket/path"}

    """

  private func read(_ text: String) throws -> Configuration {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "tallysheet.yml")
    do { return try Configuration(workspace: folder.path) } catch let error as any Explained {
      let found = error.explanation
      throw Relocated(
        explanation: Explanation(
          found.status, what: found.what,
          place: found.place?.replacingOccurrences(of: folder.path + "/", with: ""),
          remedy: found.remedy))
    }
  }

  /// The same refusal, without the name of the test's folder.
  private struct Relocated: Explained { let explanation: Explanation }

  @Test func `what is not written has its documented default`() throws {
    let configuration = try read(Self.valid)
    let organization = configuration.organization
    #expect(organization.loginURL == "https://login.mypurecloud.de")
    #expect(organization.apiURL == "https://api.mypurecloud.de")
    #expect(organization.clientID == .environment(variable: "GENESYS_CLIENT_ID"))
    #expect(organization.clientSecret == .file(path: "/run/secrets/genesys"))
    #expect(organization.recorded == .all)
    #expect(organization.notice == nil)
    #expect(configuration.paths.archive.hasSuffix("/store"))
    #expect(configuration.paths.commentary.hasSuffix("/commentary"))
    #expect(configuration.paths.publicFolder.hasSuffix("/www"))

    let partner = try #require(configuration[partner: "northline"])
    #expect(partner.partner.locale == "en-GB")
    #expect(partner.publish == .rclone("remote:bucket/path"))
    #expect(partner.records == nil)
    #expect(partner.gaps.first?.evidence == "INC-4711")
    let zone = try ZoneStore.system.zone(named: "Europe/Berlin").zone
    #expect(partner.gaps(in: zone).first?.window.end.text == "2026-10-11T12:25:00Z")
    #expect(partner.silences(in: zone).first?.window.start.text == "2026-12-24T13:00:00Z")
    let first = partner.queues[0]
    #expect(first.reference == .id(QueueID("90e0e000-0000-4000-8000-000000000101")))
    #expect(first.media == ["voice"])
    #expect(first.directions == ["inbound"])
    let second = partner.queues[1]
    #expect(second.reference == .name("Call-backs"))
    let queue = second.queue(id: QueueID("A"), name: "Call-backs")
    #expect(queue.label == "Call-backs")
    #expect(queue.series.map(\.direction) == ["outbound"])
    #expect(queue.series.map(\.media) == ["callback"])
  }

  @Test(arguments: RecordRoute.allCases)
  func `records of conversations are asked for when the partner says how`(route: RecordRoute) throws
  {
    let text = Self.valid.replacing(
      "    name: Northline Contact",
      with: "    name: Northline Contact\n    records: \(route.rawValue)")
    #expect(try read(text)[partner: "northline"]?.records == route)
  }

  @Test func `records are refused in the dialect that has none`() throws {
    let text = Self.valid
      .replacing("  region: mypurecloud.de", with: "  region: mypurecloud.de\n  dialect: guide")
      .replacing(
        "    name: Northline Contact", with: "    name: Northline Contact\n    records: job")
    let found = try #require(explanation { try read(text) })
    #expect(found.what == "'records' has no counterpart in the dialect 'guide'")
    #expect(found.place == "tallysheet.yml:17:14")
    #expect(found.status == .configuration)
  }

  static let refusals: [Refusal] = [
    Refusal(
      "name: Northline Contact", "records: jobs\n    name: Northline Contact",
      "'partners[1].records' is 'jobs', which is unknown", "tallysheet.yml:15:14",
      do: "did you mean 'job'?"),
    Refusal(
      "  region:", "  regoin:", "unknown key 'regoin' in 'organization'", "tallysheet.yml:3:3",
      do: "did you mean 'region'?"),
    Refusal(
      "paths:", "colour: red\npaths:", "unknown key 'colour' in the file", "tallysheet.yml:12:1",
      do: "the keys here are: organization, signing, paths, runs, privacy, brand, partners"),
    Refusal(
      "queues:\n", "queues:\n      - {id: 90e0e000-0000-4000-8000-000000000101}\n",
      "the partner 'northline' lists this queue twice", "tallysheet.yml:19:9"),
    Refusal(
      "  name: Example Bank\n", "", "the key 'name' is missing in 'organization'",
      "tallysheet.yml:2:3"),
    Refusal(
      "name: Example Bank", "name:", "'organization.name' has no value", "tallysheet.yml:2:8"),
    Refusal(
      "name: Example Bank", "name: [a]",
      "'organization.name' must be a single value, not a list", "tallysheet.yml:2:9"),
    Refusal(
      "  timeZone:", "  name: Again\n  timeZone:", "the key 'name' stands twice",
      "tallysheet.yml:2:3"),
    Refusal(
      "Europe/Berlin", "Europe/Berln", "the time zone 'Europe/Berln' is unknown",
      "tallysheet.yml:4:13"),
    Refusal(
      "Europe/Berlin", "../../etc/passwd", "the time zone '../../etc/passwd' is unknown",
      "tallysheet.yml:4:13"),
    Refusal(
      "region: mypurecloud.de", "loginURL: https://login.mypurecloud.de",
      "'loginURL' and 'apiURL' stand together or not at all", "tallysheet.yml:3:13"),
    Refusal(
      "  region: mypurecloud.de\n", "", "'organization' names no host", "tallysheet.yml:2:3"),
    Refusal(
      "region: mypurecloud.de", "{a}", "the YAML cannot be read: could not find expected ':'",
      "tallysheet.yml:4:3"),
    Refusal(
      "region: mypurecloud.de", "loginURL: http://login.example\n  apiURL: https://a.example",
      "'organization.loginURL' uses plain http to another machine", "tallysheet.yml:3:13"),
    Refusal(
      "region: mypurecloud.de",
      "loginURL: http://127.0.0.1.example\n  apiURL: https://a.example",
      "'organization.loginURL' uses plain http to another machine", "tallysheet.yml:3:13"),
    Refusal(
      "region: mypurecloud.de", "loginURL: https://me:pw@a.example\n  apiURL: https://a.example",
      "'organization.loginURL' holds a user name or password", "tallysheet.yml:3:13"),
    Refusal(
      "region: mypurecloud.de", "loginURL: https://a.example/x\n  apiURL: https://a.example",
      "'organization.loginURL' must be the address of a host alone", "tallysheet.yml:3:13"),
    Refusal(
      "clientID: {env: GENESYS_CLIENT_ID}", "clientID: hunter2",
      "'organization.credentials.clientID' holds a plain value; a secret never stands in this file",
      "tallysheet.yml:6:15"),
    Refusal(
      "{env: GENESYS_CLIENT_ID}", "{env: A, file: b}",
      "'organization.credentials.clientID' must hold exactly one of: env, file, command",
      "tallysheet.yml:6:15"),
    Refusal(
      "perSecond: 10", "perSecond: 1:20",
      "'organization.limits.perSecond' is '1:20', not a whole number from 1 to 10",
      "tallysheet.yml:8:23"),
    Refusal(
      "perMinuteShare: 0.8", "perMinuteShare: 1.2",
      "'organization.limits.perMinuteShare' must lie between 0.01 and 1, "
        + "with at most two decimals", "tallysheet.yml:8:43"),
    Refusal(
      "public: www", "public: store",
      "'paths.archive' lies in the public folder", "tallysheet.yml:12:18"),
    Refusal(
      "id: northline", "id: ../northline",
      "'partners[1].id' is '../northline', which cannot be a name here", "tallysheet.yml:14:9"),
    Refusal(
      "id: northline", "id: North", "'partners[1].id' is 'North', which cannot be a name here",
      "tallysheet.yml:14:9"),
    Refusal(
      "90E0E000-0000-4000-8000-000000000101", "90E0E000", "'90E0E000' is no queue id",
      "tallysheet.yml:18:14"),
    Refusal(
      "{name: Call-backs,", "{id: 90e0e000-0000-4000-8000-000000000102, name: x,",
      "'partners[1].queues[2]' must hold either 'id' or 'name'", "tallysheet.yml:19:9"),
    Refusal(
      "[outbound]", "[outbund]",
      "'partners[1].queues[2].directions[1]' is 'outbund', which is unknown",
      "tallysheet.yml:19:60", do: "did you mean 'outbound'?"),
    Refusal(
      "to: 2026-10-11T14:25", "to: 2026-10-11",
      "'partners[1].gaps[1].to' does not lie after 'from'", "tallysheet.yml:21:32"),
    Refusal(
      "from: 2026-12-24T14:00", "from: 24.12.2026",
      "'partners[1].silences[1].from' is '24.12.2026', not a date or local time",
      "tallysheet.yml:23:16"),
    Refusal(
      "{rclone: \"remote:bucket/path\"}", "{rclone: --config=x}",
      "'partners[1].publish.rclone' would be taken for an option of the program",
      "tallysheet.yml:24:23"),
    Refusal(
      "evidence@bank.example", "two words",
      "'signing.identity' must be one word without quotes, commas or wildcards",
      "tallysheet.yml:11:13"),
  ]

  @Test(arguments: refusals)
  func `a flaw is refused at its line and column`(refusal: Refusal) throws {
    #expect(Self.valid.contains(refusal.old))
    let text = Self.valid.replacingOccurrences(of: refusal.old, with: refusal.new)
    let found = try #require(explanation { try read(text) })
    #expect(found.status == .configuration)
    #expect(found.what == refusal.what)
    #expect(found.place == refusal.place)
    if let remedy = refusal.remedy { #expect(found.remedy == remedy) }
    #expect(!"\(found)".contains("hunter2"))
  }

  @Test func `partners share neither id nor queue`() throws {
    let second = """
        - id: southquay
          name: Southquay Contact
          contract: contracts/southquay.yml
          queues: [{id: 90e0e000-0000-4000-8000-000000000101}]

      """
    let shared = try #require(explanation { try read(Self.valid + second) })
    #expect(shared.what == "this queue belongs to the partner 'northline' already")
    #expect(shared.place == "tallysheet.yml:28:14")

    let twin = second.replacingOccurrences(of: "southquay\n    name", with: "northline\n    name")
      .replacingOccurrences(of: "0101", with: "0102")
    let repeated = try #require(explanation { try read(Self.valid + twin) })
    #expect(repeated.what == "two partners have the id 'northline'")
    #expect(repeated.place == "tallysheet.yml:25:9")
  }

  @Test func `a folder without a configuration says where to run`() throws {
    let folder = try TemporaryFolder()
    let found = try #require(explanation { try Configuration(workspace: folder.path) })
    #expect(found.status == .missingInput)
    #expect(found.what == "there is no tallysheet.yml")
    #expect(found.place == folder.file("tallysheet.yml"))
    #expect(found.remedy?.contains("--workspace") == true)
  }

  @Test(arguments: [
    ("", "the file is empty", "tallysheet.yml:1:1"),
    ("- a\n", "the file must hold keys and values, not a list", "tallysheet.yml:1:1"),
    (
      "a: b\n---\nc: d\n", "the YAML cannot be read: but found another document",
      "tallysheet.yml:2:1"
    ),
  ])
  func `a file of another shape is refused`(text: String, what: String, place: String) throws {
    let found = try #require(explanation { try read(text) })
    #expect(found.what == what)
    #expect(found.place == place)
  }
}
