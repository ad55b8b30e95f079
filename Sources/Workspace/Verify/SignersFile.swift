package import Figures

/// A list of signers that a reader received by another road.
package enum SignersFile {
  package static func read(_ path: String) throws -> [AllowedSigner] {
    guard let signers = AllowedSigner.list(try DiskFile(path).bytes(limit: 1_048_576)) else {
      throw NoSigners(path: path)
    }
    return signers
  }
}

/// A file that was to list signers lists none.
package struct NoSigners: Explained {
  let path: String

  package var explanation: Explanation {
    Explanation(
      .badData, what: "'\(path)' is no list of signers", place: path,
      remedy: "each line: IDENTITY namespaces=\"tallysheet-manifest\" ssh-ed25519 KEY")
  }
}
