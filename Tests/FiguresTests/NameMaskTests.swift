import Figures
import Testing

@Suite struct NameMaskTests {
  /// A stand-in that tells what it was made of, in place of a digest.
  private static let pseudonyms = Pseudonyms(scope: Pseudonyms.scope(of: "acme"), key: []) {
    _, message in Array(message.suffix(16)) + Array(repeating: 0, count: 16)
  }

  private func mask(_ agents: Naming?, _ conversations: Naming?) throws -> NameMask {
    try #require(
      NameMask(
        CapturedNaming(agents: agents, conversations: conversations, keyID: "k_1"),
        pseudonyms: Self.pseudonyms))
  }

  private func event(_ conversation: String, _ value: Int) throws -> RecordEvent {
    RecordEvent(
      conversation: conversation,
      series: Series(queue: QueueID("q"), media: "voice", direction: "inbound"),
      metric: .nOffered, emittedAt: try Instant("2026-10-05T08:00:00Z"), value: value)
  }

  @Test func `an agent is kept as the setting says`() throws {
    let agent = AgentID("AAAAAAAA-0000-4000-8000-000000000201")
    #expect(try mask(.id, nil).kept(agent) == "aaaaaaaa-0000-4000-8000-000000000201")
    #expect(try mask(.drop, nil).kept(agent) == nil)
    #expect(try mask(nil, .pseudonym).kept(agent) == nil)
    let standIn = try #require(try mask(.pseudonym, nil).kept(agent))
    #expect(standIn == "p_" + Base32.text("000-000000000201".utf8))
  }

  @Test func `events of one conversation still belong together, and nothing else of them changes`()
    throws
  {
    let events = [try event("aaaa", 1), try event("bbbb", 2), try event("AAAA", 3)]
    #expect(try mask(nil, .id).kept(events) == events)
    let kept = try mask(nil, .pseudonym).kept(events)
    #expect(kept[0].conversation == kept[2].conversation)
    #expect(kept[0].conversation != kept[1].conversation)
    #expect(kept.allSatisfy { $0.conversation.hasPrefix("p_") })
    #expect(kept.map(\.value) == [1, 2, 3])
    #expect(kept.map(\.series) == events.map(\.series))
    #expect(kept.map(\.emittedAt) == events.map(\.emittedAt))
  }

  @Test func `an id that is kept otherwise than its capture says is told from one that is not`() {
    let id = "05e40000-0000-4000-8000-000000000201"
    let standIn = "p_" + String(repeating: "a", count: 26)
    for (text, naming, isKept) in [
      (id, Naming.pseudonym, false), (standIn, .pseudonym, true), ("", .pseudonym, false),
      (id, .id, true), (id, .drop, false), ("", .drop, true),
    ] {
      #expect(Pseudonyms.isKept(text, as: naming) == isKept, "\(text) \(naming)")
    }
    #expect(!Pseudonyms.isKept(id, as: nil))
  }

  @Test func `no stand-in is made without a key, and no key is wanted without a stand-in`() {
    let pairs: [(Naming?, Naming?)] = [(.pseudonym, nil), (nil, .pseudonym), (.id, .pseudonym)]
    for (agents, conversations) in pairs {
      let naming = CapturedNaming(agents: agents, conversations: conversations, keyID: nil)
      #expect(NameMask(naming, pseudonyms: nil) == nil)
      #expect(NameMask(naming, pseudonyms: Self.pseudonyms) == nil)
    }
    let plain = CapturedNaming(agents: .id, conversations: nil, keyID: "k_1")
    #expect(plain.keyID == nil)
    #expect(NameMask(plain, pseudonyms: nil) != nil)
    #expect(NameMask.nobody.naming == .nobody)
  }
}
