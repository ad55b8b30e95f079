import Figures
import Workspace

/// Decides whether a finished site may leave: every period whole, unchanged and signed, and the start
/// page theirs.
struct SiteGate: Sendable {
  /// The partner's finished folder.
  let folder: String
  let partner: String
  /// Whose signature each period must bear; `nil` when nothing is signed.
  let signers: [AllowedSigner]?

  /// The files that may be published.
  func listing() throws -> SiteListing {
    guard SiteWriter.exists(folder + "/index.html") else {
      throw NotBuilt(partner: partner, folder: folder)
    }
    // The figures were verified when each period was built; here the site must be that one still, and
    // its start page that of these periods.
    let report = try SiteVerifier(
      trusted: TrustedSigners(signers: signers), checksFigures: false
    ).verify(folder)
    if let finding = report.findings.kept.first {
      throw DamagedSite(folder: folder, file: finding.file, what: finding.what)
    }
    return try SiteListing(of: folder)
  }
}

/// A finished folder is not what was sealed.
struct DamagedSite: Explained {
  let folder: String
  let file: String
  let what: String

  var explanation: Explanation {
    Explanation(
      .inputOutput, what: "\(file): \(what)", place: folder,
      remedy: "check the disk, then build again")
  }
}

/// There is no site to publish.
struct NotBuilt: Explained {
  let partner: String
  let folder: String

  var explanation: Explanation {
    Explanation(
      .missingInput, what: "the site of '\(partner)' has not been built", place: folder,
      remedy: "run 'tallysheet build --partner \(partner)' first")
  }
}
