import Foundation

/// What an output folder holds of a partner, and what it was made from: so that the next build makes only
/// what would come out otherwise.
///
/// It may be lost, and is believed only as far as the files still bear the stamps that it names.
package struct BuildRecord: Sendable, Hashable, Codable {
  /// A part of the site that comes and goes as a whole.
  package struct Part: Sendable, Hashable, Codable {
    /// Of everything that its bytes depend on.
    package let key: String
    /// Of its files, as ``StampedFiles`` makes it.
    package let stamp: String
    /// How many files it has.
    package let count: Int
    /// The digest of a sealed folder's manifest.
    package let manifest: String?
    /// Of a period that is kept as an edition.
    package let pages: Pages?

    package init(
      key: String, stamp: String, count: Int, manifest: String? = nil, pages: Pages? = nil
    ) {
      self.key = key
      self.stamp = stamp
      self.count = count
      self.manifest = manifest
      self.pages = pages
    }
  }

  /// The pages of an edition, as the archive keeps them.
  package struct Pages: Sendable, Hashable, Codable {
    /// Of everything that the bytes of all but the report depend on.
    package let key: String
    /// Of the remarks, which the report alone bears.
    package let remarks: String
    /// The digest of the manifest with which the archive keeps the edition.
    package let edition: String

    package init(key: String, remarks: String, edition: String) {
      self.key = key
      self.remarks = remarks
      self.edition = edition
    }
  }

  /// The start page and its files.
  package struct Portal: Sendable, Hashable, Codable {
    package let part: Part
    /// Below the partner's folder.
    package let paths: [String]

    package init(part: Part, paths: [String]) {
      self.part = part
      self.paths = paths
    }
  }

  /// A site of which every part is known: it need not be looked at part by part.
  package struct Whole: Sendable, Hashable, Codable {
    /// Of contract, remarks and the like.
    package let sources: String
    /// The name of the contract's zone.
    package let zone: String
    /// The stamp of its file.
    package let zoneStamp: String
    /// The stamp of the archive.
    package let archive: String
    /// Its periods, the earliest first.
    package let periods: [String]

    package init(
      sources: String, zone: String, zoneStamp: String, archive: String, periods: [String]
    ) {
      self.sources = sources
      self.zone = zone
      self.zoneStamp = zoneStamp
      self.archive = archive
      self.periods = periods
    }
  }

  /// What all parts have in common: another basis, and no part counts.
  package let basis: String
  package var periods: [String: Part] = [:]
  package var portal: Portal?
  package var whole: Whole?

  package init(basis: String) { self.basis = basis }

  /// Reads a record; `nil` for one that is not there, or is none.
  package init?(at path: String) {
    guard let bytes = try? DiskFile(path).bytes(),
      let record = try? JSONDecoder().decode(BuildRecord.self, from: Data(bytes))
    else { return nil }
    self = record
  }

  package func write(to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    try SiteWriter.replace(Array(try encoder.encode(self)) + [0x0A], at: path, mode: 0o600)
  }
}
