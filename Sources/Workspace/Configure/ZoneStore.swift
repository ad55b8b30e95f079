package import Figures

/// The system's compiled time zones.
package struct ZoneStore: Sendable, Hashable {
  package static let system = ZoneStore(root: "/usr/share/zoneinfo")

  private let root: String

  package init(root: String) { self.root = root }

  /// Reads a zone by its name in the tz database, such as `Asia/Jerusalem`.
  ///
  /// Nothing falls back to UTC. Names under `right/` count leap seconds and are refused.
  package func zone(named name: String) throws -> ZoneSource {
    guard Self.isPlausible(name) else { throw ZoneStoreError.unknown(name) }
    let bytes: [UInt8]
    do { bytes = try DiskFile(joined(root, name)).bytes(limit: 1_048_576) } catch {
      throw ZoneStoreError.unknown(name)
    }
    return ZoneSource(
      zone: try Zone(name: name, bytes: bytes), version: try version(),
      sha256: SHA256.hex(of: bytes), bytes: bytes)
  }

  /// The release of the tz database, such as `2026f`.
  package func version() throws -> String {
    let file = DiskFile(joined(root, "tzdata.zi"))
    // Only the first of four thousand lines is a text here: each start of the program reads it.
    guard let bytes = try? file.bytes(limit: 1_048_576), let end = bytes.firstIndex(of: 0x0A),
      let line = String(validating: bytes[..<end], as: UTF8.self), line.hasPrefix("# version "),
      line.count > 10
    else { throw ZoneStoreError.unknownVersion(file.path) }
    return String(line.dropFirst(10))
  }

  /// Differs once the file of a zone, or the release, is another; `nil` for a zone that is not there.
  func stamp(of name: String) -> String? {
    guard Self.isPlausible(name), let own = FileStamp(joined(root, name), followsLinks: true),
      let release = FileStamp(joined(root, "tzdata.zi"), followsLinks: true)
    else { return nil }
    return own.text + "\n" + release.text
  }

  static func isPlausible(_ name: String) -> Bool {
    (1...60).contains(name.utf8.count) && !name.hasPrefix("/") && !name.hasPrefix("right/")
      && !name.contains("..")
      && name.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
          || [0x5F, 0x2B, 0x2D, 0x2F].contains($0)
      }
  }
}

/// A zone with what it takes to make it again years later.
package struct ZoneSource: Sendable, Hashable {
  package let zone: Zone
  /// The release of the tz database that the system had.
  package let version: String
  /// Of ``bytes``.
  package let sha256: String
  package let bytes: [UInt8]

  package init(zone: Zone, version: String, sha256: String, bytes: [UInt8]) {
    self.zone = zone
    self.version = version
    self.sha256 = sha256
    self.bytes = bytes
  }
}

/// Why the system has no such zone.
package enum ZoneStoreError: Error, Hashable {
  case unknown(String)
  case unknownVersion(String)
}

extension ZoneStoreError: Explained {
  package var explanation: Explanation {
    switch self {
    case .unknown(let name):
      Explanation(
        .configuration, what: "the time zone '\(name)' is unknown",
        remedy: "use a name of the tz database, such as Europe/Berlin; "
          + "if it is one, install the package tzdata")
    case .unknownVersion(let path):
      Explanation(
        .missingInput, what: "the release of the time zone data is not stated", place: path,
        remedy: "install the package tzdata; its first line reads '# version …'")
    }
  }
}
