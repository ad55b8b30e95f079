import DemoTenant
import Testing

@Suite struct SyntheticOptionsTests {
  @Test(arguments: [
    "synthetic:partner=2", "synthetic:partners=0", "synthetic:partners=201",
    "synthetic:partners=x", "synthetic:partners=-1", "synthetic:queues=", "synthetic:seed",
    "synthetic:", "synthetic:seed=1,,queues=2", "synthetic:seed=1,seed=2",
    "synthetic:media=voice+fax", "synthetic:media=voice+voice", "synthetic:media=",
    "synthetic:zone=Europe/Atlantis", "synthetic:from=2026-02-30", "synthetic:from=20261001",
    "synthetic:from=2026-11-01", "synthetic:from=2026-12-01", "synthetic:from=2025-01-01",
    "synthetic:now=2026-10-14", "synthetic:now=2026-01-01T00:00:00Z",
  ])
  func `refuses a part that it does not have, and names those it has`(recording: String) {
    let error = #expect(throws: TenantError.self) {
      try DemoTenant.start(TenantOptions(recording: recording))
    }
    let text = "\(error.map(String.init(describing:)) ?? "")"
    for part in ["seed=", "partners=", "queues=", "agents=", "calls=", "media=", "zone="] {
      #expect(text.contains("synthetic:\(part)"))
    }
  }

  @Test func `names the part that is wrong`() {
    let error = #expect(throws: TenantError.self) {
      try DemoTenant.start(TenantOptions(recording: "synthetic:seed=1,colour=blue,queues=2"))
    }
    let text = "\(error.map(String.init(describing:)) ?? "")"
    #expect(text.contains("there is no recording 'synthetic:colour=blue'"))
  }

  @Test func `makes as many partners, queues and media as it is told`() throws {
    let partners = try DemoTenant.partners(
      recording: "synthetic:partners=3,queues=7,media=chat+voice,agents=4")
    #expect(partners.map(\.name) == ["Partner 1", "Partner 2", "Partner 3"])
    #expect(partners.allSatisfy { $0.queues.count == 7 })
    #expect(partners.flatMap(\.queues).allSatisfy { $0.media == ["chat", "voice"] })
    #expect(Set(partners.flatMap(\.queues).map(\.id)).count == 21)
  }

  @Test func `gives queues names that break what they are put into`() throws {
    let partner = try DemoTenant.partners(recording: "synthetic:partners=2,queues=6")[1]
    let names = partner.queues.map(\.name)
    #expect(names.allSatisfy { $0.contains("artner 2") })
    #expect(names.contains { $0.hasPrefix("<script>") })
    #expect(names.contains { $0.hasPrefix("=1+1") })
    #expect(names.contains { $0.unicodeScalars.contains("\u{202E}") })
    #expect(names.contains { $0.count == 300 })
    #expect(names.count { $0 == "Partner 2 queue 1" } == 2)
  }

  /// Other ids would mean that another machine makes another organization.
  @Test func `makes the same ids from the same seed`() throws {
    let first = try DemoTenant.partners(recording: "synthetic:seed=7,partners=1,queues=1")
    let again = try DemoTenant.partners(recording: "synthetic:queues=1,partners=1")
    let other = try DemoTenant.partners(recording: "synthetic:seed=8,partners=1,queues=1")
    #expect(first == again)
    #expect(first != other)
    let id = try #require(first.first?.queues.first?.id)
    let form = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
    #expect(id.wholeMatch(of: form) != nil)
  }

  @Test func `has canaries, and recorded calls have none`() {
    #expect(
      DemoTenant.canaries(recording: "synthetic:partners=1")
        == ["canary-", "+442079460", "+44 20 7946 0"])
    #expect(DemoTenant.canaries(recording: "anonymous-bank-1999") == [])
    #expect(DemoTenant.canaries(recording: "synthetic:partners=none") == [])
  }
}
