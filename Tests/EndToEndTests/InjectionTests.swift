import DemoTenant
import Foundation
import SyntheticSite
import Testing

/// Names that try to be markup, formulas, paths or directions, in every place that takes a text.
@Suite struct InjectionTests {
  private static let recording =
    "synthetic:partners=1,queues=2,agents=3,calls=30,from=2026-10-05,to=2026-10-07,"
    + "now=2026-12-01T00:00:00Z"

  /// As text in double quotes of YAML.
  private static let hostile = [
    "organization": #"Bank </title><script>alert(1)</script>"#,
    "partner": #"../../etc/passwd \x07\x1b \u202Ex\u202C ]]> --> </svg>"#,
    "first": #"<script>alert(1)</script></svg>\" onerror=\"x"#,
    "second": "=cmd|' /C calc'!A0",
    "title": #"@SUM(1) <img src=x onerror=alert(1)>"#, "clause": #"\t=1+1 </style>"#,
    "measure": ##"{{offered}} &lt; &#x3c; <b> \u2066deep\u2069"##,
    // As long as a name can be: 10,000 characters, without a place to break.
    "item": "+1; javascript:alert(1) " + String(repeating: "long", count: 2500),
  ]
  private static let calm = [
    "organization": "Bank", "partner": "Partner", "first": "First", "second": "Second",
    "title": "Services", "clause": "1", "measure": "Level", "item": "Answered",
  ]

  private static func write(_ names: [String: String], _ address: String, in folder: URL) throws {
    let queues = try DemoTenant.partners(recording: recording)[0].queues
    func name(_ key: String) throws -> String { "\"\(try #require(names[key]))\"" }
    try """
    organization:
      name: \(name("organization"))
      loginURL: \(address)
      apiURL: \(address)
      timeZone: Europe/Berlin
      credentials:
        clientID: {command: [printf, demo]}
        clientSecret: {command: [printf, demo]}
    partners:
      - id: one
        name: \(name("partner"))
        contract: contract.yml
        gaps:
          - {from: 2026-10-05T03:00, to: 2026-10-05T04:00, reason: \(name("first"))}
        queues:
          - {id: \(queues[0].id), label: \(name("first"))}
          - {id: \(queues[1].id), label: \(name("second"))}

    """.write(to: folder.appending(path: "tallysheet.yml"), atomically: true, encoding: .utf8)
    try """
    title: \(name("title"))
    zone: Europe/Berlin
    currency: EUR
    answeredWithin: 20 s
    shortAbandon: 5 s
    hours: {monday to sunday: 00:00-24:00}
    holidays: []
    coverage: 1 %
    terms:
      - from: 2026-01-01
        measures:
          - id: service-level
            clause: \(name("clause"))
            title: \(name("measure"))
            metric: service level
            formula: answered_plus_abandoned
            target: at least 80 %
        fees:
          - {item: \(name("item")), each: answered, rate: 2.50}

    """.write(to: folder.appending(path: "contract.yml"), atomically: true, encoding: .utf8)
    try FileManager.default.createDirectory(
      at: folder.appending(path: "commentary/one"), withIntermediateDirectories: true)
    try "A `<script>alert(1)</script>`, &lt;img onerror=x&gt; and {{offered}} calls.\n".write(
      to: folder.appending(path: "commentary/one/2026-10.md"), atomically: true, encoding: .utf8)
  }

  /// `TALLYSHEET_HOSTILE_SITE=DIR` also leaves the site in a new folder, for other tools to judge.
  @Test func `a hostile name stays a text wherever it stands`() async throws {
    let folder = try TemporaryFolder()
    let tenant = try DemoTenant.start(TenantOptions(recording: Self.recording))
    let options = ["--workspace", folder.url.path]
    try Self.write(Self.calm, tenant.baseURL, in: folder.url)
    let fetch = try await Program.run(["fetch", "--period", "2026-10"] + options)
    try #require(fetch.status == 0, "\(fetch.errors)")
    // In a workspace of its own, or the second would be an edition that changes the first.
    let copy = try TemporaryFolder()
    let other = copy.url.appending(path: "other")
    try FileManager.default.copyItem(at: folder.url, to: other)
    try Self.write(Self.hostile, tenant.baseURL, in: other)
    let first = try await Program.run(["build"] + options)
    try #require(first.status == 0, "\(first.errors)")
    let second = try await Program.run(["build", "--workspace", other.path])
    try #require(second.status == 0, "\(second.errors)")
    let calm = folder.url.appending(path: "public").path
    let hostile = other.appending(path: "public").path
    if let keep = ProcessInfo.processInfo.environment["TALLYSHEET_HOSTILE_SITE"] {
      try FileManager.default.copyItem(atPath: hostile, toPath: keep)
    }
    let look = try await Program.independent("hostile.py", [calm, hostile])
    #expect(look.status == 0, "\(look.output)\(look.errors)")
    #expect(look.output.contains("kinds: "))
  }

  /// libcmark would let these through; we do not.
  @Test(arguments: [
    "<script>alert(1)</script>", "[x](javascript:alert(1))", "![x](https://example.org/a.png)",
    "[x](data:text/html,x)", "<b onclick=x>y</b>", "{{constructor}}",
  ])
  func `remarks that would do something stop the build`(markdown: String) async throws {
    let folder = try TemporaryFolder()
    let tenant = try DemoTenant.start(TenantOptions(recording: Self.recording))
    let options = ["--workspace", folder.url.path]
    try Self.write(Self.calm, tenant.baseURL, in: folder.url)
    let fetch = try await Program.run(["fetch", "--period", "2026-10-05"] + options)
    try #require(fetch.status == 0, "\(fetch.errors)")
    try (markdown + "\n").write(
      to: folder.url.appending(path: "commentary/one/2026-10-05.md"), atomically: true,
      encoding: .utf8)
    let build = try await Program.run(["build"] + options)
    #expect(build.status == 65, "\(build.errors)")
    #expect(build.errors.contains("2026-10-05.md:1:"), "\(build.errors)")
  }
}
