import Figures
import Workspace

/// The site that was to be packed does not verify.
struct UnsoundDossier: Explained {
  let folder: String
  let finding: SiteFinding
  let count: Int

  var explanation: Explanation {
    Explanation(
      .badData,
      what: "the site does not verify: \(finding.text)"
        + (count > 1 ? ", and \(count - 1) more" : ""),
      place: folder, remedy: "run 'tallysheet build' for the period, then pack it")
  }
}

/// A sealed folder says not what it was made from.
struct NoRecord: Explained {
  let folder: String

  var explanation: Explanation {
    Explanation(
      .badData, what: "the site has no \(SealRecord.fileName)", place: folder,
      remedy: "run 'tallysheet build' for the period, then pack it")
  }
}

/// The contract was changed after the site was built.
struct OtherContract: Explained {
  let file: String
  let sha256: String

  var explanation: Explanation {
    Explanation(
      .badData, what: "the contract is not the one that the site was judged by", place: file,
      remedy: "put back the version with SHA-256 \(sha256), or build the period again")
  }
}
