import Figures
import Foundation
import Workspace

extension PartnerSource {
  /// What periods that overlap with one have sealed, as one digest: of an agent's day that they show
  /// the period hides no less.
  func inputs(beside period: Period) throws -> String {
    var key = BuildKey()
    guard settings.agentTime != nil else { return key.digest }
    for other in captured
    where other != period && other.firstDay < period.endDay && period.firstDay < other.endDay {
      for sealed in try archive.editions(of: other.id) {
        key.add(other.id, sealed.manifestSHA256)
      }
    }
    return key.digest
  }

  /// Where the capture's final figures end: all that follows from when it was last confirmed.
  private func finalUntil(_ capture: Capture) throws -> Instant {
    let first = try archive.firstAnswer(of: capture) ?? capture.startedAt
    let contract = contract.contract.by(try archive.zone(of: capture).zone)
    return min(
      capture.header.window.end, contract.finalUntil(asOf: capture.asOf(takenFrom: first)))
  }

  /// What the remarks of a period's report depend on: themselves, and which edition they were written for.
  func remarks(_ commentary: Commentary?, _ editions: [SealedEdition]) -> String {
    var key = BuildKey()
    key.add("remarks", commentary?.markdown)
    for sealed in editions { key.add("edition", sealed.commentarySHA256) }
    return key.digest
  }

  /// What a period's figures and pages are made from, besides what all periods share, as one digest.
  ///
  /// Remarks, and seals for the remarks that they cover, concern the report alone.
  func inputs(
    of period: Period, _ editions: [SealedEdition], ofReport: Bool = true
  ) throws -> String {
    var key = BuildKey()
    if let capture = try archive.latestComplete(period: period.id) {
      key.add("capture", capture.id)
      for instant in [capture.startedAt, capture.completedAt, try finalUntil(capture)] {
        key.add("time", instant.map { "\($0.milliseconds)" })
      }
      key.add("tallies", capture.digest)
      key.add("records", capture.recordDigest)
    }
    for sealed in editions {
      key.add("edition", "\(sealed.edition.number) \(sealed.edition.capture) \(sealed.isFinal)")
      key.add("history", sealed.history.joined(separator: "\n"))
      key.add("digest", sealed.contractSHA256)
      guard ofReport else { continue }
      for digest in [sealed.commentarySHA256, sealed.manifestSHA256] { key.add("digest", digest) }
    }
    if ofReport { key.add("remarks", try commentary(on: period)?.markdown) }
    try addTheirs(on: period, to: &key)
    return key.digest
  }

  /// The files of a period that anybody may change while it is built.
  func files(on period: Period) throws -> String {
    var key = BuildKey()
    key.add("remarks", try commentary(on: period)?.markdown)
    try addTheirs(on: period, to: &key)
    return key.digest
  }

  private func addTheirs(on period: Period, to key: inout BuildKey) throws {
    guard let theirs = theirFile(on: period) else { return }
    key.add("theirs", theirs.path)
    // Captures of the same time, under whichever name, are looked through for causes of a difference.
    if let newest = try archive.latestComplete(period: period.id) {
      for capture in try archive.captures(of: newest.header.window) where capture.state == .complete
      {
        key.add("candidate", capture.id)
      }
    }
    for path in [theirs.path, theirs.mapping] {
      key.add("theirs", try path.map { try SHA256.hex(of: Data(contentsOf: URL(filePath: $0))) })
    }
  }
}
