package import Figures
import Foundation

/// What fetches learned of each partner that tells it from others: for the scan of the others' sites.
///
/// An archive knows its own partner alone. This one file beside the archives knows of all partners the
/// names and ids of queues, and what is kept of the ids of agents, and no figure. Nothing but the scan
/// reads it.
package struct KnownNames: Sendable, Hashable, Codable {
  /// Of one partner, sorted.
  package struct Names: Sendable, Hashable, Codable {
    var queueNames: [String] = []
    var queueIDs: [String] = []
    var agents: [String] = []

    package init() {}

    /// Adds to what earlier fetches learned: an old name still tells.
    ///
    /// What was noted as it is, is masked now as well.
    package mutating func add(queues: [CapturedQueue], agents: [AgentID], _ mask: NameMask) {
      queueNames = Set(queueNames + queues.map(\.name)).sorted()
      queueIDs = Set(queueIDs + queues.map(\.id.text)).sorted()
      let standIns = self.agents.filter(Pseudonyms.isStandIn)
      guard mask.naming.agents != nil else { return }
      let plain = self.agents.filter { !Pseudonyms.isStandIn($0) }.map(AgentID.init)
      self.agents = Set(standIns + (plain + agents).compactMap(mask.kept)).sorted()
    }

    fileprivate var telling: [ForbiddenText] {
      queueNames.map { ForbiddenText(.queue, $0) }
        + queueIDs.map { ForbiddenText(.identifier, $0) }
        + agents.map { ForbiddenText(.agent, $0) }
    }
  }

  package var partners: [String: Names] = [:]

  package init() {}

  /// Whether agents of others are known by stand-ins, so that their ids are found with a key alone.
  package var hasStandIns: Bool {
    partners.values.contains { $0.agents.contains(where: Pseudonyms.isStandIn) }
  }

  /// Adds all of it to what a site depends on.
  package func add(to key: inout BuildKey) {
    for (partner, names) in partners.sorted(by: { $0.key < $1.key }) {
      key.add("names", partner)
      for list in [names.queueNames, names.queueIDs, names.agents] {
        key.add("count", "\(list.count)")
        for name in list { key.add("name", name) }
      }
    }
  }

  /// Whether an id is that of an agent who is kept as a pseudonym, by those that it would have.
  ///
  /// Those of the partner itself are among them, unless its own are kept as they are.
  package func hidesAgent(_ id: String, from partner: String, _ keys: [PseudonymKey]) -> Bool {
    guard partners[partner]?.agents.contains(id) != true else { return false }
    return partners.contains { name, names in
      !names.agents.isEmpty
        && keys.contains { key in
          names.agents.contains(
            key.pseudonyms(for: name).pseudonym(of: id, field: Pseudonyms.agentField, .exact))
        }
    }
  }

  /// What must stand in nobody's site but its owner's.
  package var owned: [OwnedText] {
    partners.sorted { $0.key < $1.key }.flatMap { partner, names in
      names.telling.map { OwnedText($0, owner: partner, isNoted: true) }
    }
  }

  /// The ids that a partner has by itself, whoever else has them.
  package func ids(of partner: String) -> [String] {
    partners[partner].map { $0.queueIDs + $0.agents } ?? []
  }
}

extension WorkspaceFolder {
  private var knownNamesPath: String {
    joined(configuration.paths.archive, "known-names.json")
  }

  /// What earlier fetches learned; nothing where there was none.
  package func knownNames() throws -> KnownNames {
    guard DiskFile(knownNamesPath).exists else { return KnownNames() }
    let bytes = try DiskFile(knownNamesPath).bytes(limit: 67_108_864)
    do { return try JSONDecoder().decode(KnownNames.self, from: Data(bytes)) } catch {
      throw UnreadableNames(path: knownNamesPath)
    }
  }

  /// Keeps what a fetch learned; only one process may, which ``lock()`` sees to.
  package func keep(_ names: KnownNames) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    try DiskFolder(configuration.paths.archive).createIfMissing(mode: 0o700)
    try SiteWriter.replace(
      Array(try encoder.encode(names)), at: knownNamesPath, mode: 0o600)
  }
}

/// The list of names cannot be read, so nothing could be looked for.
struct UnreadableNames: Explained {
  let path: String

  var explanation: Explanation {
    Explanation(
      .badData, what: "the list of names that no other partner may see cannot be read",
      place: path, remedy: "remove it and run 'tallysheet fetch' for every partner again")
  }
}
