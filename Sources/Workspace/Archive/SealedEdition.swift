package import Figures

/// An edition as the archive keeps it: what it says, and what it was made of.
package struct SealedEdition: Sendable, Hashable {
  package let edition: Edition
  package let isFinal: Bool
  /// The earlier periods with the numbers of their editions, such as `1999-09 1`.
  package let history: [String]
  /// Of the remarks that it shows; empty when it has none.
  package let commentarySHA256: String
  /// The contract's file by which it was judged, byte for byte.
  package let contract: [UInt8]
  package let contractSHA256: String
  /// Of the manifest in its folder, which names every file of it.
  package let manifestSHA256: String

  package init(
    edition: Edition, isFinal: Bool, history: [String] = [], commentarySHA256: String = "",
    contract: [UInt8],
    contractSHA256: String,
    manifestSHA256: String
  ) {
    self.edition = edition
    self.isFinal = isFinal
    self.history = history
    self.commentarySHA256 = commentarySHA256
    self.contract = contract
    self.contractSHA256 = contractSHA256
    self.manifestSHA256 = manifestSHA256
  }
}
