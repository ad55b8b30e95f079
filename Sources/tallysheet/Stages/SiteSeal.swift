import Figures
import Workspace

/// Seals a period's files and puts all in place at once, when they verify.
struct SiteSeal: Sendable {
  let folder: FolderSeal

  init(signer: SealSigner?) { folder = FolderSeal(signer: signer) }

  /// The files with their record, how to check them, their list and its signatures.
  func sealed(_ files: [OutputFile], record: SealRecord) throws -> [OutputFile] {
    try folder.files(files, record: record)
  }

  /// Puts sealed files in the place of a folder, unless they stand there already.
  ///
  /// The old folder stays until the new one is whole and verified. `keep` is called then, before a
  /// byte of it is published: what was published once can always be told, and what does not verify
  /// was never an edition.
  ///
  /// Tables and pages that are `vouched` for were verified before. Says whether anything was written.
  func write(
    _ sealed: [OutputFile], to place: String, vouched: VouchedFiles? = nil,
    keeping keep: () throws -> Void
  ) throws -> Bool {
    guard try !SiteWriter.holds(sealed, at: place) else {
      try keep()
      return false
    }
    try SiteWriter.write(sealed, to: place) { staged in
      try verify(staged, vouched)
      try keep()
    }
    return true
  }

  private func verify(_ staged: String, _ vouched: VouchedFiles?) throws {
    // What is built again without the key has no signatures to verify.
    guard folder.signer?.canSign ?? true else { return }
    let report = try SiteVerifier(vouched: vouched).verify(staged)
    if let finding = report.findings.kept.first {
      throw UnsoundSite(finding: finding, count: report.findings.count)
    }
  }
}

/// A folder that was just built does not verify: a defect of the program, or of the disk.
struct UnsoundSite: Explained {
  let finding: SiteFinding
  let count: Int

  var explanation: Explanation {
    Explanation(
      .internalFault,
      what: "the built site does not verify: \(finding.text)"
        + (count > 1 ? ", and \(count - 1) more" : ""),
      place: finding.file,
      remedy: "check the disk and build again; if it stays, report it: nothing was published")
  }
}
