package import Figures
import Foundation

/// `seal.json`: what a sealed folder was made from, and what was sealed before it.
///
/// The manifest covers it, so each signature also vouches for the seals that it names: a period
/// that is taken out or exchanged later no longer fits the next one.
package struct SealRecord: Sendable, Hashable, Codable {
  package static let fileName = "seal.json"

  /// An earlier seal by the digest of its manifest.
  package struct Link: Sendable, Hashable, Codable {
    /// The period's folder, such as `2026-09`.
    package let period: String
    /// 64 hexadecimal digits.
    package let manifestSHA256: String

    package init(period: String, manifestSHA256: String) {
      self.period = period
      self.manifestSHA256 = manifestSHA256
    }
  }

  /// Which rules cut the days.
  package struct ZoneData: Sendable, Hashable, Codable {
    package let name: String
    package let version: String
    package let sha256: String
  }

  /// Who was to sign the manifest, and with which key.
  package struct Signer: Sendable, Hashable, Codable {
    package let identity: String
    /// As `ssh-keygen -l` prints it.
    package let fingerprint: String
    /// Of the list of all keys with their dates, which the manifest cannot list.
    package let allowedSignersSHA256: String
  }

  package let partner: String
  package let period: String
  /// 1 for what was published first.
  package let edition: Int
  /// The manifest of the edition that this one supersedes; `nil` in the first.
  package let previousEdition: Link?
  /// The period of the same kind before this one; `nil` where none stood beside it.
  package let previousPeriod: Link?
  /// In the order in which they were taken.
  package let captures: [String]
  /// When the last answer was received that the figures rest on.
  package let capturedTo: String
  package let contractSHA256: String
  package let templatesSHA256: String
  package let zone: ZoneData
  package let program: String
  /// Which key the pseudonyms of agents and conversations are made with; `nil` where there are none.
  package let pseudonymKey: String?
  /// `nil` for what is not signed.
  package private(set) var signer: Signer?

  package init(
    partner: String, period: String, edition: Int = 1, previousEdition: Link? = nil,
    previousPeriod: Link?, provenance: Provenance, templatesSHA256: String
  ) {
    self.partner = partner
    self.period = period
    self.edition = edition
    self.previousEdition = previousEdition
    self.previousPeriod = previousPeriod
    captures = provenance.captureIDs
    capturedTo = provenance.capturedTo.text
    contractSHA256 = provenance.contractSHA256
    self.templatesSHA256 = templatesSHA256
    zone = ZoneData(
      name: provenance.zoneName, version: provenance.zoneDataVersion,
      sha256: provenance.zoneFileSHA256)
    program = provenance.programVersion
    pseudonymKey = provenance.naming.keyID
  }

  /// The same record with its signer, so that a signature that is taken away is missed.
  package func signed(by signer: AllowedSigner, among signers: OutputFile) -> SealRecord {
    var record = self
    record.signer = Signer(
      identity: signer.identity, fingerprint: signer.publicKey.fingerprint,
      allowedSignersSHA256: SHA256.hex(of: signers.bytes))
    return record
  }

  /// Reads the file; `nil` for what is not one.
  package init?(reading bytes: [UInt8]) {
    guard let record = try? JSONDecoder().decode(SealRecord.self, from: Data(bytes)) else {
      return nil
    }
    self = record
  }

  package func output() throws -> OutputFile {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return OutputFile(path: Self.fileName, bytes: Array(try encoder.encode(self)) + [0x0A])
  }
}

extension SealRecord.Link {
  /// The link to a sealed folder as it stands on the disk; `nil` when there is none.
  package init?(period: String, in folder: String) throws {
    let file = DiskFile(joined(joined(folder, period), Manifest.fileName))
    guard file.exists else { return nil }
    self.init(period: period, manifestSHA256: SHA256.hex(of: try file.bytes()))
  }
}
