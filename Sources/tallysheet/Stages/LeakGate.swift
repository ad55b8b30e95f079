import Figures
import Workspace

/// Lets files of a partner's site be sealed or written when nothing in them is for others' eyes.
struct LeakGate {
  private let partner: String
  private var scanner: LeakScanner

  /// Prepares the search for one partner.
  ///
  /// `names` are those that fetches learned, `secrets` those of ``WorkspaceFolder/forbiddenSecrets()``.
  /// `queues` are the names that the platform has for the partner's own queues.
  init(
    _ settings: PartnerSettings, in configuration: Configuration, queues: [String],
    names: KnownNames, secrets: [ForbiddenText]
  ) {
    partner = settings.partner.id
    scanner = LeakScanner(
      configuration.forbidden(to: settings) + names.forbidden(to: settings.partner.id) + secrets,
      own: configuration.own(of: settings, queues: queues),
      exceptions: settings.exceptions)
  }

  /// Refuses files that show what the partner must not see.
  mutating func check(_ files: [OutputFile]) throws(LeakingSite) {
    let leaks = scanner.leaks(in: files)
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
