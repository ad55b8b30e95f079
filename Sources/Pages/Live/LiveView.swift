package import Figures

/// What a partner's queues look like now, and what the day brought so far.
package struct LiveView: Sendable {
  package let organization: String
  package let notice: String?
  package let partner: Partner
  package let zone: Zone
  /// In the order in which they are shown.
  package let queues: [Queue]
  /// As the service told them last; empty before its first answer.
  package let observations: [QueueNow]
  /// The medium that the reports show.
  package let medium: String
  /// Sums of the medium's closed intervals of the day by queue; a queue without it is not there.
  package let today: [QueueID: Tally]
  /// Where those intervals end; `nil` before the first answer.
  package let todayUntil: Instant?
  /// When this was written.
  package let writtenAt: Instant
  /// How often it is written, in seconds.
  package let every: Int
  /// Why the service has told nothing newer, a sentence; `nil` when all went well.
  package let failure: Wording?

  package init(
    organization: String, notice: String?, partner: Partner, zone: Zone, queues: [Queue],
    observations: [QueueNow], medium: String, today: [QueueID: Tally], todayUntil: Instant?,
    writtenAt: Instant,
    every: Int, failure: Wording?
  ) {
    self.organization = organization
    self.notice = notice
    self.partner = partner
    self.zone = zone
    self.queues = queues
    self.observations = observations
    self.medium = medium
    self.today = today
    self.todayUntil = todayUntil
    self.writtenAt = writtenAt
    self.every = every
    self.failure = failure
  }

  /// The oldest moment that the page shows.
  var observedAt: Instant? { observations.map(\.observedAt).min() }

  /// Whether the present is older than three rounds, or the service did not answer.
  var isStale: Bool {
    guard failure == nil, let observedAt else { return true }
    return observedAt + 3 * every < writtenAt
  }
}

extension SiteRenderer {
  /// The page and its files, beside the partner's start page; they are no part of what is sealed.
  package func liveFiles(_ view: LiveView) throws -> [OutputFile] {
    try speaking(view.partner) {
      let page = try LivePage(view: view).page().output(frames, sha256: sha256)
      return [page] + LiveFiles(view: view).all.map(\.output)
        + [OutputFile(path: "assets/live.js", bytes: frames.liveScript)] + frames.assets
    }
  }
}
