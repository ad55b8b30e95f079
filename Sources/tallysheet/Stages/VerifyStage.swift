import Figures
import Foundation
import Workspace

/// verify: a published site against its seal and its rows, and where it is wanted against the
/// archive that it came from.
struct VerifyStage: Sendable {
  let folder: String
  let verifier: SiteVerifier
  let rebuild: String?
  let quiet: Bool

  init(
    folder: String, fingerprint: String?, allowedSigners: String?, rebuild: String?, quiet: Bool
  ) throws {
    self.folder = folder
    self.rebuild = rebuild
    self.quiet = quiet
    if let fingerprint, !fingerprint.hasPrefix("SHA256:") {
      throw NoFingerprint(text: fingerprint)
    }
    verifier = SiteVerifier(
      trusted: TrustedSigners(
        fingerprint: fingerprint,
        signers: try allowedSigners.map { try SignersFile.read($0) }))
  }

  func run() async throws -> SiteVerifier.Report {
    let names = try SiteVerifier.sealedFolders(in: folder)
    let progress = Progress.onTerminal(
      "verifying", total: names.count, unit: "folders", quiet: quiet)
    defer { progress?.finish() }
    var report = try verifier.verify(folder) { progress?.advance() }
    if let rebuild {
      report = SiteVerifier.Report(
        folders: report.folders,
        findings: try await Rebuild(workspace: rebuild, folder: folder).run(report.findings))
    }
    return report
  }
}

/// A fingerprint that is none.
struct NoFingerprint: Explained {
  let text: String

  var explanation: Explanation {
    Explanation(
      .usage, what: "'\(text)' is no fingerprint",
      remedy: "write it as 'ssh-keygen -l' prints it: SHA256: and 43 characters")
  }
}
