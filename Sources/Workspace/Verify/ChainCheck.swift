/// Holds what a period says about earlier seals against those that stand beside it.
struct ChainCheck {
  let folder: String
  let label: String
  let record: SealRecord
  /// Whether the folder is one of `editions/`.
  let isSuperseded: Bool
  /// Whether the folder stands among the other periods of its partner.
  let isAmongPeriods: Bool

  func run(name: String, _ findings: inout SiteFindings) throws {
    let file = label + SealRecord.fileName
    if isAmongPeriods, record.period != name {
      findings.add(
        SiteFinding(
          .chain, file, at: "period", "the folder stands under another name", found: record.period,
          expected: name))
    }
    if let link = record.previousEdition {
      let number = record.edition - 1
      // A superseded edition lies beside the one before it, the newest above both.
      let isBeside = isSuperseded || DiskFile(joined(folder, PublishedList.fileName)).exists
      let place = joined(folder, isBeside ? "../\(number)" : "editions/\(number)")
      if let found = try Self.lists(of: place).first {
        if found != link.manifestSHA256 {
          findings.add(
            SiteFinding(
              .chain, file, at: "previousEdition", "edition \(number) has another manifest",
              found: link.manifestSHA256, expected: found))
        }
      } else {
        findings.add(
          SiteFinding(.chain, file, at: "previousEdition", "edition \(number) is not there"))
      }
    }
    guard isAmongPeriods, let link = record.previousPeriod else { return }
    guard OutputPath.isSafe(link.period), !link.period.contains("/") else {
      findings.add(SiteFinding(.chain, file, at: "previousPeriod", "names no period"))
      return
    }
    let previous = joined(parent, link.period)
    guard SiteVerifier.isSealed(previous) else {
      findings.add(
        SiteFinding(
          .chain, file, at: "previousPeriod",
          "\(link.period), which this period followed, is not there"))
      return
    }
    let digests = try Self.digests(of: previous)
    guard !digests.contains(link.manifestSHA256) else { return }
    findings.add(
      SiteFinding(
        .chain, file, at: "previousPeriod",
        "no edition of \(link.period) has the manifest that this period followed",
        found: link.manifestSHA256, expected: digests.first))
  }

  private var parent: String {
    guard let slash = folder.lastIndex(of: "/") else { return "." }
    return slash == folder.startIndex ? "/" : String(folder[..<slash])
  }

  /// The manifest of a period as it stands, then those of its superseded editions.
  private static func digests(of period: String) throws -> [String] {
    var digests = [try DiskFile(joined(period, Manifest.fileName)).digest().sha256]
    let editions = joined(period, "editions")
    guard DiskFile(editions).isFolder else { return digests }
    for name in try DiskFolder(editions).names() {
      digests += try lists(of: "\(editions)/\(name)")
    }
    return digests
  }

  /// The list with which an edition was published, then that of its files alone.
  private static func lists(of edition: String) throws -> [String] {
    try [PublishedList.fileName, Manifest.fileName].compactMap { name in
      let file = DiskFile(joined(edition, name))
      return file.exists ? try file.digest().sha256 : nil
    }
  }
}
