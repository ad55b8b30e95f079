import Foundation
import Testing
import Workspace
import Yams

/// The schema of `tallysheet.yml`, held against files that the reader takes and refuses.
@Suite struct ConfigurationSchemaTests {
  private let schema: [String: Any]

  init() throws {
    let object = try JSONSerialization.jsonObject(with: Data(FileSchema.configuration.json.utf8))
    schema = try #require(object as? [String: Any])
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .path(percentEncoded: false)

  private func faults(_ yaml: String) throws -> [String] {
    try SchemaFaults.faults(try #require(try Yams.load(yaml: yaml)), schema, "$")
  }

  /// Every key once, with each way to say it.
  private static let complete = """
    organization:
      name: Example Bank
      dialect: published
      region: mypurecloud.de
      loginURL: https://login.mypurecloud.de
      apiURL: https://api.mypurecloud.de
      timeZone: Europe/Berlin
      credentials:
        clientID: {env: GENESYS_CLIENT_ID}
        clientSecret: {file: /run/secrets/genesys}
      limits: {perSecond: 10, perMinuteShare: 0.8, concurrency: 4}
      granularity: PT5M
      notice: Shown at the foot.
      notRecorded: [hold_ms]
      columns: {publish: {name: A label}, withhold: [divisionId]}
    signing:
      key: {command: [pass, show, evidence]}
      identity: evidence@bank.example
    paths: {archive: a, commentary: c, public: p, templates: t, theirs: h}
    privacy:
      canaries: [zebra-crossing-7731]
      pseudonyms: [{key: {file: keys/p}, validFrom: 2026-01-01, validUntil: 2026-12-31}]
    runs: {folder: r, metrics: /var/lib/node_exporter/tallysheet.prom, notify: [mail, -s, done]}
    partners:
      - id: northline
        name: Northline Contact
        contract: contracts/northline.yml
        queues:
          - {id: 90e0e000-0000-4000-8000-000000000101, label: Everyday banking}
          - {name: Call-backs, media: [voice], directions: [outbound]}
        media: [voice, email]
        directions: [inbound]
        locale: en-GB
        address: https://northline.example.com/
        privacy:
          smallCell: 5
          agents: pseudonym
          conversations: id
          allow: [{text: +44 20 7946 0018, reason: the public hotline}]
        gaps:
          - {from: 2026-10-11, to: 2026-10-13T08:00, reason: recorder outage, evidence: INC-4711}
        silences:
          - {from: 2026-10-14T10:00, to: 2026-10-14T13:00, reason: evacuation}
        publish: {directory: /srv/www/northline}
        records: pages
        agents: {of: queues, shared: accepted}
        invoice:
          number: "NC-{period}"
          seller: {name: N, street: 1 Road, city: C, postcode: "01", country: DE, vat: DE123456789}
          buyer: {name: B, country: DE}
          tax: {category: O, reason: outside}
      - id: southquay
        name: Southquay Contact
        contract: contracts/southquay.yml
        queues: [{name: Cards}]
        publish: {rsync: "host:/srv/www/southquay"}
        agents: {ids: [40fe0000-0000-4000-8000-000000000401]}

    """

  @Test func `the demo, the starter and a file with every key have its shape`() throws {
    for file in ["Site/tallysheet.yml", "Templates/starter/tallysheet.yml"] {
      #expect(
        try faults(String(contentsOfFile: "\(Self.root)/\(file)", encoding: .utf8)) == [], "\(file)"
      )
    }
    #expect(try faults(Self.complete) == [])
  }

  @Test func `the reader takes the file with every key`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.complete, to: "tallysheet.yml")
    #expect(throws: Never.self) { try Configuration(workspace: folder.path) }
  }

  @Test(arguments: [
    ("dialect: published", "dialect: modern", "$.organization.dialect"),
    ("  timeZone: Europe/Berlin\n", "", "$.organization lacks timeZone"),
    ("granularity: PT5M", "granularity: PT1M", "$.organization.granularity"),
    ("{env: GENESYS_CLIENT_ID}", "demo", "$.organization.credentials.clientID"),
    (
      "{env: GENESYS_CLIENT_ID}", "{env: A, file: B}", "$.organization.credentials.clientID"
    ),
    ("id: northline", "id: North Line", "$.partners[0].id"),
    ("locale: en-GB", "locals: en-GB", "$.partners[0].locals is unknown"),
    ("{directory: /srv/www/northline}", "/srv/www/northline", "$.partners[0].publish"),
    ("records: pages", "records: all", "$.partners[0].records"),
    ("concurrency: 4", "concurrency: four", "$.organization.limits.concurrency"),
    ("to: 2026-10-13T08:00", "to: Tuesday", "$.partners[0].gaps[0].to"),
  ])
  func `a file that is refused for its shape has not`(
    old: String, new: String, place: String
  ) throws {
    #expect(Self.complete.contains(old))
    let text = Self.complete.replacingOccurrences(of: old, with: new)
    let found = try faults(text)
    #expect(found.contains { $0.hasPrefix(place) }, "\(found)")
    let folder = try TemporaryFolder()
    try folder.write(text, to: "tallysheet.yml")
    #expect(throws: SettingError.self) { try Configuration(workspace: folder.path) }
  }

  @Test func `every key is explained`() throws {
    func check(_ schema: [String: Any]) {
      for (name, part) in schema["properties"] as? [String: [String: Any]] ?? [:] {
        #expect((part["description"] as? String)?.isEmpty == false, "\(name)")
        check(part)
        if let items = part["items"] as? [String: Any] { check(items) }
      }
    }
    check(schema)
  }

  @Test(arguments: zip(FileSchema.allCases, ["configuration", "contract"]))
  func `the reference in the documents is the one of the program`(
    schema: FileSchema, name: String
  ) throws {
    let file = "\(Self.root)/docs/reference/\(name).md"
    #expect(
      try String(contentsOfFile: file, encoding: .utf8) == schema.reference + "\n",
      "tallysheet schema \(name) --markdown > docs/reference/\(name).md")
  }

  @Test func `the reference has every key of a file with all of them`() throws {
    func names(_ value: Any?) -> Set<String> {
      switch value {
      case let group as [String: Any]:
        return group.reduce(into: Set(group.keys)) { $0.formUnion(names($1.value)) }
      case let list as [Any]: return list.reduce(into: []) { $0.formUnion(names($1)) }
      default: return []
      }
    }
    let reference = FileSchema.configuration.reference
    for name in names(try Yams.load(yaml: Self.complete)) {
      #expect(reference.contains("`\(name)`") || reference.contains("`{\(name): …}`"), "\(name)")
    }
  }

  @Test func `the starter's contract and its examples can be read`() throws {
    let starter = Self.root + "/Templates/starter/"
    #expect(throws: Never.self) {
      try ContractFile(
        reading: starter + "contracts/northline.yml", queues: ["Everyday banking", "Cards"])
    }
    for file in ["github-actions", "gitlab-ci"] {
      let text = try String(contentsOfFile: starter + "examples/ci/\(file).yml", encoding: .utf8)
      let groups = try Yams.load(yaml: text) as? [String: Any]
      #expect(groups?.isEmpty == false, "\(file)")
    }
  }
}
