import Figures
import Workspace

/// publish: from the public folder to each partner's target.
///
/// What does not verify is not published, and one partner's failure does not stop the others.
struct PublishStage: Sendable {
  /// What became of a partner's site.
  struct Outcome: Sendable, Encodable {
    enum State: String, Sendable, Encodable {
      case published, unchanged, refused
      /// A dry run: nothing was written.
      case planned
      /// The partner has no target.
      case skipped
    }

    let partner: String
    let target: String?
    let state: State
    var files = 0
    var added: [String] = []
    var changed: [String] = []
    var stale: [String] = []
    var failure: RefusedText?
    /// Of the site that stands at the target now.
    var digest: String?
  }

  /// A failure for scripts.
  struct RefusedText: Sendable, Encodable {
    let status: Int32
    let what: String
    let place: String?
    let remedy: String?

    init(_ explanation: Explanation) {
      status = explanation.status.rawValue
      what = explanation.what
      place = explanation.place
      remedy = explanation.remedy
    }
  }

  let workspace: WorkspaceFolder
  var isDryRun = false

  /// Publishes the chosen partners, or all; failures are outcomes, and only a stop is thrown.
  func run(partners: [String]) async throws -> [Outcome] {
    let chosen =
      partners.isEmpty
      ? workspace.configuration.partners : try partners.map { try workspace.partner($0) }
    for settings in chosen where !partners.isEmpty && settings.publish == nil {
      throw NoTarget(partner: settings.partner.id)
    }
    let lock = try workspace.lock()
    defer { withExtendedLifetime(lock) {} }
    let signers = try await workspace.signers()
    var outcomes: [Outcome] = []
    for settings in chosen { outcomes.append(try await publish(settings, signers)) }
    return outcomes
  }

  private func publish(_ settings: PartnerSettings, _ signers: [AllowedSigner]?) async throws
    -> Outcome
  {
    let id = settings.partner.id
    guard let target = settings.publish else {
      return Outcome(partner: id, target: nil, state: .skipped)
    }
    let site = SiteTarget(source: workspace.publicPath(of: id), target: target)
    do {
      let listing = try SiteGate(folder: site.source, partner: id, signers: signers).listing()
      let changes = try await site.changes()
      var outcome = Outcome(
        partner: id, target: site.name,
        state: changes.isEmpty ? .unchanged : isDryRun ? .planned : .published,
        files: listing.paths.count, added: changes.added, changed: changes.changed,
        stale: changes.stale)
      if outcome.state == .published { try await site.publish(listing) }
      if outcome.state == .unchanged { try site.clearLeftovers() }
      if outcome.state != .planned { outcome.digest = listing.digest }
      return outcome
    } catch {
      guard !(error is CancellationError), let failure = Failure(error) else { throw error }
      return Outcome(
        partner: id, target: site.name, state: .refused,
        failure: RefusedText(failure.explanation))
    }
  }
}

/// A partner was named that has no target.
struct NoTarget: Explained {
  let partner: String

  var explanation: Explanation {
    Explanation(
      .configuration, what: "the partner '\(partner)' has no 'publish' target",
      remedy: "add one, such as publish: {directory: /srv/www/\(partner)}")
  }
}
