import Figures
import Foundation
import Workspace

/// Decides whether a finished site may leave: every period whole, unchanged and signed.
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
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    for name in names where Period(id: name) != nil {
      let period = "\(folder)/\(name)"
      guard SiteWriter.exists("\(period)/\(Manifest.fileName)") else {
        throw DamagedSite(folder: period, file: Manifest.fileName, what: "is not there")
      }
      // The figures were verified when the period was built; here it must be that one still.
      let report = try SiteVerifier(
        trusted: TrustedSigners(signers: signers), checksFigures: false
      ).verify(period)
      if let finding = report.findings.kept.first {
        throw DamagedSite(folder: period, file: finding.file, what: finding.what)
      }
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
