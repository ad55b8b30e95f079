import Foundation

/// Runs vectors through masks of which one rule is disabled, and exits with 1 at the first difference.
///
/// `Tests/Mutants/run` builds them with the masks and these stand-ins for what they need of the model.
@main
struct MaskVectors {
  static func main() {
    names()
    answers()
    columns()
    cells()
  }

  // MARK: - Names

  /// A stand-in tells which text it was made of: 26 letters of its last 16 bytes.
  private static let pseudonyms = Pseudonyms(scope: Pseudonyms.scope(of: "acme"), key: []) {
    _, message in Array(message.prefix(16)) + Array(message.suffix(16))
  }

  private static func mask(_ agents: Naming?, _ conversations: Naming?) -> NameMask {
    let naming = CapturedNaming(agents: agents, conversations: conversations, keyID: "k_1")
    guard let mask = NameMask(naming, pseudonyms: pseudonyms) else {
      fatalError("a key and pseudonyms are there")
    }
    return mask
  }

  private static let agent = AgentID("05e40000-0000-4000-8000-000000000201")

  private static func names() {
    let standIn = "p_" + Base32.text("partner:acme\u{1F}use".utf8)
    require(mask(.pseudonym, nil).kept(agent) == standIn, "an agent's pseudonym")
    require(mask(.drop, nil).kept(agent) == nil, "a dropped agent")
    require(mask(nil, .id).kept(agent) == nil, "an agent nobody asked for")
    require(mask(.id, nil).kept(agent) == agent.text, "an agent's id")
    let events = mask(nil, .pseudonym).kept([event("one"), event("two"), event("one")])
    require(events.allSatisfy { $0.conversation.hasPrefix("p_") }, "a conversation's pseudonym")
    require(mask(nil, .id).kept([event("one")])[0].conversation == "one", "a conversation's id")
    for naming in [Naming.pseudonym, .id] {
      let other: Naming = naming == .id ? .pseudonym : .id
      let wanted = CapturedNaming(agents: naming, conversations: other, keyID: nil)
      require(NameMask(wanted, pseudonyms: nil) == nil, "a stand-in without a key")
    }
  }

  private static func event(_ conversation: String) -> RecordEvent {
    RecordEvent(conversation: conversation, series: 0, metric: 0, emittedAt: 0, value: 0)
  }

  // MARK: - Answers

  private static let answer =
    #"{"who":"Ada","results":[{"group":{"userId":"05e40000-0000-4000-8000-000000000201"},"#
    + #""data":[{"interval":"i","metrics":[{"metric":"m","qualifier":"q","stats":{"sum":5,"#
    + #""who":"Ada"}},{"metric":"strange","stats":{"count":1}}]}]}]}"#

  private static func answers() {
    let (first, last) = (#"{"results":[{"group":{"#, #"]}]}]}"#)
    let data = #""data":[{"interval":"i","metrics":["#
    let strange = #"{"metric":"strange","stats":{"count":1}}"#
    func metric(_ more: String) -> String { #"{"metric":"m"\#(more),"stats":{"sum":5}}"# }
    let group = #""userId":"05e40000-0000-4000-8000-000000000201""#
    require(
      kept(.aggregates()) == first + group + "}," + data + metric("") + "," + strange + last,
      "what is kept of aggregates")
    require(
      kept(.aggregates(ColumnPolicy(withheld: ["strange", "userId"])))
        == first + "}," + data + metric("") + last, "what is withheld of aggregates")
    let qualified = metric(#","qualifier":"q""#) + "," + strange
    require(
      kept(.agents(mask(.drop, nil))) == first + "}," + data + qualified + last,
      "what is kept of dropped agents")
    require(
      kept(.agents(mask(.pseudonym, nil)))?.contains("05e4") == false, "an id in agents' answers")
    let body = #"{"filter":{"type":"or","predicates":[{"type":"d","value":"\#(agent.text)"}]}}"#
    require(
      text(AnswerMask.agents(mask(.drop, nil)).kept(ofBody: Array(body.utf8)))
        == #"{"filter":{"type":"or","predicates":[{"type":"d"}]}}"#, "an id in a request")
    let report = #"{"debug":"Ada","rows":[{"queueId":"q","ani":"+44","offered":{"who":"Ada"}}]}"#
    require(
      text(AnswerMask.report(ColumnPolicy(withheld: ["ani"])).kept(of: Array(report.utf8)))
        == #"{"rows":[{"queueId":"q"}]}"#, "what is kept of a report")
  }

  private static func kept(_ mask: AnswerMask) -> String? {
    text(mask.kept(of: Array(answer.utf8)))
  }

  private static func text(_ bytes: [UInt8]?) -> String? {
    bytes.map { String(decoding: $0, as: UTF8.self) }
  }

  // MARK: - Columns

  private static func columns() {
    let policy = ColumnPolicy(published: ["strange": "S"], withheld: ["userId"])
    let read = AnswerMask.aggregates(policy).read(Response(status: 200, body: Array(answer.utf8)))
    let said = String(decoding: read.body, as: UTF8.self)
    require(!said.contains("strange") && !said.contains("userId"), "columns that are decided about")
    require(said.contains("Ada"), "what the reader is to refuse")
    let row = #"{"rows":[{"strange":1,"ani":2}]}"#
    let rows = AnswerMask.report(policy).read(Response(status: 200, body: Array(row.utf8)))
    require(
      String(decoding: rows.body, as: UTF8.self) == #"{"rows":[{"ani":2}]}"#, "columns of a report")
    for text in ["<html>", #"{"results":5}"#] {
      let bytes = Array(text.utf8)
      let same = AnswerMask.aggregates(policy).read(Response(status: 200, body: bytes)).body
      require(same == bytes, "an answer that is none")
    }
    require((try? policy.check(reading: ["userId"])) == nil, "a decision about a figure's column")
  }

  // MARK: - Small cells

  private static func cells() {
    func cells(
      _ counts: Int..., unit: SmallCells.Unit = .contacts, shown: Set<String> = [],
      hidden: Set<String> = []
    ) -> [Int?] {
      let cells = counts.enumerated().map { SmallCells.Cell(name: "\($0)", count: $1) }
      let found = SmallCells(cells, of: unit, minimum: 3, shown: shown, hidden: hidden)
      return cells.map(found.shown) + [found.total]
    }
    require(cells(9, 0, 4) == [9, 0, 4, 13], "cells that are large")
    require(cells(9, 2, 4) == [9, nil, nil, 15], "a small cell and one that protects it")
    require(cells(1, 2, 9) == [nil, nil, 9, 12], "two small cells of contacts")
    require(cells(1, 2, 9, unit: .persons) == [nil, nil, nil, 12], "two small cells of persons")
    require(cells(9, 2, 4, shown: ["2"]) == [nil, nil, 4, 15], "a cell that stands elsewhere")
    require(cells(9, 8, 4, hidden: ["1"]) == [9, nil, nil, 21], "a cell that is hidden elsewhere")
    require(cells(2, 0) == [nil, 0, nil], "a total that gives a cell away")
  }

  private static func require(_ isSo: Bool, _ what: String) {
    guard !isSo else { return }
    print(what)
    exit(1)
  }
}

// MARK: - What the masks need of the model

package struct AgentID: Sendable {
  package let text: String
  package init(_ text: String) { self.text = text.lowercased() }
}

package struct RecordEvent: Sendable {
  package let conversation: String
  package let series: Int
  package let metric: Int
  package let emittedAt: Int
  package let value: Int
}

package struct Response: Sendable {
  package let status: Int
  package var headers: [String] = []
  package let body: [UInt8]
}

package enum AgentQuery { static let dimension = "userId" }

package struct FetchError: Error {
  enum Reason { case badSetting(String, why: String) }
  init(_ reason: Reason) {}
}
