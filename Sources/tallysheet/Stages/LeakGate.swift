import Figures
import Workspace

/// Lets files of a partner's site be sealed or written when nothing in them is for others' eyes.
struct LeakGate {
  private let partner: String
  private var scanner: LeakScanner

  /// What no site may show, whoever's it is, gathered once for all partners.
  struct Knowledge: Sendable {
    /// What fetches learned of each partner.
    let names: KnownNames
    let secrets: [ForbiddenText]
    /// What the stand-ins among the names were made with.
    let keys: [PseudonymKey]
    /// All of it and what the configuration tells, made ready for the first gate.
    let catalogue: Prepared<ForbiddenCatalogue>

    /// Reads all of it; a key that cannot be had, and without which ids would be overlooked, is an
    /// error.
    init(of workspace: WorkspaceFolder) async throws {
      names = try workspace.knownNames()
      secrets = await workspace.forbiddenSecrets()
      keys = names.hasStandIns ? try await workspace.pseudonymKeys() : []
      let configuration = workspace.configuration
      catalogue = Prepared { [names, secrets] in
        ForbiddenCatalogue(
          configuration.owned + names.owned + secrets.map { OwnedText($0, owner: nil) })
      }
    }
  }

  /// Prepares the search for one partner.
  ///
  /// `queues` are the names that the platform has for the partner's own queues.
  init(
    _ settings: PartnerSettings, in configuration: Configuration, queues: [String],
    _ known: Knowledge
  ) {
    let partner = settings.partner.id
    self.partner = partner
    let (names, keys) = (known.names, known.keys)
    let isKnownAgent: @Sendable (String) -> Bool = {
      names.hidesAgent($0, from: partner, keys)
    }
    scanner = LeakScanner(
      known.catalogue.value, for: partner, sharing: names.ids(of: partner),
      own: configuration.own(of: settings, queues: queues), exceptions: settings.exceptions,
      isKnownAgent: keys.isEmpty ? nil : isKnownAgent)
  }

  /// Refuses files that show what the partner must not see.
  ///
  /// Of files whose paths are among `known` the same bytes passed before.
  mutating func check(
    _ files: [OutputFile], known: Set<String> = []
  ) throws(LeakingSite) {
    let leaks = scanner.leaks(in: files, known: known)
    guard leaks.isEmpty else { throw LeakingSite(partner: partner, leaks: leaks) }
  }
}

/// Pages of a partner show what it must not see; they were not sealed.
struct LeakingSite: Explained {
  let partner: String
  let leaks: [Leak]

  private static let mostShown = 8

  var explanation: Explanation {
    let shown = leaks.prefix(Self.mostShown)
    let finds = shown.map { "\($0.rule.words): \($0.sample) in \($0.file), \($0.place)" }
    let more = leaks.count > shown.count ? ", and \(leaks.count - shown.count) more" : ""
    return Explanation(
      .badData,
      what: "the site shows \(finds.joined(separator: "; "))\(more)",
      place: leaks.first.map { "\($0.file), \($0.place)" },
      remedy: remedy)
  }

  private var remedy: String {
    let mayBeAllowed = leaks.contains { leak in
      switch leak.rule {
      case .forbidden(.canary), .forbidden(.secret): false
      default: true
      }
    }
    return
      "take it out of the remarks, the contract or the label that brings it; the old site stands"
      + (mayBeAllowed
        ? ". What is harmless goes under 'privacy.allow' of the partner '\(partner)', with a reason "
          + "that its method page then shows"
        : "")
  }
}
