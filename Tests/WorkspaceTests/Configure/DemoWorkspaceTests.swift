import Figures
import Foundation
import Testing
import Workspace

/// The workspace that ships with the program, value by value.
@Suite struct DemoWorkspaceTests {
  private let site: String
  private let configuration: Configuration

  init() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    site = root.appending(path: "Site").path(percentEncoded: false)
    configuration = try Configuration(workspace: site)
  }

  @Test func `names the demo organization and no secret`() async throws {
    let organization = configuration.organization
    #expect(organization.name == "Anonymous Bank, 1999")
    #expect(organization.dialect == .published)
    #expect(organization.loginURL == "http://127.0.0.1:8085")
    #expect(organization.apiURL == "http://127.0.0.1:8085")
    #expect(organization.timeZone == "Asia/Jerusalem")
    #expect(organization.clientID == .command(["printf", "demo"]))
    #expect(try await organization.clientID.resolve().reveal() == "demo")
    #expect(try await organization.clientSecret.resolve().reveal() == "demo")
    #expect(organization.limits.perSecond == 10)
    #expect(organization.limits.perMinuteShare == 80)
    #expect(organization.limits.concurrency == 4)
    #expect(organization.granularity == .fiveMinutes)
    #expect(organization.granularity.seconds == 300)
    let missing = Counter.columns.filter { !organization.recorded.contains($0) }
    #expect(missing == [.flowOut, .transferred, .hold, .acw])
    let notice = try #require(organization.notice)
    #expect(
      notice.hasSuffix(
        "Call data: 'Anonymous Bank' call-centre log of 1999, organised by Ilan Guedj and Avishai "
          + "Mandelbaum, Technion.\n"))
    #expect(notice.hasPrefix("**Real:** every count, wait, talk time, abandonment and date."))
  }

  @Test func `keeps its folders and its key inside`() throws {
    #expect(configuration.paths.archive == site + "/archive")
    #expect(configuration.paths.commentary == site + "/commentary")
    #expect(configuration.paths.publicFolder == site + "/public")
    #expect(configuration.paths.templates == nil)
    #expect(configuration.signing?.key == .file(path: site + "/keys/evidence_ed25519"))
    #expect(configuration.signing?.identity == "evidence@anonymous-bank.example")
  }

  @Test func `gives each partner the parties of its invoices`() {
    let all = configuration.partners.compactMap(\.partner.invoicing)
    #expect(all.map(\.numberPattern) == ["NC-{period}", "SC-{period}"])
    #expect(all.map(\.seller.name) == ["Northline Contact", "Southquay Contact"])
    #expect(all.map(\.buyer.name) == ["Anonymous Bank", "Anonymous Bank"])
    #expect(all.map(\.seller.postcode) == ["0000001", "0000003"])
    #expect(all.allSatisfy { $0.tax.category == .outsideScope && $0.seller.country == "IL" })
  }

  @Test func `gives each partner its queues and its gap`() throws {
    #expect(configuration.partners.map(\.partner.id) == ["northline", "southquay"])
    let zone = try ZoneStore.system.zone(named: "Asia/Jerusalem").zone
    var lines: [String] = []
    for settings in configuration.partners {
      #expect(settings.partner.locale == "en-GB")
      #expect(settings.contractFile == "\(site)/contracts/\(settings.partner.id).yml")
      #expect(settings.smallCell == 5)
      #expect(settings.agents == .pseudonym)
      #expect(settings.publish == nil)
      #expect(settings.silences.isEmpty)
      let gap = try #require(settings.gaps(in: zone).first)
      #expect(settings.gaps.count == 1)
      // Jerusalem was two hours ahead of UTC in January 1999.
      #expect(gap.window.start.text == "1999-01-10T22:00:00Z")
      #expect(gap.window.end.text == "1999-01-12T22:00:00Z")
      #expect(gap.reason == "The call log has no record of these two days")
      for queue in settings.queues {
        guard case .id(let id) = queue.reference else { continue }
        lines.append(
          "\(settings.partner.name): \(id.text.suffix(3)) \(queue.label ?? "") "
            + "\(queue.media) \(queue.directions)")
      }
    }
    #expect(
      lines == [
        "Northline Contact: 101 Everyday banking [\"voice\"] [\"inbound\"]",
        "Northline Contact: 102 Everyday banking, English [\"voice\"] [\"inbound\"]",
        "Northline Contact: 103 Call-backs [\"voice\"] [\"outbound\"]",
        "Southquay Contact: 104 New customers [\"voice\"] [\"inbound\"]",
        "Southquay Contact: 105 Securities desk [\"voice\"] [\"inbound\"]",
        "Southquay Contact: 106 Online banking support [\"voice\"] [\"inbound\"]",
      ])
  }

  private func contract(_ id: String) throws -> ContractFile {
    try ContractFile(
      reading: try #require(configuration[partner: id]).contractFile,
      recorded: configuration.organization.recorded)
  }

  @Test(arguments: ["northline", "southquay"])
  func `both contracts share clock, hours and thresholds`(id: String) throws {
    let file = try contract(id)
    let contract = file.contract
    #expect(contract.title == "Voice services agreement")
    #expect(contract.zone.name == "Asia/Jerusalem")
    #expect(contract.currency.code == "ILS")
    #expect(
      contract.thresholds
        == Thresholds(
          answeredWithin: 60_000, shortAbandon: 5_000,
          ranges: [WaitRange(.abandoned, within: 60_000)]))
    #expect(contract.minimumCoveragePercent == 90)
    #expect(contract.finalAfterDays == 4)
    let sunday = try #require(LocalDate("1999-10-31"))
    let hours = (0..<7).map { contract.hours.spans(on: sunday.adding(days: $0)) }
    let week = OpeningHours.Span(start: 420, end: 1440)
    #expect(
      hours == [
        [week], [week], [week], [week], [week],
        [OpeningHours.Span(start: 420, end: 840)], [OpeningHours.Span(start: 1200, end: 1440)],
      ])
    let bytes = Array(try Data(contentsOf: URL(filePath: file.path)))
    #expect(file.sha256 == SHA256.hex(of: bytes))
    #expect(file.zone.sha256 == SHA256.hex(of: file.zone.bytes))
  }

  private let credit: [CreditTier] = [
    CreditTier(upTo: 5, percent: 2), CreditTier(upTo: 10, percent: 4),
    CreditTier(upTo: 15, percent: 6), CreditTier(upTo: 20, percent: 8),
    CreditTier(upTo: nil, percent: 10),
  ]

  @Test func `Northline has three promises and one price`() throws {
    let terms = try contract("northline").contract.terms
    #expect(terms.count == 1)
    #expect(terms.first?.from == LocalDate("1999-01-01"))
    #expect(terms.first?.until == nil)
    #expect(
      terms.first?.measures == [
        Measure(
          id: "service-level", title: "Service level", clause: "2.1",
          metric: .serviceLevel(
            ServiceLevel(.genesys(flowOuts: false, shortAbandons: false, abandons: true))),
          target: Target(.atLeast, 73), credit: credit),
        Measure(
          id: "abandon-rate", title: "Abandon rate", clause: "2.2",
          metric: .abandonRate(.offeredLessShort), target: Target(.atMost, 10), credit: []),
        Measure(
          id: "handle-time", title: "Average handle time (talk only)", clause: "2.3",
          metric: .averageTalkTime, target: Target(.atMost, 200), credit: []),
      ])
    let rate = try #require(Decimal(exactly: "3.10"))
    #expect(
      terms.first?.fees == [Fee(item: "Answered calls", counter: .answered, rate: rate)])
  }

  @Test func `Southquay's target rises in July, by an amendment`() throws {
    let contract = try contract("southquay").contract
    let change = try #require(LocalDate("1999-07-01"))
    let june = try #require(contract.terms(on: change.adding(days: -1)))
    let july = try #require(contract.terms(on: change))
    #expect(june.until == LocalDate("1999-07-01"))
    #expect(june.reference == nil)
    #expect(july.until == nil)
    #expect(july.reference == "Amendment 1")
    #expect(june.measures.map(\.target) == [Target(.atLeast, 55), Target(.atMost, 20)])
    #expect(july.measures.map(\.target) == [Target(.atLeast, 72), Target(.atMost, 20)])
    for terms in [june, july] {
      #expect(terms.measures.map(\.id) == ["service-level", "abandon-rate"])
      #expect(terms.measures.map(\.credit) == [credit, []])
      let rate = try #require(Decimal(exactly: "5.40"))
      #expect(terms.fees == [Fee(item: "Answered calls", counter: .answered, rate: rate)])
    }
  }
}
