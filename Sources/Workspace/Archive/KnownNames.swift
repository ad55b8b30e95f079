package import Figures
import Foundation

/// What fetches learned of each partner that tells it from others: for the scan of the others' sites.
///
/// An archive knows its own partner alone. This one file beside the archives knows of all partners the
/// names and ids of queues and the ids of agents, and no figure. Nothing but the scan reads it.
package struct KnownNames: Sendable, Hashable, Codable {
  /// Of one partner, sorted.
  package struct Names: Sendable, Hashable, Codable {
    var queueNames: [String] = []
    var queueIDs: [String] = []
    var agents: [String] = []

    package init() {}

    /// Adds to what earlier fetches learned: an old name still tells.
    package mutating func add(queues: [CapturedQueue], agents: [AgentID]) {
      queueNames = Set(queueNames + queues.map(\.name)).sorted()
      queueIDs = Set(queueIDs + queues.map(\.id.text)).sorted()
      self.agents = Set(self.agents + agents.map(\.text)).sorted()
    }

    fileprivate var forbidden: [ForbiddenText] {
      queueNames.map { ForbiddenText(.queue, $0) }
        + queueIDs.map { ForbiddenText(.identifier, $0) }
        + agents.map { ForbiddenText(.agent, $0) }
    }
  }

  package var partners: [String: Names] = [:]

  package init() {}

  /// What must not stand in the site of a partner.
  package func forbidden(to partner: String) -> [ForbiddenText] {
    let own = partners[partner].map { Set($0.queueIDs + $0.agents) } ?? []
    return partners.filter { $0.key != partner }.sorted { $0.key < $1.key }
      .flatMap { $0.value.forbidden }.filter { !own.contains($0.text) }
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
