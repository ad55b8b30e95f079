import Figures
import Foundation
import Workspace

/// Decides whether a finished site may leave: every period whole, unchanged and signed.
struct SiteGate: Sendable {
  /// The partner's finished folder.
  let folder: String
  let partner: String
  /// Whose signature each period must bear; `nil` when nothing is signed.
  let key: PublicKey?

  /// The files that may be published.
  func listing() throws -> SiteListing {
    guard SiteWriter.exists(folder + "/index.html") else {
      throw NotBuilt(partner: partner, folder: folder)
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    for name in names where Period(id: name) != nil {
      let period = "\(folder)/\(name)"
      guard SiteWriter.exists("\(period)/\(Manifest.fileName)") else {
        throw DamagedSite(folder: period, file: Manifest.fileName, what: "is missing")
      }
      _ = try SiteCheck.files(in: period)
      if let key { try checkSignature(of: period, key) }
    }
    return try SiteListing(of: folder)
  }

  private func checkSignature(of period: String, _ key: PublicKey) throws {
    let name = Manifest.fileName + ".sig"
    func text(_ file: String) throws -> String {
      guard SiteWriter.exists("\(period)/\(file)") else {
        throw DamagedSite(folder: period, file: file, what: "is missing")
      }
      return try String(contentsOfFile: "\(period)/\(file)", encoding: .utf8)
    }
    guard let signature = SSHSignature(reading: try text(name)),
      signature.namespace == SSHSignature.manifestNamespace,
      signature.publicKey.bytes == key.bytes,
      signature.isValid(of: Array(try text(Manifest.fileName).utf8))
    else {
      throw DamagedSite(
        folder: period, file: name, what: "is not the configured key's signature of the manifest")
    }
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
