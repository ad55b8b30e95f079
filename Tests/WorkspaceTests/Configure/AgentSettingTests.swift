import Figures
import Foundation
import Testing
import Workspace

@Suite struct AgentSettingTests {
  struct Flaw: Sendable, CustomTestStringConvertible {
    let text: String
    let what: String
    let place: String
    let remedy: String?

    init(_ text: String, _ what: String, _ place: String, do remedy: String? = nil) {
      self.text = text
      self.what = what
      self.place = place
      self.remedy = remedy
    }

    var testDescription: String { text }
  }

  private func read(_ text: String) throws -> Configuration {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "tallysheet.yml")
    return try Configuration(workspace: folder.path)
  }

  /// What stands behind the partner's `agents`, on line 17.
  static let refusals: [Flaw] = [
    Flaw(
      "{}", "'partners[1].agents' must hold either 'of: queues' or 'ids'",
      "tallysheet.yml:17:13"),
    Flaw(
      "{of: queues, ids: [05e40000-0000-4000-8000-000000000201]}",
      "'partners[1].agents' must hold either 'of: queues' or 'ids'", "tallysheet.yml:17:13"),
    Flaw(
      "{of: teams}", "'partners[1].agents.of' is 'teams', which is unknown",
      "tallysheet.yml:17:18"),
    Flaw(
      "{of: queues, share: accepted}", "unknown key 'share' in 'partners[1].agents'",
      "tallysheet.yml:17:26", do: "did you mean 'shared'?"),
    Flaw(
      "{of: queues, shared: yes}", "'partners[1].agents.shared' is 'yes', which is unknown",
      "tallysheet.yml:17:34"),
    Flaw("{ids: []}", "'partners[1].agents.ids' is empty", "tallysheet.yml:17:19"),
    // Whose id it is does not stand in the message.
    Flaw(
      "{ids: [hunter2]}", "'partners[1].agents.ids[1]' is no agent id",
      "tallysheet.yml:17:20"),
    Flaw(
      "{ids: [05e40000-0000-4000-8000-000000000201, 05E40000-0000-4000-8000-000000000201]}",
      "'partners[1].agents.ids[2]' stands there twice", "tallysheet.yml:17:58"),
  ]

  private func valid(agents: String) -> String {
    let line = "    contract: contracts/northline.yml\n"
    return ConfigurationRefusalTests.valid.replacingOccurrences(
      of: line, with: line + "    agents: \(agents)\n")
  }

  @Test(arguments: refusals)
  func `a flaw of agents is refused at its line and column`(refusal: Flaw) throws {
    let found = try #require(explanation { try read(valid(agents: refusal.text)) })
    #expect(found.status == .configuration)
    #expect(found.what == refusal.what)
    #expect(found.place?.hasSuffix("/" + refusal.place) == true)
    if let remedy = refusal.remedy { #expect(found.remedy == remedy) }
    #expect(!"\(found)".contains("hunter2"))
    #expect(!"\(found)".lowercased().contains("05e4"))
  }

  @Test func `agents are those of the queues or those who are named`() throws {
    #expect(try read(ConfigurationRefusalTests.valid).partners[0].agentTime == nil)
    let queues = try #require(try read(valid(agents: "{of: queues}")).partners[0].agentTime)
    #expect(queues.selection == .queues)
    #expect(!queues.acceptsShared)
    let text = "{ids: [05E40000-0000-4000-8000-000000000201], shared: accepted}"
    let named = try #require(try read(valid(agents: text)).partners[0].agentTime)
    #expect(named.selection == .named([AgentID("05e40000-0000-4000-8000-000000000201")]))
    #expect(named.acceptsShared)
  }

  @Test func `the guide's dialect has no agents`() throws {
    let text = valid(agents: "{of: queues}").replacingOccurrences(
      of: "  timeZone:", with: "  dialect: guide\n  timeZone:")
    let found = try #require(explanation { try read(text) })
    #expect(found.what == "the dialect 'guide' knows nothing of agents")
    #expect(found.place?.hasSuffix("/tallysheet.yml:18:13") == true)
  }
}
