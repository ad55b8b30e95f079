import Figures

/// Whether the folders of a site are sealed by keys that the newest period knows.
///
/// Each folder brings its own list of signers; a period that somebody sealed again with a key of
/// theirs would bear out itself.
struct SiteKeys {
  let folder: String
  let folders: [SiteVerifier.Folder]

  func run(_ findings: inout SiteFindings) throws {
    let periods = folders.compactMap { folder in
      Period(id: folder.name).map { (period: $0, folder: folder) }
    }
    guard let newest = periods.max(by: { $0.period.firstDay < $1.period.firstDay })?.folder,
      newest.fingerprint != nil
    else { return }
    let file = DiskFile("\(folder)/\(newest.name)/allowed_signers")
    guard let listed = AllowedSigner.list(try file.bytes(limit: 1_048_576)) else { return }
    let known = Set(listed.map(\.publicKey.fingerprint))
    for other in folders {
      guard let fingerprint = other.fingerprint else {
        findings.add(
          SiteFinding(
            .signature, other.name + "/" + Manifest.fileName,
            "is not signed, although \(newest.name) is"))
        continue
      }
      if !known.contains(fingerprint) {
        findings.add(
          SiteFinding(
            .signature, other.name + "/allowed_signers",
            "signed by \(fingerprint), a key that \(newest.name) does not list"))
      }
    }
  }
}
